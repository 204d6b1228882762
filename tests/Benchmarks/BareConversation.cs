using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Benchmarks;

/// <summary>
/// The conversation of a sign-in without a client: the same look-ups, connection, handshake and messages from blocking sockets, with
/// the clock running only while something is under way. What it measures is what any client must wait for.
/// </summary>
internal sealed class BareConversation
{
    private readonly WalkTarget _target;
    private readonly Stopwatch _waiting = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly string _callId = RandomNumberGenerator.GetHexString(32);
    private readonly string _tag = RandomNumberGenerator.GetHexString(10);
    private readonly string _epid = RandomNumberGenerator.GetHexString(10);
    private int _number;

    public BareConversation(WalkTarget target)
    {
        _target = target;
    }

    /// <summary>Holds the conversation; blocks the thread.</summary>
    /// <returns>How long it waited, in milliseconds.</returns>
    public double Hold()
    {
        LookUp("_sipinternaltls._tcp." + _target.Domain, DnsRecordType.Srv);
        LookUp(_target.Host, DnsRecordType.A);

        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Wait(() => socket.Connect(_target.Registrar));
        using SslStream tls = new(new NetworkStream(socket), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        Wait(() => tls.AuthenticateAsClient(_target.Host));

        AuthenticationOffer offer = AuthenticationOffer.Of(Ask(tls, Register(socket), expected: 401));
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        using SipAssociation association = new(_target.Credential, offer, random, () => DateTimeOffset.UtcNow);
        association.Accept(Ask(tls, association.Authorize(Register(socket)), expected: 401));
        association.Accept(Ask(tls, association.Authorize(Register(socket)), expected: 200));

        // The walk takes its registration back as well, and does not wait for the answer.
        byte[] farewell = association.Authorize(Register(socket).With(new SipHeader("Expires", "0"))).ToBytes();
        Wait(() => tls.Write(farewell));
        return _waiting.Elapsed.TotalMilliseconds;
    }

    private void LookUp(string name, DnsRecordType type)
    {
        using MemoryStream query = new();
        query.Write([0x12, 0x34, 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        foreach (string label in name.Split('.'))
        {
            query.WriteByte((byte)label.Length);
            query.Write(Encoding.ASCII.GetBytes(label));
        }

        query.Write([0, 0, (byte)type, 0, 1]);
        using Socket socket = new(SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(_target.DnsServer);
        Wait(() =>
        {
            socket.Send(query.GetBuffer(), 0, (int)query.Length, SocketFlags.None);
            socket.Receive(_buffer);
        });
        if (BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(6)) == 0)
        {
            throw new InvalidOperationException($"The laboratory has no answer for {name}.");
        }
    }

    private SipResponse Ask(SslStream stream, SipRequest request, int expected)
    {
        byte[] bytes = request.ToBytes();
        int count = 0;
        Wait(() =>
        {
            stream.Write(bytes);
            do
            {
                count += stream.Read(_buffer, count, _buffer.Length - count);
            }
            while (!_buffer.AsSpan(0, count).EndsWith("\r\n\r\n"u8)); // No answer to a REGISTER of the laboratory has a body.
        });
        var response = (SipResponse)SipParser.Parse(_buffer, count);
        return response.StatusCode == expected ? response : throw new InvalidOperationException($"{expected} was expected, not {response.StatusCode}.");
    }

    private SipRequest Register(Socket socket) => new(
        "REGISTER",
        "sip:" + _target.Domain,
        [
            new("Via", $"SIP/2.0/TLS {socket.LocalEndPoint};branch=z9hG4bK{RandomNumberGenerator.GetHexString(16)}"),
            new("Max-Forwards", "70"),
            new("From", $"<sip:{_target.SipAddress}>;tag={_tag};epid={_epid}"),
            new("To", $"<sip:{_target.SipAddress}>"),
            new("Call-ID", _callId),
            new("CSeq", $"{++_number} REGISTER"),
            new("Contact", $"<sip:{socket.LocalEndPoint};transport=tls>;proxy=replace"),
            new("User-Agent", "LyncResilience"),
            new("Supported", "gruu-10, adhoclist, msrtc-event-categories, ms-userservices-state-notification, ms-cluster-failover"),
            new("Event", "registration"),
        ]);

    private void Wait(Action action)
    {
        _waiting.Start();
        action();
        _waiting.Stop();
    }
}
