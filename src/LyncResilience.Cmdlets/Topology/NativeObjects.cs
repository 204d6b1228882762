using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.Topology.Native;

namespace LyncResilience.Cmdlets;

/// <summary>Hands objects of the native cmdlets to the reader of topologies.</summary>
internal static class NativeObjects
{
    // The types of the cmdlets' objects, as "Outputs" on their pages names them. A service's depends on its role, which the object itself tells.
    private static readonly Dictionary<string, string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Get-CsPool"] = "Microsoft.Rtc.Management.Deploy.Internal.Cluster",
        ["Get-CsPoolBackupRelationship"] = "Microsoft.Rtc.Management.Hadr.BackupService.BackupRelation",
        ["Get-CsSite"] = "Microsoft.Rtc.Management.Deploy.Internal.Site",
        ["Get-CsSipDomain"] = "Microsoft.Rtc.Management.Xds.SipDomain",
    };

    /// <summary>Reads an object.</summary>
    /// <param name="given">The object.</param>
    /// <param name="cmdlet">The cmdlet that gave it, for an object whose type got lost on its way; null when nobody knows.</param>
    internal static NativeObject Of(PSObject given, string? cmdlet = null)
    {
        // That it is a custom object or a hashtable says nothing about it.
        IEnumerable<string> types = given.TypeNames.Where(type => type.IndexOf("System.", StringComparison.Ordinal) < 0);
        return new(
            cmdlet is not null && s_types.TryGetValue(cmdlet, out string? type) ? types.Append(type) : types,
            given.Properties.Select(property => new KeyValuePair<string, object?>(property.Name, ValueOf(property))));
    }

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
            .SelectMany(call => session.Call(call.Cmdlet, call.Switch, true).Select(given => Of(given, call.Cmdlet)))];
        const string Relationship = "Get-CsPoolBackupRelationship";
        if (session.Has(Relationship))
        {
            objects.AddRange(NativeTopology.Read(objects, source).Pools
                .SelectMany(pool => session.Call(Relationship, "PoolFqdn", pool.Fqdn)).Select(given => Of(given, Relationship)));
        }

        return NativeTopology.Read(objects, source);
    }

    /// <summary>Makes the topology of what native objects said.</summary>
    /// <exception cref="TopologyFormatException">They name no pool, or an override names one that they don't.</exception>
    internal static ResilienceTopology Build(TopologyDraft draft, TopologyOverrides overrides) => draft.Pools.Count > 0
        ? draft.Build(overrides)
        : throw new TopologyFormatException(
            $"No registrar pool is named in {draft.Source}; objects of Get-CsPool and Get-CsService -Registrar would.{string.Concat(draft.Warnings.Select(warning => " " + warning))}");

    /// <summary>Whether it is a pool of Get-CsPool that shows its services, none of them a registrar: an Edge pool, a trusted application's.</summary>
    internal static bool IsPoolWithoutRegistrar(PSObject? given) =>
        given?.Properties["Services"] is not null && Of(given).Words("Services") is { Count: > 0 } services
        && !services.Any(service => service.StartsWith("Registrar:", StringComparison.OrdinalIgnoreCase) || service.StartsWith("Director:", StringComparison.OrdinalIgnoreCase));

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return Elements.Unwrap(property.Value);
        }
        catch (GetValueException)
        {
            // A property that asks a server which doesn't answer; the rest of the object is as good as ever.
            return null;
        }
    }
}
