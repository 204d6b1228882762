using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Validation.Checks;

namespace LyncResilience.Cmdlets;

/// <summary>Completes the tags of checks: groups, severities and what they need first, then ids, each with what it stands for.</summary>
public sealed class CheckTagCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offers(CommandLine line)
    {
        IEnumerable<string> shared = CheckCatalog.All.SelectMany(check => check.Tags.Where(tag => tag != check.Id)).Distinct(StringComparer.Ordinal);
        return shared.Select(tag => Offer(tag, $"{CheckCatalog.All.Count(check => check.Tags.Contains(tag))} checks"))
            .Concat(CheckCatalog.All.Select(check => Offer(check.Id, check.Title)));
    }
}
