using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Completes the Front Ends of the topology on the command line. A pool that names none is its own only server.</summary>
public sealed class ServerCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offers(CommandLine line) =>
        from pool in line.Pools
        let name = CommandLine.TextOf(pool, "Fqdn")
        from server in CommandLine.TextsOf(pool, "Servers").DefaultIfEmpty(name)
        select Offer(server, $"of {name}");
}
