using System;
using System.Net;
using LyncResilience.Discovery.Dns;
using OwnClient = LyncResilience.Discovery.Dns.DnsClient;

namespace LyncResilience.DnsClientNet.Tests;

/// <summary>Both resolvers, made alike.</summary>
internal static class Resolvers
{
    public static (IDnsResolver Own, IDnsResolver Library) For(TimeSpan timeout, params IPEndPoint[] servers)
    {
        DnsClientOptions options = new() { Servers = servers, Timeout = timeout };
        return (new OwnClient(options), new DnsClientNetResolver(options));
    }
}
