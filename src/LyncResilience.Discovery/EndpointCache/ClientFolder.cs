using System.Collections.Generic;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>Where a client keeps its folders <c>sip_user@domain</c>.</summary>
/// <param name="Client">The client.</param>
/// <param name="Home">The folders that lead there from the profile; a redirected or copied profile has others.</param>
/// <param name="Mark">The folders below, by which the client is known wherever they stand.</param>
/// <remarks>
/// The sources: Lync 2010, ucken.blogspot.com 2011/10; Lync 2013, tsoorad.blogspot.com 2012; Skype for Business 2016, Microsoft,
/// OfficeDocs-Support, unable-to-sign-in-to-sfb; Mac 2011, Summit 7 Systems.
/// </remarks>
internal sealed record ClientFolder(EndpointCacheClient Client, string[] Home, string[] Mark)
{
    private static readonly string[] s_localApplicationData = ["AppData", "Local"];

    public static IReadOnlyList<ClientFolder> All { get; } =
    [
        new(EndpointCacheClient.Lync2010, s_localApplicationData, ["Microsoft", "Communicator"]),
        new(EndpointCacheClient.Lync2013, s_localApplicationData, ["Microsoft", "Office", "15.0", "Lync"]),
        new(EndpointCacheClient.SkypeForBusiness2016, s_localApplicationData, ["Microsoft", "Office", "16.0", "Lync"]),
        new(EndpointCacheClient.LyncMac2011, ["Documents"], ["Microsoft User Data", "Microsoft Lync Data"]),
    ];

    /// <summary>All folders from the profile to the folder whose children are named after accounts.</summary>
    public string[] FromProfile { get; } = [.. Home, .. Mark];
}
