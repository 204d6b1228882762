namespace LyncResilience;

/// <summary>What a registrar pool is.</summary>
public enum PoolKind
{
    /// <summary>An Enterprise Edition pool of Front Ends.</summary>
    Enterprise,

    /// <summary>A Standard Edition server.</summary>
    Standard,

    /// <summary>A Director (pool): authenticates and redirects everybody, homes nobody.</summary>
    Director,

    /// <summary>A survivable branch appliance or server.</summary>
    Sba,
}
