using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Writes the REGISTERs of one registration: same Call-ID, tag and endpoint, one after the other.</summary>
internal sealed class RegisterRequest
{
    // What a client that handles failover announces: serial handling of Contacts and survivable mode (MS-SIPREGE 2.2.1.5).
    private const string Supported = "gruu-10, adhoclist, msrtc-event-categories, ms-userservices-state-notification, ms-cluster-failover";

    private readonly string _address;
    private readonly string _domain;
    private readonly string _transport;
    private readonly string _local;
    private readonly string _callId;
    private readonly string _tag;
    private readonly ClientEndpoint _endpoint;
    private readonly RandomNumberGenerator _random;

    public RegisterRequest(string sipAddress, SipTransport transport, EndPoint local, ClientEndpoint endpoint, RandomNumberGenerator random)
    {
        _address = sipAddress;
        _domain = sipAddress.Substring(sipAddress.LastIndexOf('@') + 1);
        _transport = transport == SipTransport.Tls ? "TLS" : "TCP";
        _local = local.ToString()!;
        _random = random;
        _callId = Hex(16);
        _tag = Hex(5);
        _endpoint = endpoint;
    }

    /// <summary>The next request.</summary>
    /// <param name="number">Its CSeq.</param>
    /// <param name="expires">Seconds; 0 takes the registration back, null leaves it to the registrar.</param>
    public SipRequest Next(int number, int? expires)
    {
        string cseq = number.ToString(CultureInfo.InvariantCulture);
        IEnumerable<SipHeader> headers =
        [
            new("Via", $"SIP/2.0/{_transport} {_local};branch=z9hG4bK{Hex(8)}"),
            new("Max-Forwards", "70"),
            new("From", $"<sip:{_address}>;tag={_tag};epid={_endpoint.Epid}"),
            new("To", $"<sip:{_address}>"),
            new("Call-ID", _callId),
            new("CSeq", $"{cseq} REGISTER"),
            new("Contact", $"<sip:{_local};transport={_transport.ToLowerInvariant()}>;methods=\"NOTIFY, OPTIONS\";proxy=replace;+sip.instance=\"<urn:uuid:{_endpoint.Instance}>\""),
            new("User-Agent", "LyncResilience"),
            new("Supported", Supported),
            new("Event", "registration"),
        ];
        return new SipRequest(
            "REGISTER", $"sip:{_domain}", expires is null ? headers : headers.Append(new SipHeader("Expires", expires.Value.ToString(CultureInfo.InvariantCulture))));
    }

    private string Hex(int bytes) => ClientEndpoint.Hex(_random, bytes);
}
