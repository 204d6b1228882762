using System.Linq;
using LyncResilience.Discovery.Json;

namespace LyncResilience.Discovery.Topology;

internal static partial class TopologyJson
{
    /// <summary>
    /// Writes a topology. What equals a documented default is written all the same, so that a reader sees the numbers in force; what nobody
    /// knows is left out, and so are the source and its warnings, which are about another document.
    /// </summary>
    public static string Write(ResilienceTopology topology) => JsonWriter.Write(JsonValue.Of(
        ("schema", JsonValue.Of(SchemaVersion)),
        ("defaultSipDomain", Known(topology.DefaultSipDomain)),
        ("sipDomains", JsonValue.Of(topology.SipDomains)),
        ("sites", JsonValue.Of(topology.Sites)),
        ("dnsServers", JsonValue.Of(topology.DnsServers.Select(Write))),
        ("pools", JsonValue.Of(topology.Pools.Select(Write))),
        ("edgePools", JsonValue.Of(topology.EdgePools.Select(Write)))));

    private static JsonValue Write(TopologyPool pool) => JsonValue.Of(
        ("fqdn", JsonValue.Of(pool.Fqdn)),
        ("site", Known(pool.Site)),
        ("kind", JsonValue.Of(pool.Kind.ToString())),
        ("version", JsonValue.Of(pool.Version.ToString())),
        ("servers", JsonValue.Of(pool.Servers)),
        ("backupPool", Known(pool.BackupPool)),
        ("failureDetectionSeconds", JsonValue.Of(pool.FailureDetectionSeconds)),
        ("failbackSeconds", JsonValue.Of(pool.FailbackSeconds)),
        ("automaticFailover", JsonValue.Of(pool.AutomaticFailover)),
        ("userCapacity", Known(pool.UserCapacity)),
        ("userCount", Known(pool.UserCount)),
        ("port", JsonValue.Of(pool.Port)));

    private static JsonValue Write(TopologyEdgePool edge) => JsonValue.Of(
        ("fqdn", JsonValue.Of(edge.Fqdn)),
        ("site", Known(edge.Site)),
        ("nextHop", Known(edge.NextHop)));

    private static JsonValue Write(TopologyDnsServer server) => JsonValue.Of(
        ("name", JsonValue.Of(server.Name)),
        ("site", Known(server.Site)));

    private static JsonValue? Known(string? text) => text is null ? null : JsonValue.Of(text);

    private static JsonValue? Known(int? number) => number is { } known ? JsonValue.Of(known) : null;
}
