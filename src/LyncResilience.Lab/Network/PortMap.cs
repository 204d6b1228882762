using System;
using System.Collections.Concurrent;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Lab.Network;

/// <summary>
/// The ports that the laboratory's hosts really listen on, in place of those that a scenario declares: most pools declare 5061, which only one host on
/// loopback could have.
/// </summary>
internal sealed class PortMap
{
    /// <summary>The port on which a scenario's records name a pool's TLS listener, unless its topology declares another.</summary>
    public const int DeclaredTlsPort = PoolDefaults.Port;

    /// <summary>The port on which a scenario's records name a pool's TCP listener.</summary>
    public const int DeclaredTcpPort = 5060;

    private readonly ConcurrentDictionary<string, (int Declared, int Tls, int Tcp)> _ports = new(StringComparer.OrdinalIgnoreCase);

    public void Set(string host, int tls, int tcp, int declared = DeclaredTlsPort) => _ports[host] = (declared, tls, tcp);

    public int? TlsPortOf(string host) => _ports.TryGetValue(host, out (int Declared, int Tls, int Tcp) ports) ? ports.Tls : null;

    /// <summary>Replaces a host's declared port by the real one; a record that states any other port is wrong on purpose and stays.</summary>
    public SrvRecord WithRealPort(SrvRecord record) =>
        !_ports.TryGetValue(record.Target, out (int Declared, int Tls, int Tcp) ports) ? record
        : record.Port == ports.Declared ? record with { Port = ports.Tls }
        : record.Port == DeclaredTcpPort ? record with { Port = ports.Tcp }
        : record;

    /// <summary>The same topology with the real ports of its pools.</summary>
    public ResilienceTopology WithRealPorts(ResilienceTopology topology)
    {
        TopologyDraft draft = TopologyJson.Read(topology.ToJson(), topology.Source);
        draft.Warnings.AddRange(topology.Warnings);
        foreach (PoolDraft pool in draft.Pools)
        {
            pool.Port = TlsPortOf(pool.Fqdn) ?? pool.Port;
        }

        return draft.Build();
    }
}
