using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Completes the sites of the topology on the command line, each with its pools.</summary>
public sealed class SiteCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offers(CommandLine line) => line.Sites.Select(site => Offer(
        site,
        string.Join(", ", line.Pools.Where(pool => CommandLine.TextOf(pool, "Site") == site).Select(pool => CommandLine.TextOf(pool, "Fqdn")))));
}
