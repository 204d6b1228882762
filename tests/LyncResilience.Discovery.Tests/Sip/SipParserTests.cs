using System;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.Sip;

public sealed class SipParserTests
{
    [Fact]
    public void Reads_a_register()
    {
        var register = Assert.IsType<SipRequest>(SipSamples.Parse(SipSamples.Register));
        Assert.Equal("REGISTER", register.Method);
        Assert.Equal("sip:contoso.com", register.Uri);
        Assert.Equal("7a2e3c9b", register.CallId);
        Assert.Equal(169, register.CSeq);
        Assert.Equal("REGISTER", register.CSeqMethod);
        Assert.Empty(register.Body);
        Assert.Equal(
            ["gruu-10", "adhoclist", "msrtc-event-categories", "ms-userservices-state-notification", "ms-cluster-failover"],
            register.HeaderValues("k"));
    }

    [Fact]
    public void Keeps_the_commas_of_authentication_headers_and_dates_inside_one_value()
    {
        SipMessage challenge = SipSamples.Parse(SipSamples.Challenge);
        Assert.Equal(3, challenge.HeaderValues("WWW-Authenticate").Count());
        Assert.EndsWith("version=4", challenge.HeaderValues("www-authenticate").First());
        Assert.Equal(["Tue, 24 Oct 2017 13:28:50 GMT"], challenge.HeaderValues("Date"));
        Assert.Equal("RemoteUser", challenge.Header("ms-user-logon-data"));
        Assert.Equal("RTC/5.0", challenge.Header("Server"));
    }

    [Fact]
    public void Reads_a_redirect_with_two_contacts()
    {
        var redirect = Assert.IsType<SipResponse>(SipSamples.Parse(SipSamples.TwoContacts));
        Assert.Equal(301, redirect.StatusCode);
        Assert.Equal("Redirect request to Home Server", redirect.Reason);
        var contacts = redirect.HeaderValues("Contact").Select(SipNameAddress.Parse).ToArray();
        Assert.Equal(["pool01.contoso.com", "pool02.contoso.com"], contacts.Select(contact => contact.Uri.Host));
        Assert.Equal([0.7, 0.3], contacts.Select(contact => contact.Q));
        Assert.All(contacts, contact => Assert.Equal(SipTransport.Tls, contact.Uri.Transport));
        Assert.All(contacts, contact => Assert.Equal(5061, contact.Uri.Port));
    }

    [Theory]
    [InlineData("Contact: <sip:a.contoso.com>;q=0.7\r\nContact: <sip:b.contoso.com>;q=0.3\r\n")]
    [InlineData("Contact: <sip:a.contoso.com>;q=0.7,<sip:b.contoso.com>;q=0.3\r\n")]
    [InlineData("m: <sip:a.contoso.com> ; q=0.7 ,\r\n <sip:b.contoso.com>;q=0.3\r\n")]
    [InlineData("CONTACT: \"Pool, one; <old>\" <sip:a.contoso.com>;Q=0.7\r\nm : sip:b.contoso.com;q=0.3\r\n")]
    public void Reads_contacts_on_one_line_or_several(string headers)
    {
        SipMessage redirect = SipSamples.Parse($"SIP/2.0 301 Moved\r\n{headers}\r\n");
        var contacts = redirect.HeaderValues("Contact").Select(SipNameAddress.Parse).ToArray();
        Assert.Equal(["a.contoso.com", "b.contoso.com"], contacts.Select(contact => contact.Uri.Host));
        Assert.Equal([0.7, 0.3], contacts.Select(contact => contact.Q));
    }

    [Fact]
    public void Reads_a_redirect_inside_the_pool()
    {
        SipNameAddress contact = SipNameAddress.Parse(SipSamples.Parse(SipSamples.OneContact).Header("Contact")!);
        Assert.Equal("192.0.2.5", contact.Uri.Host);
        Assert.Equal(1.0, contact.Q);
    }

    [Fact]
    public void Reads_the_move_back_to_the_home_pool()
    {
        SipMessage notify = SipSamples.Parse(SipSamples.MovedHome);
        Assert.Equal("deregistered;event=preferred-registrar-change", Encoding.UTF8.GetString(notify.Body));
        Assert.Equal("pool01.contoso.com", SipUri.Parse(notify.Header("P-Preferred-Registrar")!).Host);
        Assert.Equal(4141, Assert.Single(MsDiagnostics.Of(notify)).Id);
        Assert.Equal("registration-notify", notify.Header("o"));
    }

    [Fact]
    public void Unfolds_headers()
    {
        SipMessage message = SipSamples.Parse("OPTIONS sip:contoso.com SIP/2.0\r\nSubject: I know you're there,\r\n   pick up\r\n\t the phone \r\nv:  a\r\n\r\n");
        Assert.Equal("I know you're there, pick up the phone", message.Header("Subject"));
        Assert.Equal("a", message.Header("Via"));
    }

    [Fact]
    public void Tolerates_lines_that_end_in_LF_alone_and_line_breaks_before_the_start_line()
    {
        SipMessage message = SipSamples.Parse("\r\n\n" + SipSamples.MovedHome.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal("1 NOTIFY", message.Header("CSeq"));
        Assert.Equal(45, message.Body.Length);
    }

    [Fact]
    public void Takes_what_follows_as_body_when_no_length_is_given_and_ignores_what_follows_the_length()
    {
        Assert.Equal("rest", Encoding.UTF8.GetString(SipSamples.Parse("SIP/2.0 200 OK\r\n\r\nrest").Body));
        Assert.Equal("re", Encoding.UTF8.GetString(SipSamples.Parse("SIP/2.0 200 OK\r\nl: 2\r\n\r\nrest").Body));
    }

    [Fact]
    public void Writes_what_it_has_read()
    {
        foreach (string sample in SipSamples.All)
        {
            SipMessage message = SipSamples.Parse(sample);
            SipMessage again = SipParser.Parse(message.ToBytes(), message.ToBytes().Length);
            Assert.Equal(message.StartLine, again.StartLine);
            Assert.Equal(message.Headers, again.Headers);
            Assert.Equal(message.Body, again.Body);
            Assert.Equal(sample, Encoding.UTF8.GetString(message.ToBytes()));
        }
    }

    [Fact]
    public void Writes_the_length_of_the_body_in_place_of_a_wrong_one()
    {
        var request = new SipRequest("MESSAGE", "sip:alice@contoso.com", [new SipHeader("l", "7")], "hi"u8.ToArray());
        Assert.Equal("MESSAGE sip:alice@contoso.com SIP/2.0\r\nContent-Length: 2\r\n\r\nhi", Encoding.UTF8.GetString(request.ToBytes()));
    }

    [Fact]
    public void Adds_headers_to_a_copy()
    {
        var request = new SipRequest("REGISTER", "sip:contoso.com", [new SipHeader("Call-ID", "1")]);
        SipRequest more = request.With(new SipHeader("CSeq", "2 REGISTER"));
        Assert.Single(request.Headers);
        Assert.Equal(2, more.CSeq);
        SipResponse response = new SipResponse(200, "OK", []).With(new SipHeader("Server", "RTC/4.0"));
        Assert.Equal("RTC/4.0", response.Header("server"));
    }

    [Fact]
    public void Shows_no_credentials_in_its_text()
    {
        SipRequest request = new SipRequest("REGISTER", "sip:contoso.com", []).With(
            new SipHeader("Authorization", "NTLM qop=\"auth\", gssapi-data=\"SECRET1\", response=\"SECRET2\""),
            new SipHeader("Proxy-Authorization", "SECRET3"),
            new SipHeader("WWW-Authenticate", "NTLM opaque=\"A\", GSSAPI-Data = \"SECRET4\", version=4"));
        string text = request + string.Concat(request.Headers);
        Assert.DoesNotContain("SECRET", text);
        Assert.Contains("Authorization: NTLM [hidden]", text);
        Assert.Contains("version=4", text);
        Assert.Contains("SECRET1", Encoding.UTF8.GetString(request.ToBytes()));
    }

    [Fact]
    public void Refuses_to_write_a_header_that_would_forge_another()
    {
        Assert.Throws<ArgumentException>(() => new SipHeader("Subject", "a\r\nAuthorization: x"));
        Assert.Throws<ArgumentException>(() => new SipHeader("Sub ject", "a"));
        Assert.Throws<ArgumentException>(() => new SipRequest("REG ISTER", "sip:contoso.com", []));
        Assert.Throws<ArgumentException>(() => new SipRequest("REGISTER", "sip:contoso.com SIP/2.0\r\n", []));
        Assert.Throws<ArgumentException>(() => new SipResponse(200, "OK\r\n", []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SipResponse(99, "OK", []));
    }
}
