using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;
using LyncResilience.Lab.Authentication;

using Xunit;

namespace LyncResilience.Lab.Tests.Authentication;

/// <summary>Our client at our registrar.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly RegistrarAccount[] s_accounts =
    [
        new("CONTOSO", "alice", "alice@contoso.com", "Secret 1"),
        new("CONTOSO", "bob", "bob@contoso.com", "Pä$$wörd€"),
    ];

    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    public static TheoryData<int, bool, string, string, string> GoodSignIns()
    {
        var data = new TheoryData<int, bool, string, string, string>();
        foreach (var version in new[] { 3, 4 })
        {
            foreach (var proxy in new[] { false, true })
            {
                data.Add(version, proxy, "CONTOSO\\alice", string.Empty, "Secret 1");
                data.Add(version, proxy, "contoso\\ALICE", string.Empty, "Secret 1");
                data.Add(version, proxy, "alice@contoso.com", string.Empty, "Secret 1");
                data.Add(version, proxy, "alice", "CONTOSO", "Secret 1");
                data.Add(version, proxy, "alice", "contoso.com", "Secret 1");
                data.Add(version, proxy, "alice", string.Empty, "Secret 1");
                data.Add(version, proxy, "bob@contoso.com", string.Empty, "Pä$$wörd€");
            }
        }

        return data;
    }

    public void Dispose() => _random.Dispose();

    [Theory]
    [MemberData(nameof(GoodSignIns))]
    public void Signs_in_and_both_sign_from_then_on(int version, bool proxy, string user, string domain, string password)
    {
        using var registrar = Registrar(version, proxy);
        using var client = Start(registrar, new NetworkCredential(user, password, domain));

        var decision = registrar.Decide(client.Authorize(Request("REGISTER", 3)));
        Assert.Equal(AuthenticationOutcome.Accepted, decision.Outcome);
        Assert.Equal(AssociationState.Established, client.Accept(decision.Association!.Sign(Answer(Request("REGISTER", 3), 200))));
        Assert.Equal(SignatureVerdict.Verified, client.Signature);

        var subscribe = registrar.Decide(client.Authorize(Request("SUBSCRIBE", 4)));
        Assert.True(subscribe.IsAccepted);
        Assert.Same(decision.Association, subscribe.Association);
        Assert.Equal(AssociationState.Established, client.Accept(subscribe.Association!.Sign(Answer(Request("SUBSCRIBE", 4), 403))));
        Assert.Equal(SignatureVerdict.Verified, client.Verify(decision.Association.Sign(Request("NOTIFY", 1))));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void Only_from_version_4_on_the_token_comes_with_a_signature(int version, bool proxy)
    {
        using var registrar = Registrar(version, proxy);
        using var client = Start(registrar, new NetworkCredential("CONTOSO\\alice", "Secret 1"));

        var header = AuthenticationHeader.Parse(client.Authorize(Request("REGISTER", 3)).Header(proxy ? "Proxy-Authorization" : "Authorization")!);

        Assert.Equal(version == 4 ? "1" : null, header["cnum"]);
        Assert.Equal(version == 4, header["response"] is not null);
    }

    [Theory]
    [InlineData(3, "CONTOSO\\alice", "secret 1", AuthenticationOutcome.WrongPassword)]
    [InlineData(4, "CONTOSO\\alice", "", AuthenticationOutcome.WrongPassword)]
    [InlineData(4, "alice@contoso.com", "Secret 2", AuthenticationOutcome.WrongPassword)]
    [InlineData(3, "CONTOSO\\mallory", "Secret 1", AuthenticationOutcome.UnknownUser)]
    [InlineData(4, "mallory@contoso.com", "Secret 1", AuthenticationOutcome.UnknownUser)]
    [InlineData(4, "FABRIKAM\\alice", "Secret 1", AuthenticationOutcome.UnknownUser)]
    [InlineData(4, "alice@fabrikam.com", "Secret 1", AuthenticationOutcome.UnknownUser)]
    [InlineData(4, "", "", AuthenticationOutcome.UnknownUser)]
    public void Turns_strangers_and_wrong_passwords_away_and_the_client_is_denied(int version, string user, string password, object outcome)
    {
        using var registrar = Registrar(version);
        using var client = Start(registrar, new NetworkCredential(user, password));

        var decision = registrar.Decide(client.Authorize(Request("REGISTER", 3)));

        Assert.Equal(outcome, decision.Outcome);
        Assert.Null(decision.Association);
        Assert.Equal(AssociationState.Denied, client.Accept(Refuse(decision)));
        Assert.Equal(0, registrar.Count);
    }

    [Theory]
    [InlineData("rspauth")]
    [InlineData("srand")]
    [InlineData("snum")]
    [InlineData("status")]
    [InlineData("Call-ID")]
    [InlineData("CSeq")]
    [InlineData("From")]
    [InlineData("To")]
    [InlineData("Expires")]
    public void An_answer_changed_on_its_way_is_reported(string what)
    {
        using var registrar = Registrar(4);
        using var client = Start(registrar, new NetworkCredential("CONTOSO\\alice", "Secret 1"));
        var association = registrar.Decide(client.Authorize(Request("REGISTER", 3))).Association!;
        var signed = association.Sign(Answer(Request("REGISTER", 3), 200));

        var state = client.Accept(Tamper(signed, what));

        Assert.Equal(AssociationState.BadSignature, state);
        Assert.Equal(SignatureVerdict.Wrong, client.Signature);
    }

    [Fact]
    public void An_unsigned_answer_to_REGISTER_is_accepted_and_to_anything_else_is_not()
    {
        using var registrar = Registrar(4);
        using var client = Start(registrar, new NetworkCredential("CONTOSO\\alice", "Secret 1"));
        registrar.Decide(client.Authorize(Request("REGISTER", 3)));

        Assert.Equal(AssociationState.Established, client.Accept(Answer(Request("REGISTER", 3), 200)));
        Assert.Equal(SignatureVerdict.Absent, client.Signature);
        Assert.Contains("not signed", client.Detail, StringComparison.Ordinal);
        client.Authorize(Request("SUBSCRIBE", 4));
        Assert.Equal(AssociationState.BadSignature, client.Accept(Answer(Request("SUBSCRIBE", 4), 200)));
    }

    [Theory]
    [InlineData("Call-ID")]
    [InlineData("CSeq")]
    [InlineData("From")]
    [InlineData("To")]
    [InlineData("Expires")]
    public void A_request_changed_on_its_way_is_turned_away(string what)
    {
        using var registrar = Registrar(4);
        using var client = Start(registrar, new NetworkCredential("CONTOSO\\alice", "Secret 1"));
        var association = registrar.Decide(client.Authorize(Request("REGISTER", 3))).Association!;
        client.Accept(association.Sign(Answer(Request("REGISTER", 3), 200)));
        var request = client.Authorize(Request("SERVICE", 4));

        Assert.Equal(AuthenticationOutcome.BadSignature, registrar.Decide(new SipRequest("SERVICE", request.Uri, Tamper(request.Headers, what))).Outcome);
        Assert.Equal(AuthenticationOutcome.Accepted, registrar.Decide(request).Outcome);
    }

    [Fact]
    public void An_answer_signed_for_somebody_elses_association_is_wrong()
    {
        using var registrar = Registrar(4);
        using var alice = Start(registrar, new NetworkCredential("CONTOSO\\alice", "Secret 1"));
        using var bob = Start(registrar, new NetworkCredential("CONTOSO\\bob", "Pä$$wörd€"));
        registrar.Decide(alice.Authorize(Request("REGISTER", 3)));
        var bobs = registrar.Decide(bob.Authorize(Request("REGISTER", 3))).Association!;

        Assert.Equal(AssociationState.BadSignature, alice.Accept(bobs.Sign(Answer(Request("REGISTER", 3), 200))));
    }

    [Fact]
    public void A_redirect_is_signed_like_any_answer()
    {
        using var registrar = Registrar(4);
        using var client = Start(registrar, new NetworkCredential("CONTOSO\\alice", "Secret 1"));
        var association = registrar.Decide(client.Authorize(Request("REGISTER", 3))).Association!;

        Assert.Equal(AssociationState.Established, client.Accept(association.Sign(Answer(Request("REGISTER", 3), 301))));
        Assert.Equal(SignatureVerdict.Verified, client.Signature);
    }

    [Fact]
    public void A_registrar_that_forgot_the_association_denies()
    {
        using var registrar = Registrar(4);
        using var client = Start(registrar, new NetworkCredential("CONTOSO\\alice", "Secret 1"));
        var association = registrar.Decide(client.Authorize(Request("REGISTER", 3))).Association!;
        client.Accept(association.Sign(Answer(Request("REGISTER", 3), 200)));
        registrar.Remove(association);

        var decision = registrar.Decide(client.Authorize(Request("REGISTER", 4)));

        Assert.Equal(AuthenticationOutcome.UnknownAssociation, decision.Outcome);
        Assert.Equal(AssociationState.Denied, client.Accept(Refuse(decision)));
        Assert.Contains("no longer knows", client.Detail, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => association.Sign(Answer(Request("REGISTER", 4), 200)));
    }

    internal static SipRequest Request(string method, int number) => new(method, "sip:contoso.com",
    [
        new SipHeader("Via", "SIP/2.0/TLS 127.0.0.1:5061"),
        new SipHeader("From", "<sip:alice@contoso.com>;tag=4a2b44d131;epid=8248ca9ebb"),
        new SipHeader("To", "<sip:alice@contoso.com>;tag=77"),
        new SipHeader("Call-ID", "d5f2b95d5be64c2cbfb38aa5d3a87ae7"),
        new SipHeader("CSeq", $"{number} {method}"),
        new SipHeader("Expires", "7200"),
    ]);

    private static SipResponse Answer(SipRequest request, int status) => new(status, "Status", request.Headers);

    private static SipResponse Refuse(AuthenticationDecision decision) => new(decision.StatusCode, "Unauthorized", decision.Headers);

    private static SipResponse Tamper(SipResponse response, string what) => what == "status"
        ? new SipResponse(202, response.Reason, response.Headers)
        : new SipResponse(response.StatusCode, response.Reason, Tamper(response.Headers, what));

    private static List<SipHeader> Tamper(IEnumerable<SipHeader> headers, string what) => headers.Select(header => header switch
    {
        { Name: "Authentication-Info" } when what is "rspauth" or "srand" or "snum" => new SipHeader(header.Name, Tamper(AuthenticationHeader.Parse(header.Value), what)),
        _ when header.Is(what) => new SipHeader(header.Name, what is "From" or "To" ? header.Value.Replace("alice", "Alice", StringComparison.Ordinal) : "1" + header.Value),
        _ => header,
    }).ToList();

    private static string Tamper(AuthenticationHeader header, string what) => new AuthenticationHeader(
        header.Scheme,
        header.Parameters.Select(parameter => parameter.Key == what
            ? new KeyValuePair<string, string>(what, (parameter.Value[0] == '1' ? "2" : "1") + parameter.Value[1..])
            : parameter)).ToHeaderValue();

    private RegistrarAuthenticator Registrar(int version, bool proxy = false) =>
        new(new RegistrarIdentity("fe1.contoso.com", "CONTOSO", "contoso.com") { Version = version, IsProxy = proxy, OtherSchemes = ["Kerberos", "TLS-DSK"] },
            s_accounts, _random, () => new DateTimeOffset(2012, 5, 2, 8, 0, 0, TimeSpan.Zero));

    /// <summary>The first two exchanges: up to the challenge.</summary>
    private SipAssociation Start(RegistrarAuthenticator registrar, NetworkCredential credential)
    {
        var first = registrar.Decide(Request("REGISTER", 1));
        Assert.Equal(AuthenticationOutcome.Missing, first.Outcome);
        var client = new SipAssociation(credential, AuthenticationOffer.Of(Refuse(first)), _random, () => DateTimeOffset.UnixEpoch);
        var second = registrar.Decide(client.Authorize(Request("REGISTER", 2)));
        Assert.Equal(AuthenticationOutcome.Challenged, second.Outcome);
        Assert.Equal(AssociationState.NeedsRequest, client.Accept(Refuse(second)));
        return client;
    }
}
