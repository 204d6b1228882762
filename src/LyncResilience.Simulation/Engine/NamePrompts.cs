using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation.Engine;

/// <summary>Collects the SRV targets that break the naming rule: desktop clients ask the person about them, phones skip them.</summary>
internal sealed class NamePrompts
{
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public void Look(SignInResult result, SignInSettings settings)
    {
        foreach (DnsAnswer answer in result.SrvAnswers)
        {
            foreach (SrvRecord record in answer.Records.OfType<SrvRecord>().Where(record => record.IsOffered))
            {
                if (!DomainRule.Matches(record.Target, settings.SipDomain, settings.NameMatching, settings.TrustedDomains)
                    && _seen.Add(settings.SipDomain + " " + record.Target))
                {
                    _findings.Add(new Finding(
                        "SrvTargetBreaksNameRule", FindingSeverity.Warning, record.Target,
                        $"{record.Target} does not stand directly in {settings.SipDomain}: desktop clients ask the person to trust it, phones skip it.",
                        $"Point {answer.Name} to a name in {settings.SipDomain} that the pool's certificate holds too."));
                }
            }
        }
    }
}
