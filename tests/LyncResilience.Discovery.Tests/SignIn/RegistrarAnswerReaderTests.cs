using System;
using System.Linq;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

public class RegistrarAnswerReaderTests
{
    private const string Ntlm = "NTLM realm=\"SIP Communications Service\", targetname=\"fe1.contoso.com\", version=4";

    private static readonly DateTime s_now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static RegistrarAnswer Read(int status, params (string Name, string Value)[] headers) =>
        RegistrarAnswerReader.Read(new SipResponse(status, "Reason", headers.Select(header => new SipHeader(header.Name, header.Value))), s_now);

    [Theory]
    [InlineData(200, RegistrarAnswerKind.Registered)]
    [InlineData(202, RegistrarAnswerKind.Registered)]
    [InlineData(301, RegistrarAnswerKind.Redirected)]
    [InlineData(302, RegistrarAnswerKind.Redirected)]
    [InlineData(401, RegistrarAnswerKind.Challenged)]
    [InlineData(407, RegistrarAnswerKind.Challenged)]
    [InlineData(403, RegistrarAnswerKind.Rejected)]
    [InlineData(503, RegistrarAnswerKind.Rejected)]
    public void A_status_has_a_meaning(int status, RegistrarAnswerKind kind) => Assert.Equal(kind, Read(status).Kind);

    [Fact]
    public void An_answer_that_says_nothing_of_its_service_serves_in_full_as_primary() =>
        Assert.Equal((false, true), (Read(200).IsLimited, Read(200).IsPrimary));

    [Fact]
    public void A_backup_says_that_it_is_not_the_primary_and_that_service_is_limited()
    {
        RegistrarAnswer answer = Read(200, ("presence-state", "register-action=\"added\";is-connected-to-primary=\"no\";user-services-state=unavailable"));
        Assert.Equal((true, false), (answer.IsLimited, answer.IsPrimary));
    }

    [Fact]
    public void A_redirect_names_its_contacts_with_port_transport_and_q()
    {
        RegistrarAnswer answer = Read(301, ("Contact", "<sip:home.contoso.com:5061;transport=TLS>;q=0.7"), ("Contact", "<sip:backup.contoso.com;transport=TCP>;q=0.3"));
        Assert.Equal(
            [new RegistrarContact("home.contoso.com", 5061, SipTransport.Tls, 0.7), new RegistrarContact("backup.contoso.com", null, SipTransport.Tcp, 0.3)],
            answer.Contacts);
    }

    [Fact]
    public void Contacts_that_name_nothing_are_left_out() =>
        Assert.Equal(["fe1.contoso.com"], Read(301, ("Contact", "<sip:>"), ("Contact", "<"), ("Contact", "<tel:+15551234>"), ("Contact", "<sip:fe1.contoso.com>")).Contacts.Select(contact => contact.Host));

    [Fact]
    public void A_registrars_own_contacts_are_no_redirect() => Assert.Empty(Read(200, ("Contact", "<sip:192.0.2.1:5061>")).Contacts);

    [Fact]
    public void Of_a_redirect_to_thousands_the_first_sixty_four_count() => Assert.Equal(
        64, Read(301, ("Contact", string.Join(",", Enumerable.Range(0, 100).Select(i => $"<sip:fe{i}.contoso.com>")))).Contacts.Count);

    [Theory]
    [InlineData(401, "WWW-Authenticate")]
    [InlineData(407, "Proxy-Authenticate")]
    public void A_challenge_names_its_schemes_and_its_server(int status, string header)
    {
        RegistrarAnswer answer = Read(status, (header, Ntlm), (header, "Kerberos realm=\"r\", targetname=\"sip/fe2.contoso.com\", version=4"));
        Assert.Equal(["NTLM", "Kerberos"], answer.Schemes);
        Assert.Equal("fe1.contoso.com", answer.ServerName);
    }

    [Theory]
    [InlineData("Authentication-Info")]
    [InlineData("Proxy-Authentication-Info")]
    public void A_signed_answer_names_its_server(string header) => Assert.Equal("fe1.contoso.com", Read(200, (header, "=,=\""), (header, Ntlm)).ServerName);

    [Fact]
    public void A_server_whose_clock_is_ahead_has_a_positive_skew()
    {
        Assert.Equal(60, Read(401, ("Date", "Thu, 01 Jan 2026 00:01:00 GMT")).ClockSkewSeconds);
        Assert.Null(Read(401, ("Date", "yesterday")).ClockSkewSeconds);
    }
}
