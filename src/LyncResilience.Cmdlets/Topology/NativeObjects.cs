using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.Topology.Native;

namespace LyncResilience.Cmdlets;

/// <summary>Hands objects of the native cmdlets to the reader of topologies.</summary>
internal static class NativeObjects
{
    internal static NativeObject Of(PSObject given) =>
        new(given.TypeNames, given.Properties.Select(property => new KeyValuePair<string, object?>(property.Name, ValueOf(property))));

    /// <summary>Asks the cmdlets of a session for everything that belongs to a topology.</summary>
    internal static TopologyDraft Describe(NativeSession session)
    {
        (string Cmdlet, string? Switch)[] calls =
        [
            ("Get-CsSite", null), ("Get-CsPool", null), ("Get-CsService", "Registrar"), ("Get-CsService", "Director"), ("Get-CsService", "EdgeServer"), ("Get-CsSipDomain", null),
        ];
        string source = $"this session ({string.Join(", ", calls.Select(call => call.Cmdlet).Distinct().Where(session.Has))})";

        // Directors came to Get-CsService later than the rest; Get-CsPool shows them too.
        List<NativeObject> objects = [.. calls
            .Where(call => call.Switch != "Director" || session.Knows(call.Cmdlet, call.Switch))
            .SelectMany(call => session.Call(call.Cmdlet, call.Switch, true)).Select(Of)];
        if (session.Has("Get-CsPoolBackupRelationship"))
        {
            objects.AddRange(NativeTopology.Read(objects, source).Pools
                .SelectMany(pool => session.Call("Get-CsPoolBackupRelationship", "PoolFqdn", pool.Fqdn)).Select(Of));
        }

        return NativeTopology.Read(objects, source);
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : property.Value;
        }
        catch (GetValueException)
        {
            // A property that asks a server which doesn't answer; the rest of the object is as good as ever.
            return null;
        }
    }
}
