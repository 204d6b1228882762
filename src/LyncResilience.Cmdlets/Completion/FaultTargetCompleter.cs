using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Lab;

namespace LyncResilience.Cmdlets;

/// <summary>Completes where a laboratory's fault may be: its pools, all of them, or its DNS server.</summary>
public sealed class FaultTargetCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offers(CommandLine line) =>
        PoolCompleter.Of(line).Append(Offer(Laboratory.AllPools, "all pools")).Append(Offer(Laboratory.DnsTarget, "the DNS server"));
}
