using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Completes the SIP domains of the topology on the command line.</summary>
public sealed class SipDomainCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offers(CommandLine line) => line.SipDomains.Select(domain => Offer(domain, string.Empty));
}
