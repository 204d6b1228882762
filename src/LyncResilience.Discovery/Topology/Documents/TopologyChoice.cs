using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>Chooses among the topologies of a document or an archive.</summary>
internal static class TopologyChoice
{
    /// <summary>
    /// Takes the topology with registrar pools; of several the one that is to be published (Topology Builder's <c>NewTopology</c>), else the one with
    /// the most pools, else the first. Says so when another one with pools reads differently.
    /// </summary>
    /// <param name="found">One or more topologies.</param>
    /// <param name="source">Where they come from.</param>
    public static TopologyDraft Of(IReadOnlyList<FoundTopology> found, string source)
    {
        (FoundTopology Found, TopologyDraft Draft)[] ranked =
        [
            .. found.Select(one => (Found: one, Draft: DeploymentReader.Read(one, source)))
                .OrderBy(one => one.Draft.Pools.Count > 0 ? 0 : 1)
                .ThenBy(one => one.Found.Parent == "NewTopology" ? 0 : 1)
                .ThenByDescending(one => one.Draft.Pools.Count),
        ];
        TopologyDraft taken = ranked[0].Draft;
        string facts = FactsOf(taken);
        string[] others = [.. ranked.Skip(1).Where(other => FactsOf(other.Draft) != facts).Select(other => NameOf(other.Found, other.Draft))];
        if (others.Length > 0)
        {
            taken.Warnings.Add($"{source} holds several topologies that differ. Taken: {NameOf(ranked[0].Found, taken)}; left out: {string.Join(", ", others)}.");
        }

        if (taken.Pools.Count == 0)
        {
            taken.Warnings.Add($"{source} describes no registrar pool.");
        }

        return taken;
    }

    private static string NameOf(FoundTopology found, TopologyDraft draft) => string.Format(
        CultureInfo.InvariantCulture, "{0} <{1}>{2} with {3} pools", found.Place(found.Element), found.Element.Name, found.Parent is null ? null : $" in <{found.Parent}>", draft.Pools.Count);

    private static string FactsOf(TopologyDraft draft) => string.Join(
        "\n",
        draft.SipDomains.Concat(draft.Sites)
            .Concat(draft.Pools.Select(pool => FormattableString.Invariant(
                $"{pool.Fqdn}|{pool.Site}|{pool.Kind}|{pool.Version}|{pool.Port}|{pool.BackupPool}|{pool.FailureDetectionSeconds}|{pool.FailbackSeconds}|{pool.AutomaticFailover}|{string.Join(",", pool.Servers)}")))
            .Concat(draft.EdgePools.Select(edge => $"{edge.Fqdn}|{edge.Site}|{edge.NextHop}"))
            .Prepend(draft.DefaultSipDomain));
}
