using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Completes the pools of the topology or laboratory on the command line.</summary>
public sealed class PoolCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offers(CommandLine line) => Of(line);

    internal static IEnumerable<CompletionResult> Of(CommandLine line) => line.Pools.Select(pool => Offer(CommandLine.TextOf(pool, "Fqdn"), Help(pool)));

    private static string Help(PSObject pool)
    {
        string site = CommandLine.TextOf(pool, "Site");
        string backup = CommandLine.TextOf(pool, "BackupPool");
        return CommandLine.TextOf(pool, "Kind") + (site.Length > 0 ? $" in {site}" : string.Empty) + (backup.Length > 0 ? $", backed up by {backup}" : string.Empty);
    }
}
