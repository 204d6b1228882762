using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation.Gaps;

/// <summary>The names of the SRV records that clients look up.</summary>
internal static class SrvNames
{
    /// <summary>The record that every client looks up first.</summary>
    public static string InternalTls(string domain) => "_sipinternaltls._tcp." + domain;

    /// <summary>The names for connections over TLS that a client looks up, in its order. What stands for TCP without TLS is skipped.</summary>
    public static IEnumerable<string> Of(ClientProfile profile, string domain) => DiscoveryPlan.For(profile, domain)
        .Where(step => step.Stage == SignInStage.Srv && step.Transport == Discovery.Sip.SipTransport.Tls)
        .Select(step => step.Name);

    /// <summary>The SIP domain for which a record of that name stands; null when it is no service of a domain.</summary>
    public static string? DomainOf(string name)
    {
        string[] labels = name.Split(['.'], 3);
        return labels.Length == 3 && labels[0].StartsWith("_", StringComparison.Ordinal) && labels[1].StartsWith("_", StringComparison.Ordinal) ? labels[2] : null;
    }
}
