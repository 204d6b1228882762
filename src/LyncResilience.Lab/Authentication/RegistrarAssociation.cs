using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Lab.Authentication;

/// <summary>
/// The server's side of a security association (MS-SIPAE 3.3): from the challenge to the signing of answers and
/// notifications. Several threads may sign at once.
/// </summary>
internal sealed class RegistrarAssociation
{
    private readonly object _gate = new();
    private readonly RegistrarIdentity _identity;
    private readonly RandomNumberGenerator _random;

    private byte[]? _challenge;
    private NtlmSession? _session;
    private int _number;

    public RegistrarAssociation(RegistrarIdentity identity, string opaque, byte[] challenge, RandomNumberGenerator random)
    {
        _identity = identity;
        _challenge = challenge;
        _random = random;
        Opaque = opaque;
    }

    /// <summary>Names the association on the wire.</summary>
    public string Opaque { get; }

    /// <summary>Who authenticated; null until somebody has.</summary>
    public RegistrarAccount? Account { get; private set; }

    /// <summary>Whether somebody has.</summary>
    public bool IsEstablished => Account is not null;

    /// <summary>Signs an answer.</summary>
    /// <param name="response">The answer with all its headers.</param>
    /// <returns>The answer with Authentication-Info or Proxy-Authentication-Info.</returns>
    /// <exception cref="InvalidOperationException">Nobody has authenticated yet.</exception>
    public SipResponse Sign(SipResponse response) => response.With(SignatureOf(response));

    /// <summary>Signs a request of the registrar's own, such as NOTIFY.</summary>
    /// <param name="request">The request with all its headers.</param>
    /// <returns>The request with Authentication-Info or Proxy-Authentication-Info.</returns>
    /// <exception cref="InvalidOperationException">Nobody has authenticated yet.</exception>
    public SipRequest Sign(SipRequest request) => request.With(SignatureOf(request));

    /// <summary>Signs a request of the registrar's own if it still can.</summary>
    /// <param name="request">The request with all its headers.</param>
    /// <returns>The signed request; null when the association was closed meanwhile.</returns>
    public SipRequest? TrySign(SipRequest request)
    {
        lock (_gate)
        {
            return _session is null ? null : Sign(request);
        }
    }

    /// <summary>Opaque and account.</summary>
    public override string ToString() => $"{Opaque}: {Account?.ToString() ?? "nobody yet"}";

    /// <summary>Takes the AUTHENTICATE token. The challenge is good for one attempt.</summary>
    /// <exception cref="AuthenticationFormatException">The token breaks the grammar.</exception>
    public AuthenticationOutcome Authenticate(byte[] token, IReadOnlyList<RegistrarAccount> accounts)
    {
        lock (_gate)
        {
            if (_challenge is not { } challenge)
            {
                return AuthenticationOutcome.UnknownAssociation;
            }

            _challenge = null;
            var outcome = NtlmServer.Verify(challenge, token, accounts, out var account, out _session);
            Account = account;
            return outcome;
        }
    }

    /// <summary>Whether the client signed the request, and rightly (MS-SIPAE 3.3.5).</summary>
    public bool Verify(SipRequest request, AuthenticationHeader header)
    {
        if (header["crand"] is not { } salt || header["cnum"] is not { } number
            || SignatureHex.Read(header["response"] ?? string.Empty) is not { } signature)
        {
            return false;
        }

        var text = SignatureText.Build(request, "NTLM", _identity.Realm, _identity.TargetName, salt, number);
        lock (_gate)
        {
            return _session is not null && FixedTime.AreEqual(signature, _session.SignAsClient(Encoding.UTF8.GetBytes(text)));
        }
    }

    /// <summary>Forgets user and keys.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _session?.Dispose();
            _session = null;
            _challenge = null;
            Account = null;
        }
    }

    private SipHeader SignatureOf(SipMessage message)
    {
        lock (_gate)
        {
            if (_session is null)
            {
                throw new InvalidOperationException($"Association {Opaque} cannot sign: nobody has authenticated, or it was closed.");
            }

            var salt = new byte[4];
            _random.GetBytes(salt);
            var srand = SignatureHex.Write(salt);
            _number++;
            var snum = _number.ToString(CultureInfo.InvariantCulture);
            var text = SignatureText.Build(message, "NTLM", _identity.Realm, _identity.TargetName, srand, snum);
            var header = new AuthenticationHeader("NTLM",
            [
                Pair("rspauth", SignatureHex.Write(_session.SignAsServer(Encoding.UTF8.GetBytes(text)))),
                Pair("srand", srand),
                Pair("snum", snum),
                Pair("opaque", Opaque),
                Pair("qop", "auth"),
                Pair("targetname", _identity.TargetName),
                Pair("realm", _identity.Realm),
            ]);
            return new SipHeader(_identity.IsProxy ? "Proxy-Authentication-Info" : "Authentication-Info", header.ToHeaderValue());
        }
    }

    private static KeyValuePair<string, string> Pair(string name, string value) => new(name, value);
}
