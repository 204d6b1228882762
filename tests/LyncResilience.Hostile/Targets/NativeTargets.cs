using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Topology.Native;
using LyncResilience.Hostile.Running;

namespace LyncResilience.Hostile.Targets;

/// <summary>
/// Objects of native cmdlets, which come from sessions and files of others. As bytes they are written like rows of a file: a line for each property, the type in a line of Export-Csv's kind
/// before them, an empty line between two objects, bars between the elements of a list.
/// </summary>
internal static class NativeTargets
{
    private const string Deployment = """
        #TYPE Deserialized.Microsoft.Rtc.Management.Deploy.Internal.Site+CentralSite
        Identity=Site:Redmond
        DisplayName=Redmond
        SiteType=CentralSite

        #TYPE Microsoft.Rtc.Management.Deploy.Internal.Cluster
        Identity=red.contoso.com
        Fqdn=red.contoso.com
        Site=Site:Redmond
        Services=Registrar:red.contoso.com|UserServer:red.contoso.com
        Computers=fe01.contoso.com|fe02.contoso.com

        Identity=Registrar:red.contoso.com
        PoolFqdn=red.contoso.com
        SiteId=Site:Redmond
        BackupRegistrar=Registrar:dub.contoso.com
        FailureDetectionInterval=00:05:00
        FailbackDetectionInterval=600
        EnableAutomaticFailover=True
        UserServer=UserServer:red.contoso.com
        SipPort=5061
        Version=7

        Identity=Registrar:branch.contoso.com
        BackupRegistrar=
        UserServer=UserServer:red.contoso.com

        Identity=EdgeServer:edge.contoso.com
        Registrar=Registrar:red.contoso.com

        PrimaryPoolFqdn=red.contoso.com
        BackupPoolFqdn=dub.contoso.com

        #TYPE Microsoft.Rtc.Management.Hadr.BackupService.BackupRelation
        PoolFqdn=dub.contoso.com
        BackupPoolFqdn=red.contoso.com

        Identity=contoso.com
        IsDefault=True
        """;

    private static readonly string[] s_words =
    [
        "\n", "\n\n", "=", "|", ":", "#TYPE ", "Microsoft.Rtc.Management.Xds.DisplayRegistrar", "Microsoft.Rtc.Management.Xds.DisplayDirector", "System.Object[]", "Registrar:", "UserServer:", "Director:", "EdgeServer:", "Site:", "\nIdentity=",
        "\nPoolFqdn=", "\nRole=", "\nServices=", "\nBackupRegistrar=", "BackupPoolFqdn=", "SiteType=BranchSite", "dub.contoso.com", "red.contoso.com", "-00:00:01", "99999.00:00:00", "\0", "\u0130",
    ];

    public static IEnumerable<Target> All => [new("topology-native", "NativeTopology.Read", Input.Texts(Deployment), s_words, [], Read)];

    private static void Read(byte[] bytes)
    {
        // A deployment of some dozen says as much; to make one here costs more than to read it.
        NativeObject[] objects = [.. Input.Text(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n\n").Take(100).Select(ObjectOf)];
        ResilienceTopology topology = NativeTopology.Read(objects, "objects").Build();
        _ = topology.ToString();
        TopologyTargets.Fixpoint(topology);
    }

    private static NativeObject ObjectOf(string text)
    {
        ILookup<bool, string> lines = text.Split('\n').ToLookup(line => line.StartsWith("#TYPE ", StringComparison.Ordinal));
        return new NativeObject(lines[true].Select(line => line[6..]), lines[false].Select(line => line.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], ValueOf(pair))));
    }

    private static object? ValueOf(string[] pair) => pair.Length == 1 ? null : pair[1].Contains('|', StringComparison.Ordinal) ? pair[1].Split('|') : pair[1];
}
