using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LyncResilience.Discovery.Traces;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

public sealed class TraceSecretsTests
{
    private const string Secret = TraceSamples.Secret;

    public static TheoryData<string> Texts => new()
    {
        "Authorization: NTLM gssapi-data=\"" + Secret + "\"",
        "authorization : Basic " + Secret,
        "Authorization: " + Secret,
        "Proxy-Authorization: Bearer " + Secret + "\nX: y",
        "Authorization: Kerberos qop=\"auth\",\n gssapi-data=\"abc\n\t" + Secret + "\",\n version=4",
        "Authorization: TLS-DSK gssapi-data=\"abc\ndef" + Secret + "\nghi\", version=4",
        "Authorization:\n NTLM " + Secret,
        "Authorization: NTLM gssapi-data=\"" + Secret,
        "Authorization: NTLM a=\"b\\\"c, " + Secret + "\"",
        "WWW-Authenticate: NTLM gssapi-data=\"" + Secret + "\", realm=\"x\"",
        "WWW-Authenticate: NTLM gssapi-data = " + Secret + ", realm=\"x\"",
        "WWW-Authenticate: NTLM GSSAPI-DATA=\"a\\\"" + Secret + "\"",
        "Authentication-Info: NTLM rspauth=\"" + Secret + "\", srand=\"" + Secret + "\"",
        "Data: header=\"Authorization: NTLM " + Secret + "\"",
        "Text: response=" + Secret,
        "X: TlRMTVNTUAAD" + Secret,
        "Contact: <sip:alice:" + Secret + "@contoso.com>",
        "From: sips:alice:" + Secret + "@contoso.com;tag=1",
        "Message-Body: <c:password>" + Secret + "</c:password>",
        "Message-Body: v=0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Secret + "|2^31\na=ice-pwd:" + Secret,
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Shows_no_credential_anywhere(string text)
    {
        string message = TraceSamples.Refused + (text.StartsWith("Message-Body: ", StringComparison.Ordinal) ? string.Empty : text + "\n");
        string body = text.StartsWith("Message-Body: ", StringComparison.Ordinal) ? text["Message-Body: ".Length..] : string.Empty;
        string server = TraceSamples.Server(message, body: body.Length == 0 ? "-" : body);
        string client = TraceSamples.Client(message.Replace("Content-Length: 0", $"Content-Length: {body.Replace("\n", "\r\n", StringComparison.Ordinal).Length}", StringComparison.Ordinal), body);
        foreach (string log in new[] { server, client })
        {
            SipTraceMessage read = Assert.Single(TraceSamples.Read(log));
            ShowsNothing(read);
            Assert.Contains(Secret, read.GetText(includeSecrets: true));
            Assert.Equal("refused", read.CallId);
            Assert.Equal(4005, read.DiagnosticsId);
        }
    }

    [Fact]
    public void Shows_no_credential_of_a_message_that_is_cut_off()
    {
        byte[] whole = TraceSamples.Bytes(TraceSamples.Server(TraceSamples.Register) + TraceSamples.Client(TraceSamples.Register));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.All(TraceSamples.ReadDamaged(whole[..length]).Messages, ShowsNothing);
        }
    }

    [Fact]
    public void Leaves_the_scheme_and_everything_else_as_it_is()
    {
        SipTraceMessage register = Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Register)));
        Assert.Equal("NTLM [hidden]", register.Header("Authorization"));
        Assert.Equal("0", register.Header("Content-Length"));
        SipTraceMessage challenge = Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Challenge)));
        Assert.Equal(
            "NTLM opaque=\"85185AE4\", gssapi-data=\"[hidden]\", targetname=\"fe1.contoso.com\", realm=\"SIP Communications Service\", version=4",
            challenge.Header("WWW-Authenticate"));
        Assert.Contains("gssapi-data=\"\"", TraceSecrets.Hide("WWW-Authenticate: NTLM gssapi-data=\"\", realm=\"x\""));
        Assert.Equal("<sip:alice@contoso.com:5061;transport=tls>;expires=7200", TraceSecrets.Hide("<sip:alice@contoso.com:5061;transport=tls>;expires=7200"));
    }

    [Fact]
    public async Task Hides_in_bounded_time_whatever_the_text()
    {
        foreach (string piece in new[] { "sip:a:", "<password ", "authorization:", "response=\"", "a=", "@:", "Authorization: NTLM \n ", "inline:", "=\"\\\"" })
        {
            string text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
            await Task.Run(() => TraceSecrets.Hide(text), TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Reads_the_same_on_many_threads()
    {
        SipTraceMessage message = Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Redirect)));
        string[] texts = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => JsonSerializer.Serialize(message), TestContext.Current.CancellationToken)));
        Assert.Single(texts.Distinct());
    }

    private static void ShowsNothing(SipTraceMessage message)
    {
        Assert.DoesNotContain(Secret, message.ToString());
        Assert.DoesNotContain(Secret, message.GetText());
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(message));
        Assert.All(message.Headers, header => Assert.DoesNotContain(Secret, header.Value));
        Assert.All(message.Contacts, contact => Assert.DoesNotContain(Secret, contact.ToString() + contact.Uri));
        Assert.DoesNotContain(Secret, message.Body);
    }
}
