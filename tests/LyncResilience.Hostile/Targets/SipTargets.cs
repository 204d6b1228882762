using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.Tests;
using LyncResilience.Discovery.Tests.Sip;
using LyncResilience.Hostile.Running;
using Xunit;

namespace LyncResilience.Hostile.Targets;

internal static class SipTargets
{
    private static readonly string[] s_words =
    [
        "\r\n", "\r\n\r\n", "\r\n ", "SIP/2.0 ", "REGISTER ", "Content-Length: ", "l: ", "CSeq: ", "Contact: ", "Contact: *", "<sip:", "sips:", ";q=0.7", ";expires=", ";transport=tls", "%00", "[::1]", "[2001:db8::1]:5061",
        "ms-diagnostics: 1000;reason=\"", "presence-state: register-action=\"added\"", "\\\"", "\"", ",", "\u0661",
    ];

    public static IEnumerable<Target> All =>
    [
        new("sip-message", "SipParser.Parse", Input.Texts(SipSamples.All), s_words, [typeof(SipFormatException)], bytes => Use(SipParser.Parse(bytes, bytes.Length))),
        new("sip-stream", "SipMessageReader.ReadAsync", Input.Texts("\r\n\r\n" + SipSamples.OneContact + SipSamples.MovedHome, SipSamples.Registered + "\r\n"), s_words, [typeof(SipFormatException)], ReadStream),
        new("certificate-names", "DerReader.Read", [AlternativeNames()], [], [], bytes => Walk(new DerReader(bytes), 0)),
    ];

    private static void ReadStream(byte[] bytes)
    {
        // In pieces of a size that the input itself decides, as a network would.
        int pieces = bytes.Length == 0 ? 1 : 1 + (bytes[^1] * 16);
        using var stream = new PieceStream(bytes, pieces);
        var reader = new SipMessageReader(stream, SipLimits.Default);

        // The limits hold for a message; a connection may bring any number of them.
        for (int i = 0; i < 100 && reader.ReadAsync(CancellationToken.None).GetAwaiter().GetResult() is { } message; i++)
        {
            Use(message);
        }
    }

    // Everything that a caller does with a message, so that the readers of values are under attack as well.
    private static void Use(SipMessage message)
    {
        _ = message.ToString();
        _ = MsDiagnostics.Of(message).ToArray();
        _ = PresenceState.TryParse(message.Header("presence-state"), out _);
        foreach (SipHeader header in message.Headers.Take(100))
        {
            _ = message.HeaderValues(header.Name).ToArray();
        }

        _ = message.HeaderValues("Contact").Select(SipNameAddress.Parse).ToArray();
        foreach (string address in message.HeaderLines("From").Concat(message.HeaderLines("To")))
        {
            _ = SipNameAddress.Parse(address).Expires;
        }

        // What is written reads as what was written.
        byte[] written = message.ToBytes();
        Assert.Equal(written, SipParser.Parse(written, written.Length).ToBytes());
    }

    private static byte[] AlternativeNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("fe01.contoso.com");
        names.AddDnsName("*.contoso.com");
        names.AddIpAddress(System.Net.IPAddress.Parse("192.0.2.5"));
        return names.Build().RawData;
    }

    private static void Walk(DerReader reader, int depth)
    {
        // A certificate has some hundred names; each element here costs a reader of its own.
        for (int i = 0; i < 1000 && reader.Read(); i++)
        {
            Assert.Equal(reader.ContentLength, reader.Content().Length);
            if (depth < 3)
            {
                Walk(reader.Inside(), depth + 1);
            }
        }
    }
}
