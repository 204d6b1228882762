using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace LyncResilience.Discovery.Dns;

/// <summary>Whom a resolver such as <see cref="DnsClient"/> asks, and how long it waits.</summary>
public sealed class DnsClientOptions
{
    /// <summary>The servers to ask, in this order, and no others; empty for those that the system is configured with.</summary>
    public IReadOnlyList<IPEndPoint> Servers { get; init; } = [];

    /// <summary>The time that one look-up may take with all servers, repetitions and aliases together. 5 s unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whom to ask in the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not positive.</exception>
    internal DnsServer[] Check() => Timeout > TimeSpan.Zero
        ? [.. (Servers.Count > 0 ? Servers : DnsServerList.System()).Select(server => new DnsServer(server))]
        : throw new ArgumentOutOfRangeException(nameof(Timeout), "The timeout must be longer than zero.");
}
