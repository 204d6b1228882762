namespace LyncResilience.Validation.Facts;

/// <summary>The names that clients look up, in front of the SIP domain ("Determine DNS requirements", TechNet gg398758).</summary>
internal static class SignInNames
{
    public const string InternalTls = "_sipinternaltls._tcp.";
    public const string InternalTcp = "_sipinternal._tcp.";
    public const string ExternalTls = "_sip._tls.";

    /// <summary>The SRV records, in the order in which clients ask.</summary>
    public static readonly string[] Services = [InternalTls, InternalTcp, ExternalTls];

    /// <summary>The host records that old clients fall back to.</summary>
    public static readonly string[] Hosts = ["sipinternal.", "sip.", "sipexternal."];

    /// <summary>Lync Discover.</summary>
    public static readonly string[] Autodiscover = ["lyncdiscoverinternal.", "lyncdiscover."];

    // Names that nobody publishes on purpose, to see whether DNS answers for everything.
    public const string UnusedService = "_lyncresilience-unused._tcp.";
    public const string UnusedHost = "lyncresilience-unused.";
}
