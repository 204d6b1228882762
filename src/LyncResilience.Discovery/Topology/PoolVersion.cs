namespace LyncResilience;

/// <summary>The product version of a pool.</summary>
public enum PoolVersion
{
    /// <summary>The source doesn't tell, or tells a number that isn't known.</summary>
    Unknown,

    /// <summary>Lync Server 2010.</summary>
    Lync2010,

    /// <summary>Lync Server 2013.</summary>
    Lync2013,

    /// <summary>Skype for Business Server 2015.</summary>
    SkypeForBusiness2015,

    /// <summary>Skype for Business Server 2019.</summary>
    SkypeForBusiness2019,
}
