using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Validation.Facts;

/// <summary>An SRV record set that leads clients of a SIP domain to registrars.</summary>
/// <param name="SipDomain">The SIP domain.</param>
/// <param name="Answer">What DNS says.</param>
public sealed record SignInRecord(string SipDomain, DnsAnswer Answer)
{
    /// <summary>The name, such as <c>_sipinternaltls._tcp.contoso.com</c>.</summary>
    public string Name => Answer.Name;

    /// <summary>Whether it stands for SIP over TLS.</summary>
    public bool IsTls => !Name.StartsWith("_sipinternal._tcp.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every record of the set.</summary>
    public IReadOnlyList<SrvRecord> Records { get; } = [.. Answer.Records.OfType<SrvRecord>()];

    /// <summary>The targets in the order in which clients try them; those of one priority by falling weight.</summary>
    public IReadOnlyList<SrvRecord> Targets { get; } =
        [.. Answer.Records.OfType<SrvRecord>().Where(record => record.IsOffered).OrderBy(record => record.Priority).ThenByDescending(record => record.Weight)];

    /// <summary>The hosts among the targets, each once.</summary>
    public IReadOnlyList<string> Hosts => [.. Targets.Select(target => target.Target).Distinct(StringComparer.OrdinalIgnoreCase)];
}
