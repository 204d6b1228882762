using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Json;

namespace LyncResilience.Discovery.Topology;

/// <summary>Our own file format of a topology, described by module/schemas/topology.schema.json.</summary>
internal static partial class TopologyJson
{
    /// <summary>The version of the format, written as <c>schema</c>.</summary>
    public const int SchemaVersion = 1;

    internal static string[] TopologyKeys { get; } = ["$schema", "schema", "defaultSipDomain", "sipDomains", "sites", "dnsServers", "pools", "edgePools"];

    internal static string[] PoolKeys { get; } =
    [
        "fqdn", "site", "kind", "version", "servers", "backupPool", "failureDetectionSeconds", "failbackSeconds", "automaticFailover", "userCapacity", "userCount", "port",
    ];

    internal static string[] EdgePoolKeys { get; } = ["fqdn", "site", "nextHop"];

    internal static string[] DnsServerKeys { get; } = ["name", "site"];

    /// <summary>Reads a text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="source">Where it comes from, for messages and <see cref="ResilienceTopology.Source"/>.</param>
    /// <exception cref="TopologyFormatException">It is no JSON, exceeds a limit, or is no topology.</exception>
    public static TopologyDraft Read(string text, string source)
    {
        try
        {
            return ReadTopology(JsonReader.Read(text), source);
        }
        catch (JsonFormatException exception)
        {
            throw Unreadable(source, exception);
        }
    }

    /// <summary>Reads a value that stands within another document, such as a scenario.</summary>
    /// <inheritdoc cref="Read(string, string)"/>
    public static TopologyDraft Read(JsonValue value, string source)
    {
        try
        {
            return ReadTopology(value, source);
        }
        catch (JsonFormatException exception)
        {
            throw Unreadable(source, exception);
        }
    }

    private static TopologyFormatException Unreadable(string source, JsonFormatException exception) => new($"{source}, {exception.Message}", exception);

    private static TopologyDraft ReadTopology(JsonValue value, string source)
    {
        JsonFields fields = JsonFields.Of(value, "a topology", TopologyKeys);
        if (fields.Whole("schema", least: 1) is > SchemaVersion)
        {
            throw fields.Error("schema", $"this topology has schema {fields.Find("schema")}, but this version reads schema {SchemaVersion} only. Update LyncResilience.");
        }

        TopologyDraft draft = new(source) { DefaultSipDomain = fields.Text("defaultSipDomain") };
        draft.SipDomains.AddRange(fields.Texts("sipDomains"));
        draft.Sites.AddRange(fields.Texts("sites"));
        foreach (JsonFields server in fields.Objects("dnsServers", "a DNS server", DnsServerKeys))
        {
            draft.DnsServers.Add(new TopologyDnsServer { Name = server.RequiredText("name"), Site = server.Text("site") });
        }

        HashSet<string> pools = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonFields pool in fields.Objects("pools", "a pool", PoolKeys))
        {
            draft.Pools.Add(ReadPool(pool, Unique(pool, pools)));
        }

        HashSet<string> edges = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonFields edge in fields.Objects("edgePools", "an Edge pool", EdgePoolKeys))
        {
            draft.EdgePools.Add(new TopologyEdgePool { Fqdn = Unique(edge, edges), Site = edge.Text("site"), NextHop = edge.Text("nextHop") });
        }

        return draft;
    }

    private static string Unique(JsonFields pool, HashSet<string> names)
    {
        string fqdn = pool.RequiredText("fqdn");
        return names.Add(fqdn) ? fqdn : throw pool.Error("fqdn", $"the pool {pool.Find("fqdn")} is described above already.");
    }

    private static PoolDraft ReadPool(JsonFields fields, string fqdn)
    {
        PoolDraft pool = new(fqdn)
        {
            Site = fields.Text("site"),
            Kind = fields.Choice<PoolKind>("kind"),
            Version = fields.Choice<PoolVersion>("version") ?? PoolVersion.Unknown,
            BackupPool = fields.Text("backupPool"),
            FailureDetectionSeconds = fields.Seconds("failureDetectionSeconds"),
            FailbackSeconds = fields.Seconds("failbackSeconds"),
            AutomaticFailover = fields.Flag("automaticFailover"),
            UserCapacity = fields.Whole("userCapacity"),
            UserCount = fields.Whole("userCount"),
            Port = fields.Whole("port", 1, 65_535),
        };
        pool.Servers.AddRange(fields.Texts("servers"));
        return pool;
    }
}
