using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;

using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Authentication;

/// <summary>
/// The client's side of a security association (MS-SIPAE 3.2) with connectionless NTLM (MS-NLMP 3.1.5.2): it authenticates
/// requests and checks what the server signed. One association is for one server; it is not safe for several threads at once.
/// </summary>
/// <remarks>
/// The password is read when the server's challenge is answered and not kept. The keys are cleared by <see cref="Dispose"/>.
/// On .NET Framework under the FIPS policy the platform's MD5, and with it NTLM, throws InvalidOperationException.
/// </remarks>
public sealed class SipAssociation : IDisposable
{
    private const string Ntlm = "NTLM";

    private readonly NetworkCredential _credential;
    private readonly RandomNumberGenerator _random;
    private readonly Func<DateTimeOffset> _clock;
    private readonly bool _isProxy;
    private readonly string _realm;
    private readonly string _targetName;

    private int _version;
    private string? _opaque;
    private NtlmChallenge? _challenge;
    private string? _token;
    private NtlmSession? _session;
    private int _number;

    /// <summary>Starts an association; nothing is computed yet.</summary>
    /// <param name="credential">User and password. <c>DOMAIN\user</c> and <c>user@domain</c> are understood.</param>
    /// <param name="offer">What the server offered; its <see cref="AuthenticationOffer.Refusal"/> must be null.</param>
    /// <param name="random">Where challenges, keys and salts come from.</param>
    /// <param name="clock">The time to tell a server that did not tell its own.</param>
    /// <exception cref="ArgumentException">The offer cannot be answered; the message is the refusal.</exception>
    public SipAssociation(NetworkCredential credential, AuthenticationOffer offer, RandomNumberGenerator random, Func<DateTimeOffset> clock)
    {
        if (offer.Refusal is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(offer));
        }

        _credential = credential;
        _random = random;
        _clock = clock;
        _isProxy = offer.IsProxy;
        _realm = offer.Ntlm!["realm"]!;
        _targetName = offer.Ntlm["targetname"]!;
        _version = offer.Ntlm.Version;
    }

    /// <summary>The name to give as this computer's; servers may restrict users to certain workstations. Empty by default.</summary>
    internal string Workstation { get; init; } = string.Empty;

    /// <summary>Where the association stands.</summary>
    public AssociationState State { get; private set; }

    /// <summary>One sentence on why it stands there; empty before the first answer.</summary>
    public string Detail { get; private set; } = string.Empty;

    /// <summary>What the signature of the last final answer was worth.</summary>
    public SignatureVerdict Signature { get; private set; }

    /// <summary>Adds what the state asks for: an empty token, the AUTHENTICATE token, or a signature.</summary>
    /// <param name="request">The request with all headers that are signed (Call-ID, CSeq, From, To, Expires).</param>
    /// <returns>The request with its Authorization or Proxy-Authorization.</returns>
    /// <exception cref="InvalidOperationException">The association came to nothing; see <see cref="Detail"/>.</exception>
    public SipRequest Authorize(SipRequest request)
    {
        if (State is AssociationState.Denied or AssociationState.BadSignature or AssociationState.Refused)
        {
            throw new InvalidOperationException($"The association with {_targetName} came to nothing: {Detail}");
        }

        var parameters = new List<KeyValuePair<string, string>>();
        Add(parameters, "qop", "auth");
        Add(parameters, "realm", _realm);
        if (_opaque is not null)
        {
            Add(parameters, "opaque", _opaque);
        }

        Add(parameters, "targetname", _targetName);
        Add(parameters, "version", _version.ToString(CultureInfo.InvariantCulture));
        if (State != AssociationState.Established)
        {
            Add(parameters, "gssapi-data", _challenge is null ? string.Empty : AuthenticateToken(_challenge));
        }

        // MS-SIPAE 3.2.4.1: from version 4 on already the request that carries the AUTHENTICATE token is signed.
        if (_session is not null && (State == AssociationState.Established || _version >= 4))
        {
            AddSignature(parameters, request, _session);
        }

        var header = new AuthenticationHeader(Ntlm, parameters).ToHeaderValue();
        return request.With(new SipHeader(_isProxy ? "Proxy-Authorization" : "Authorization", header));
    }

    /// <summary>Takes an answer to a request that this association authorized.</summary>
    /// <param name="response">The answer; provisional ones (1xx) change nothing.</param>
    /// <returns>The new <see cref="State"/>.</returns>
    public AssociationState Accept(SipResponse response)
    {
        if (response.StatusCode < 200 || State is AssociationState.Denied or AssociationState.BadSignature or AssociationState.Refused)
        {
            return State;
        }

        Signature = Verify(response);
        if (response.StatusCode == (_isProxy ? 407 : 401))
        {
            return AcceptChallenge(response);
        }

        switch (Signature)
        {
            case SignatureVerdict.Wrong:
                return Now(AssociationState.BadSignature, $"{_targetName} signed its {response.StatusCode} wrongly; the answer is not from the server that was authenticated to.");
            case SignatureVerdict.Verified:
                return Now(AssociationState.Established, $"{_targetName} signed its {response.StatusCode}.");
            default:
                return AcceptUnsigned(response);
        }
    }

    /// <summary>Checks the server's signature of a message, be it an answer or a request of its own such as NOTIFY.</summary>
    /// <param name="message">The message.</param>
    public SignatureVerdict Verify(SipMessage message)
    {
        if (_session is null)
        {
            return SignatureVerdict.Absent;
        }

        AuthenticationHeader? header;
        try
        {
            header = FindSignature(message);
        }
        catch (AuthenticationFormatException)
        {
            return SignatureVerdict.Wrong;
        }

        if (header is null)
        {
            return SignatureVerdict.Absent;
        }

        var text = SignatureText.Build(message, Ntlm, _realm, _targetName, header["srand"] ?? string.Empty, header["snum"] ?? string.Empty);
        if (SignatureHex.Read(header["rspauth"]!) is not { } signature
            || !FixedTime.AreEqual(signature, _session.SignAsServer(Encoding.UTF8.GetBytes(text))))
        {
            return SignatureVerdict.Wrong;
        }

        _opaque ??= header["opaque"];
        return SignatureVerdict.Verified;
    }

    /// <summary>Clears the keys.</summary>
    public void Dispose() => _session?.Dispose();

    /// <summary>State and server; never a credential.</summary>
    public override string ToString() => $"NTLM association with {_targetName}: {State}";

    private static void Add(List<KeyValuePair<string, string>> parameters, string name, string value) =>
        parameters.Add(new KeyValuePair<string, string>(name, value));

    private AssociationState AcceptChallenge(SipResponse response)
    {
        if (State == AssociationState.Established)
        {
            return Now(AssociationState.Denied, $"{_targetName} no longer knows the association and asks to authenticate anew.");
        }

        if (_session is not null)
        {
            return Now(AssociationState.Denied, $"{_targetName} did not accept the user name or the password.");
        }

        var offer = AuthenticationOffer.Of(response);
        var header = offer.Headers.FirstOrDefault(IsOurs);
        if (header is null)
        {
            return Now(AssociationState.Refused, offer.Refusal
                ?? $"{_targetName} offered NTLM, but now answers as {offer.TargetName}, which is not who was asked.");
        }

        if (string.IsNullOrEmpty(header["gssapi-data"]))
        {
            return Now(AssociationState.Refused, $"{_targetName} offers NTLM, but answered the start of it without a challenge.");
        }

        try
        {
            var challenge = NtlmChallenge.Parse(Convert.FromBase64String(header["gssapi-data"]));
            if (challenge.Weakness() is { } weakness)
            {
                return Now(AssociationState.Refused, $"No credentials were sent to {_targetName}: {weakness}.");
            }

            _challenge = challenge;
        }
        catch (FormatException exception)
        {
            // An AuthenticationFormatException, or that of a text which is no base64.
            var reason = exception is AuthenticationFormatException ? exception.Message : "It is not base64.";
            return Now(AssociationState.Refused, $"The NTLM challenge of {_targetName} cannot be read. {reason}");
        }

        _opaque = header["opaque"];
        _version = header["version"] is null ? _version : header.Version;
        return Now(AssociationState.NeedsRequest, $"{_targetName} sent its NTLM challenge.");
    }

    /// <summary>
    /// Real servers leave answers to REGISTER unsigned at times, so such an answer is taken at its word; anything else
    /// unsigned on an association that signs is dropped by clients (MS-SIPAE 3.2.5.2).
    /// </summary>
    private AssociationState AcceptUnsigned(SipResponse response)
    {
        if (State == AssociationState.Established && response.CSeqMethod != "REGISTER")
        {
            return Now(AssociationState.BadSignature, $"{_targetName} did not sign its {response.StatusCode} to {response.CSeqMethod}.");
        }

        if (response.StatusCode == 403)
        {
            return Now(AssociationState.Denied, $"{_targetName} answered 403 {response.Reason}.");
        }

        return _session is not null && response.StatusCode < 400
            ? Now(AssociationState.Established, $"{_targetName} accepted the credentials; its {response.StatusCode} is not signed.")
            : Now(State, $"{_targetName} answered {response.StatusCode} {response.Reason} without judging the credentials.");
    }

    private AssociationState Now(AssociationState state, string detail)
    {
        State = state;
        Detail = detail;
        if (state != AssociationState.NeedsRequest)
        {
            // The token has served its purpose; a challenge must not be answered twice.
            _token = null;
            _challenge = null;
        }

        return state;
    }

    /// <summary>The token that answers the challenge; the same one when the request has to be repeated.</summary>
    private string AuthenticateToken(NtlmChallenge challenge)
    {
        if (_token is null)
        {
            var message = NtlmClient.Respond(challenge, _credential, Workstation, _random, _clock(), out _session);
            _token = Convert.ToBase64String(message.ToBytes());
        }

        return _token;
    }

    private void AddSignature(List<KeyValuePair<string, string>> parameters, SipRequest request, NtlmSession session)
    {
        var salt = new byte[4];
        _random.GetBytes(salt);
        _number++;
        var crand = SignatureHex.Write(salt);
        var cnum = _number.ToString(CultureInfo.InvariantCulture);
        var text = SignatureText.Build(request, Ntlm, _realm, _targetName, crand, cnum);
        Add(parameters, "crand", crand);
        Add(parameters, "cnum", cnum);
        Add(parameters, "response", SignatureHex.Write(session.SignAsClient(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The header with which the server signed for this association, if any (MS-SIPAE 3.2.5.2).</summary>
    private AuthenticationHeader? FindSignature(SipMessage message) =>
        message.HeaderLines("Authentication-Info").Concat(message.HeaderLines("Proxy-Authentication-Info"))
            .Select(AuthenticationHeader.Parse)
            .FirstOrDefault(header => IsOurs(header) && header["rspauth"] is not null);

    private bool IsOurs(AuthenticationHeader header) =>
        header.IsScheme(Ntlm)
        && string.Equals(header["realm"], _realm, StringComparison.OrdinalIgnoreCase)
        && string.Equals(header["targetname"], _targetName, StringComparison.OrdinalIgnoreCase);
}
