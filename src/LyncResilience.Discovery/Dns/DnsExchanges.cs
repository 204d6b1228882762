using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Dns;

/// <summary>What the look-ups of one client share: randomness, the sweep of deadlines and the pool of exchanges.</summary>
internal sealed class DnsExchanges
{
    private const int PoolSize = 256;
    private readonly Stack<UdpExchange> _pool = new();
    private readonly DeadlineSweep _sweep = new();
    private readonly RandomNumberGenerator _generator;

    public DnsExchanges(RandomNumberGenerator generator)
    {
        _generator = generator;
    }

    public UdpExchange Rent()
    {
        lock (_pool)
        {
            if (_pool.Count > 0)
            {
                return _pool.Pop();
            }
        }

        return new UdpExchange(_generator, _sweep);
    }

    public void Return(UdpExchange exchange)
    {
        lock (_pool)
        {
            if (_pool.Count < PoolSize)
            {
                _pool.Push(exchange);
            }
        }
    }

    public Task<DnsReply> AskOverTcpAsync(DnsServer server, DnsQuery query, bool edns, TimeSpan window, CancellationToken cancellationToken) =>
        TcpExchange.AskAsync(server.EndPoint, query, new RandomNumbers(_generator).Next(), edns, window, cancellationToken);
}
