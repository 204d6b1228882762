#if DNSCLIENT
extern alias Peer;

using System;
using System.Collections.Generic;
using Peer::DnsClient;
using LyncResilience.Discovery.Tests.Dns;

namespace LyncResilience.Benchmarks;

internal static partial class DnsBenchmark
{
    static partial void AddPeer(List<Contender> contenders, NsdServer nsd)
    {
        LookupClient client = new(new LookupClientOptions(nsd.EndPoint) { UseCache = false, Timeout = TimeSpan.FromSeconds(5) });
        contenders.Add(new Contender("DnsClient.NET", async cancellationToken =>
        {
            IDnsQueryResponse answer = await client.QueryAsync(Question, QueryType.SRV, cancellationToken: cancellationToken);
            return !answer.HasError && answer.Answers[0] is Peer::DnsClient.Protocol.SrvRecord { Port: 5061 };
        }));
    }
}
#endif
