using System.Collections.Generic;
using LyncResilience.Discovery.Topology.Native;

namespace LyncResilience.Discovery.Tests.Topology;

/// <summary>Objects as the native cmdlets give them.</summary>
internal static class NativeSamples
{
    public static NativeObject Pool(params (string Name, object? Value)[] properties) => Of("Microsoft.Rtc.Management.Deploy.Internal.Cluster", properties);

    public static NativeObject Registrar(params (string Name, object? Value)[] properties) => Of("Microsoft.Rtc.Management.Xds.DisplayRegistrar", properties);

    public static NativeObject Director(params (string Name, object? Value)[] properties) => Of("Microsoft.Rtc.Management.Xds.DisplayDirector", properties);

    public static NativeObject EdgeServer(params (string Name, object? Value)[] properties) => Of("Microsoft.Rtc.Management.Xds.DisplayEdgeServer", properties);

    public static NativeObject UserPool(params (string Name, object? Value)[] properties) => Of("Microsoft.Rtc.Management.Xds.GetOCsUserPoolInfoCmdlet+UserInformation", properties);

    public static NativeObject Relation(params (string Name, object? Value)[] properties) => Of("Microsoft.Rtc.Management.Hadr.BackupService.BackupRelation", properties);

    public static NativeObject Site(params (string Name, object? Value)[] properties) => Of("Microsoft.Rtc.Management.Deploy.Internal.Site+CentralSite", properties);

    public static NativeObject SipDomain(params (string Name, object? Value)[] properties) => Of("Microsoft.Rtc.Management.Xds.SipDomain", properties);

    /// <summary>A hashtable or a row of a CSV file: no type that tells anything.</summary>
    public static NativeObject Row(params (string Name, object? Value)[] properties) => Of(null, properties);

    public static NativeObject Of(string? typeName, params (string Name, object? Value)[] properties)
    {
        List<KeyValuePair<string, object?>> pairs = [];
        foreach ((string name, object? value) in properties)
        {
            pairs.Add(new KeyValuePair<string, object?>(name, value));
        }

        return new NativeObject(typeName is null ? [] : [typeName, "System.Object"], pairs);
    }
}
