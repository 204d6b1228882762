using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Topology;

namespace LyncResilience;

/// <summary>Who backs whom: the sites, pools and relations of a deployment, from whatever source. Immutable.</summary>
public sealed class ResilienceTopology
{
    private readonly Dictionary<string, TopologyPool> _pools;

    internal ResilienceTopology(IEnumerable<TopologyPool> pools)
    {
        Pools = ReadableList.Of(pools);
        _pools = Pools.ToDictionary(pool => pool.Fqdn, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The SIP domain that is the default; null when the source doesn't tell.</summary>
    public string? DefaultSipDomain { get; internal init; }

    /// <summary>All SIP domains, the default among them, in order of their names.</summary>
    public IReadOnlyList<string> SipDomains { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<string>([]);

    /// <summary>The names of the sites, central and branch, in order of their names.</summary>
    public IReadOnlyList<string> Sites { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<string>([]);

    /// <summary>The registrar pools in order of their names: Front End pools, Standard Edition servers, Directors, branch appliances.</summary>
    public IReadOnlyList<TopologyPool> Pools { get; }

    /// <summary>The Edge pools in order of their names.</summary>
    public IReadOnlyList<TopologyEdgePool> EdgePools { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<TopologyEdgePool>([]);

    /// <summary>DNS servers in order of their names; only our JSON names any.</summary>
    public IReadOnlyList<TopologyDnsServer> DnsServers { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<TopologyDnsServer>([]);

    /// <summary>Where all this comes from: a file's path, or the cmdlets that were asked.</summary>
    public string Source { get; internal init; } = string.Empty;

    /// <summary>What the source did not state and was inferred or assumed, each with its ground.</summary>
    public IReadOnlyList<string> Warnings { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<string>([]);

    /// <summary>Finds a pool by its full name, without regard to case.</summary>
    /// <param name="fqdn">The name; null finds nothing.</param>
    /// <returns>The pool, or null when there is none of that name.</returns>
    public TopologyPool? FindPool(string? fqdn) => fqdn is not null && _pools.TryGetValue(fqdn, out TopologyPool? pool) ? pool : null;

    /// <summary>Reads a topology from our JSON, which module/schemas/topology.schema.json describes. Times are seconds or <c>hh:mm:ss</c>.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The topology, with what is documented filled in where the text is silent; <see cref="Warnings"/> tells what.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="TopologyFormatException">It is no JSON, exceeds a limit, or is no topology. The message names line and key.</exception>
    public static ResilienceTopology FromJson(string json) => TopologyJson.Read(json ?? throw new ArgumentNullException(nameof(json)), "JSON").Build();

    /// <summary>
    /// Writes the topology as our JSON. What equals a documented default is written too; <see cref="Source"/> and <see cref="Warnings"/> are
    /// not. Reading the text back and writing it again gives the same text.
    /// </summary>
    /// <returns>JSON, indented, with LF as line end.</returns>
    public string ToJson() => TopologyJson.Write(this);

    /// <summary>Draws the topology as a Mermaid flowchart for documents: sites, pools by kind, backups, and the next hop of Edge pools.</summary>
    /// <returns>The text of the flowchart, without a fence around it, with LF as line end.</returns>
    public string ToMermaid() => TopologyMermaid.Write(this);

    /// <inheritdoc/>
    public override string ToString() => $"{DefaultSipDomain ?? Source}: {Discovery.Counted.Of(Pools.Count, "pool")} in {Discovery.Counted.Of(Sites.Count, "site")}";
}
