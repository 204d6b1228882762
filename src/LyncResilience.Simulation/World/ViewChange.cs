namespace LyncResilience.Simulation.World;

/// <summary>What a look at a view finds.</summary>
internal enum ViewChange
{
    /// <summary>Nothing new.</summary>
    None,

    /// <summary>The home pool is held for down from now on.</summary>
    WentDown,

    /// <summary>The home pool is held for alive again, having been heard for the failback interval.</summary>
    CameBack,

    /// <summary>The home pool was held for alive since the backup's own start, and now has been heard for the failback interval too.</summary>
    HeardThrough,
}
