using System.Linq;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.Sip;

public sealed class SipAddressTests
{
    [Theory]
    [InlineData("sip:alice@contoso.com", "sip", "alice", "contoso.com", null)]
    [InlineData("SIPS:alice:secret@contoso.com:5061", "sips", "alice", "contoso.com", 5061)]
    [InlineData("sip:al%20ice%40x@contoso.com;transport=tls?subject=x", "sip", "al ice@x", "contoso.com", null)]
    [InlineData("sip:pool01.contoso.com.:5061;transport=TLS;ms-fe=fe01.contoso.com", "sip", null, "pool01.contoso.com", 5061)]
    [InlineData("sip:192.0.2.5:443", "sip", null, "192.0.2.5", 443)]
    [InlineData("sip:[2001:db8::9:1]", "sip", null, "2001:db8::9:1", null)]
    [InlineData("sip:[2001:db8::10]:5061;transport=tls", "sip", null, "2001:db8::10", 5061)]
    [InlineData("sip:user;par=u%40example.net@contoso.com", "sip", "user;par=u@example.net", "contoso.com", null)]
    [InlineData("tel:+15550100;ext=7", "tel", "+15550100", "", null)]
    [InlineData("urn:uuid:1", "urn", "uuid:1", "", null)]
    public void Reads_a_uri(string text, string scheme, string? user, string host, int? port)
    {
        SipUri uri = SipUri.Parse(text);
        Assert.Equal((scheme, user, host, port), (uri.Scheme, uri.User, uri.Host, uri.Port));
        Assert.Equal(text, uri.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("contoso.com")]
    [InlineData("sip:")]
    [InlineData("sip:@contoso.com")]
    [InlineData("sip:alice@")]
    [InlineData("sip:alice@con toso.com")]
    [InlineData("sip:contoso.com:0")]
    [InlineData("sip:contoso.com:65536")]
    [InlineData("sip:contoso.com:")]
    [InlineData("sip:contoso.com:+1")]
    [InlineData("sip:.contoso.com")]
    [InlineData("sip:contoso..com")]
    [InlineData("sip:contoso.com..")]
    [InlineData("sip:[2001:db8::1")]
    [InlineData("sip:[192.0.2.1]")]
    [InlineData("sip:[fe80::1%25eth0]")]
    [InlineData("sip:[2001:db8::1]5061")]
    [InlineData("sip:2001:db8::1")]
    [InlineData("sip:al<ice@contoso.com")]
    [InlineData("sip:c\u043entoso.com")]
    [InlineData("1sip:contoso.com")]
    [InlineData("tel:")]
    public void Refuses_what_is_no_uri(string? text) => Assert.False(SipUri.TryParse(text, out _));

    [Theory]
    [InlineData("sip:a.contoso.com;transport=TLS", SipTransport.Tls)]
    [InlineData("sip:a.contoso.com;Transport=tcp", SipTransport.Tcp)]
    [InlineData("sip:a.contoso.com;transport=udp", null)]
    [InlineData("sip:a.contoso.com", null)]
    public void Reads_the_transport_in_any_case(string text, SipTransport? expected) => Assert.Equal(expected, SipUri.Parse(text).Transport);

    [Theory]
    [InlineData("<sip:alice@contoso.com>;tag=4a2b;epid=8248ca9ebb", "alice", "4a2b", "8248ca9ebb", 1.0)]
    [InlineData("\"Alice \\\"A\\\", <x>; y\" <sip:alice@contoso.com>;Tag=1", "alice", "1", null, 1.0)]
    [InlineData("Alice Allison<sip:alice@contoso.com;transport=tls> ; q = 0.5", "alice", null, null, 0.5)]
    [InlineData("sip:alice@contoso.com;tag=7;q=0", "alice", "7", null, 0.0)]
    [InlineData("<sip:alice@contoso.com>;q=1.000;lr", "alice", null, null, 1.0)]
    public void Reads_an_address(string text, string user, string? tag, string? epid, double q)
    {
        SipNameAddress address = SipNameAddress.Parse(text);
        Assert.Equal((user, tag, epid, q), (address.Uri.User, address.Tag, address.Epid, address.Q));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("<sip:alice@contoso.com")]
    [InlineData("<sip:alice@contoso.com> tag=1")]
    [InlineData("\"Alice <sip:alice@contoso.com>")]
    [InlineData("<>")]
    [InlineData("<sip:alice@contoso.com>;q=1.1")]
    [InlineData("<sip:alice@contoso.com>;q=-1")]
    [InlineData("<sip:alice@contoso.com>;q=NaN")]
    [InlineData("<sip:alice@contoso.com>;q")]
    public void Refuses_what_is_no_address(string text) => Assert.Throws<SipFormatException>(() => SipNameAddress.Parse(text));

    [Fact]
    public void Reads_the_parameters_of_a_registered_contact()
    {
        SipNameAddress contact = SipNameAddress.Parse(SipSamples.Parse(SipSamples.Registered).HeaderValues("Contact").Single());
        Assert.Equal(7200, contact.Expires);
        Assert.Equal("<urn:uuid:8ac0f5d2-0000-0000-0000-000000000001>", contact.Parameters["+SIP.instance"]);
        Assert.Equal("sip:alice@contoso.com;opaque=user:epid:x;gruu", contact.Parameters["gruu"]);
        Assert.Null(SipNameAddress.Parse("<sip:a@contoso.com>;expires=soon").Expires);
    }

    [Theory]
    [InlineData("4141;reason=\"User disabled\"", 4141, "User disabled", null)]
    [InlineData("1010;reason=\"Certificate trust; with \\\"next\\\" hop\";ErrorType=\"x, y\";source=\"fe01.contoso.com\"", 1010, "Certificate trust; with \"next\" hop", "fe01.contoso.com")]
    [InlineData("1009.2 ; Source=\"edge.contoso.com\" ; Reason=\"No match\"", 1009, "No match", "edge.contoso.com")]
    [InlineData("4005", 4005, null, null)]
    public void Reads_diagnostics(string text, int id, string? reason, string? source)
    {
        Assert.True(MsDiagnostics.TryParse(text, out MsDiagnostics? diagnostics));
        Assert.Equal((id, reason, source), (diagnostics!.Id, diagnostics.Reason, diagnostics.Source));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("reason=\"x\"")]
    [InlineData("-1;reason=\"x\"")]
    [InlineData("4141.x")]
    [InlineData("99999999999")]
    public void Leaves_out_what_is_no_diagnostics(string? text) => Assert.False(MsDiagnostics.TryParse(text, out _));

    [Theory]
    [InlineData("register-action=\"added\";primary-cluster-type=\"central\";is-connected-to-primary=\"yes\"", true, true, false)]
    [InlineData("register-action=\"added\";primary-cluster-type=\"remote\";is-connected-to-primary=\"no\"", false, true, true)]
    [InlineData("register-action=\"refreshed\";is-connected-to-primary=\"YES\";user-services-state=unavailable", true, false, true)]
    [InlineData("register-action=\"fixed\"", null, true, false)]
    public void Tells_survivable_mode_from_full_service(string text, bool? primary, bool services, bool limited)
    {
        Assert.True(PresenceState.TryParse(text, out PresenceState? state));
        Assert.Equal((primary, services, limited), (state!.IsConnectedToPrimary, state.UserServicesAvailable, state.IsLimited));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("added")]
    public void Finds_no_presence_state_where_there_is_none(string? text) => Assert.False(PresenceState.TryParse(text, out _));
}
