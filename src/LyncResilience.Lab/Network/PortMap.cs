using System;
using System.Collections.Concurrent;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Lab.Network;

/// <summary>The ports that the laboratory's hosts really listen on, in place of 5061 and 5060 that only one host on loopback could have.</summary>
internal sealed class PortMap
{
    /// <summary>The port on which a scenario's records name a pool's TLS listener.</summary>
    public const int DeclaredTlsPort = 5061;

    /// <summary>The port on which a scenario's records name a pool's TCP listener.</summary>
    public const int DeclaredTcpPort = 5060;

    private readonly ConcurrentDictionary<string, (int Tls, int Tcp)> _ports = new(StringComparer.OrdinalIgnoreCase);

    public void Set(string host, int tls, int tcp) => _ports[host] = (tls, tcp);

    public int? TlsPortOf(string host) => _ports.TryGetValue(host, out (int Tls, int Tcp) ports) ? ports.Tls : null;

    /// <summary>Replaces a host's declared port by the real one; a record that states any other port is wrong on purpose and stays.</summary>
    public SrvRecord WithRealPort(SrvRecord record) =>
        !_ports.TryGetValue(record.Target, out (int Tls, int Tcp) ports) ? record
        : record.Port == DeclaredTlsPort ? record with { Port = ports.Tls }
        : record.Port == DeclaredTcpPort ? record with { Port = ports.Tcp }
        : record;
}
