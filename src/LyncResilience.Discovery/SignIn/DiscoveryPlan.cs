using System.Collections.Generic;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>The discovery order of each client generation.</summary>
internal static class DiscoveryPlan
{
    /// <summary>The steps for a profile, in the order in which that client takes them.</summary>
    public static IReadOnlyList<DiscoveryStep> For(ClientProfile profile, string domain) => profile switch
    {
        // Before its Autodiscover updates (itprotoday.com, "Lync client discovery process").
        ClientProfile.Lync2010 => [InternalTls(domain), InternalTcp(domain), ExternalTls(domain), .. Hosts(domain)],

        // "All clients except the Lync Windows Store app" (TechNet gg398758, "Determine DNS requirements").
        ClientProfile.Lync2013 =>
            [.. Autodiscover(domain), InternalTls(domain), InternalTcp(domain), ExternalTls(domain), .. Hosts(domain)],

        // The walk-through for Skype for Business Server 2015 and later drops the internal TCP record (advanced-edge-server-dns.md).
        ClientProfile.SkypeForBusiness2016 => [.. Autodiscover(domain), InternalTls(domain), ExternalTls(domain), .. Hosts(domain)],

        // Phones also ask DHCP option 120 between the SRV look-ups (TechNet gg398713), which no other machine can ask for them.
        ClientProfile.Phone => [InternalTls(domain), InternalTcp(domain), ExternalTls(domain)],
        _ => throw UnknownMember.Of(profile),
    };

    /// <summary>The record that stands for unencrypted SIP inside.</summary>
    public static string InternalTcpRecord(string domain) => "_sipinternal._tcp." + domain;

    private static DiscoveryStep InternalTls(string domain) => new(SignInStage.Srv, "_sipinternaltls._tcp." + domain, SipTransport.Tls);

    private static DiscoveryStep InternalTcp(string domain) => new(SignInStage.Srv, InternalTcpRecord(domain), SipTransport.Tcp);

    private static DiscoveryStep ExternalTls(string domain) => new(SignInStage.Srv, "_sip._tls." + domain, SipTransport.Tls);

    private static IEnumerable<DiscoveryStep> Autodiscover(string domain)
    {
        yield return new DiscoveryStep(SignInStage.Autodiscover, "lyncdiscoverinternal." + domain, SipTransport.Tls);
        yield return new DiscoveryStep(SignInStage.Autodiscover, "lyncdiscover." + domain, SipTransport.Tls);
    }

    // The documents give the names; the ports are those of the pool inside (5061) and of the Access Edge outside (443).
    // That desktop clients try exactly these is an assumption: only the phones' list is documented.
    private static IEnumerable<DiscoveryStep> Hosts(string domain)
    {
        yield return new DiscoveryStep(SignInStage.Host, "sipinternal." + domain, SipTransport.Tls, 5061);
        yield return new DiscoveryStep(SignInStage.Host, "sip." + domain, SipTransport.Tls, 5061, 443);
        yield return new DiscoveryStep(SignInStage.Host, "sipexternal." + domain, SipTransport.Tls, 443);
    }
}
