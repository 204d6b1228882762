using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Tests.Dns;

/// <summary>The zones of odd cases, and NSD serving them for all tests of one class.</summary>
public sealed class NsdZones : IAsyncDisposable
{
    /// <summary>The longest name there can be: 255 octets on the wire (RFC 1035 2.3.4).</summary>
    public static readonly string LongName = $"{new string('a', 63)}.{new string('b', 63)}.{new string('c', 63)}.{new string('d', 49)}.odd.example.";

    private NsdServer? _server;

    /// <summary>Why there is nothing to compare with; null when all is there.</summary>
    public static string? Missing { get; } = NsdServer.FindProgram("nsd") == null ? "NSD is not installed (apt install nsd)."
        : NsdServer.FindProgram("dig") == null ? "dig is not installed (apt install dnsutils)."
        : null;

    internal async System.Threading.Tasks.Task<NsdServer> ServerAsync(System.Threading.CancellationToken cancellationToken) =>
        _server ??= await NsdServer.StartAsync(Zones(), "odd.example", cancellationToken);

    public System.Threading.Tasks.ValueTask DisposeAsync()
    {
        _server?.Dispose();
        return default;
    }

    private static Dictionary<string, string> Zones() => new()
    {
        ["odd.example"] = """
            $ORIGIN odd.example.
            $TTL 3600
            @ IN SOA ns1 host\.master 2012050201 3600 600 86400 300
            @ IN NS ns1
            @ IN NS noglue.elsewhere.example.
            ns1 IN A 127.0.0.1
            pool1 60 IN A 192.0.2.1
            pool1 61 IN AAAA 2001:db8::1
            *.wild 7 IN A 192.0.2.7
            _sip._tls.wild 7 IN SRV 1 2 443 pool1
            a.b.deep IN A 192.0.2.8
            _sipinternaltls._tcp IN SRV 10 0 5061 pool1
            _sipinternaltls._tcp IN SRV 20 50 5061 pool2.odd.example.
            _sip._tls IN CNAME _sipinternaltls._tcp
            _sip._tcp 0 IN SRV 0 0 5060 alias
            _none._tcp IN SRV 0 0 0 .
            _away._tcp IN SRV 0 0 5061 pool.elsewhere.example.
            alias 5 IN CNAME alias2
            alias2 6 IN CNAME pool1
            away IN CNAME pool.elsewhere.example.
            dangling IN CNAME nothing
            nodata IN CNAME ns1
            circle1 IN CNAME circle2
            circle2 IN CNAME circle1
            sub IN NS ns.sub
            4.3.2.1 IN PTR pool1
            odd\.dot IN A 192.0.2.9
            MiXeD IN A 192.0.2.10
            sp\032ace IN A 192.0.2.11
            par\(en\) IN A 192.0.2.12
            back\\slash IN A 192.0.2.13
            caf\195\169 IN A 192.0.2.14
            hi\200gh IN A 192.0.2.15
            to-dot IN CNAME odd\.dot
            to-space IN CNAME sp\032ace
            to-high IN CNAME hi\200gh
            xn--mnchen-3ya IN A 192.0.2.16
            xn--99999999 IN A 192.0.2.17
            six IN AAAA 2001:db8::6
            zero 0 IN A 192.0.2.18
            _equal._tcp IN SRV 5 0 5061 pool1
            _equal._tcp IN SRV 5 0 5061 six
            _equal._tcp IN SRV 5 0 5062 pool1
            _weights._tcp IN SRV 65535 1 1 six
            _weights._tcp IN SRV 10 0 5061 pool1
            _weights._tcp IN SRV 10 65535 65535 six
            _under_score IN A 192.0.2.19
            _sip._tls.upper IN SRV 0 0 443 POOL1.Odd.EXAMPLE.
            itself IN CNAME itself

            """
            + LongName + " IN A 192.0.2.20\n"
            + string.Concat(Enumerable.Range(1, 20).Select(index => $"chain{index} IN CNAME chain{index + 1}\n")) + "chain21 IN A 192.0.2.21\n"
            + string.Concat(Enumerable.Range(0, 60).Select(index =>
                $"_many._tcp {index} IN SRV {index % 5} {index} 5061 a-pool-with-a-rather-long-name-{index}.odd.example.\n")),

        // A file that is no zone: NSD answers SERVFAIL for it.
        ["broken.example"] = "this is not a zone file\n",
    };
}
