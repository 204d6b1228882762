namespace LyncResilience.Discovery.Sip;

/// <summary>What carries SIP between a client and a registrar.</summary>
public enum SipTransport
{
    /// <summary>TLS over TCP; the only transport over which credentials go out.</summary>
    Tls,

    /// <summary>Plain TCP.</summary>
    Tcp,
}
