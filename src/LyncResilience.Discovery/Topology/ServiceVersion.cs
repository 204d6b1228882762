namespace LyncResilience.Discovery.Topology;

/// <summary>The number by which documents and native cmdlets tell a service's version.</summary>
internal static class ServiceVersion
{
    /// <summary>
    /// The product of that number. 5 is what "Get-CsService for Address Book management" (gg429698) prints; 7 and 8 stand in published topologies of 2015 and 2019.
    /// Assumption: 6, between them, is 2013, and 5 and 6 are the same in documents, of which none that is public shows them.
    /// </summary>
    /// <param name="number">The number; null when there is none.</param>
    public static PoolVersion Of(int? number) => number switch
    {
        5 => PoolVersion.Lync2010,
        6 => PoolVersion.Lync2013,
        7 => PoolVersion.SkypeForBusiness2015,
        8 => PoolVersion.SkypeForBusiness2019,
        _ => PoolVersion.Unknown,
    };
}
