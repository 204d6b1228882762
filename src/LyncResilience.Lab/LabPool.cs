using System;
using System.Net;

namespace LyncResilience.Lab;

/// <summary>A pool of a running laboratory.</summary>
public sealed class LabPool
{
    private readonly Func<bool> _isUp;

    internal LabPool(string fqdn, PoolKind kind, IPAddress address, int port, int tcpPort, Func<bool> isUp)
    {
        Fqdn = fqdn;
        Kind = kind;
        Address = address;
        Port = port;
        TcpPort = tcpPort;
        _isUp = isUp;
    }

    /// <summary>The pool's full name.</summary>
    public string Fqdn { get; }

    /// <summary>What kind of pool it is.</summary>
    public PoolKind Kind { get; }

    /// <summary>Where it listens; always loopback.</summary>
    public IPAddress Address { get; }

    /// <summary>Its port for SIP over TLS.</summary>
    public int Port { get; }

    /// <summary>Its port for SIP over plain TCP.</summary>
    public int TcpPort { get; }

    /// <summary>Whether the pool is up at this moment.</summary>
    public bool IsUp => _isUp();

    /// <inheritdoc/>
    public override string ToString() => $"{Fqdn} {Address}:{Port} {(IsUp ? "up" : "down")}";
}
