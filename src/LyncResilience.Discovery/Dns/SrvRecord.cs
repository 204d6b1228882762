namespace LyncResilience.Discovery.Dns;

/// <summary>An SRV record (RFC 2782).</summary>
/// <param name="Name">The service name, such as <c>_sipinternaltls._tcp.contoso.com</c>.</param>
/// <param name="Ttl">How long it may be kept, in seconds.</param>
/// <param name="Priority">Targets with the lowest number are tried first.</param>
/// <param name="Weight">Share among targets of one priority.</param>
/// <param name="Port">The port of the service.</param>
/// <param name="Target">The host that offers it.</param>
public sealed record SrvRecord(string Name, int Ttl, int Priority, int Weight, int Port, string Target)
    : DnsRecord(Name, DnsRecordType.Srv, Ttl)
{
    /// <summary>False when the target is the root: "the service is decidedly not available at this domain" (RFC 2782).</summary>
    public bool IsOffered => Target != ".";
}
