using System;
using System.Collections.Concurrent;
using LyncResilience.Discovery.Dns;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.Lab.Network;

/// <summary>The ports that the laboratory's hosts really listen on, in place of 5061 and 5060 that only one host on loopback could have.</summary>
internal sealed class PortMap
{
    private readonly ConcurrentDictionary<string, (int Tls, int Tcp)> _ports = new(StringComparer.OrdinalIgnoreCase);

    public void Set(string host, int tls, int tcp) => _ports[host] = (tls, tcp);

    public int? TlsPortOf(string host) => _ports.TryGetValue(host, out (int Tls, int Tcp) ports) ? ports.Tls : null;

    /// <summary>Replaces a host's declared port by the real one; a record that states any other port is wrong on purpose and stays.</summary>
    public SrvRecord WithRealPort(SrvRecord record) =>
        !_ports.TryGetValue(record.Target, out (int Tls, int Tcp) ports) ? record
        : record.Port == ScenarioPool.DeclaredTlsPort ? record with { Port = ports.Tls }
        : record.Port == ScenarioPool.DeclaredTcpPort ? record with { Port = ports.Tcp }
        : record;
}
