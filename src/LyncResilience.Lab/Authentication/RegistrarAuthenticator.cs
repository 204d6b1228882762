using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Lab.Authentication;

/// <summary>
/// Authenticates the clients of one lab registrar with NTLM (MS-SIPAE 3.3): decides about each request and keeps the
/// associations. Several threads may use it at once.
/// </summary>
internal sealed class RegistrarAuthenticator : IDisposable
{
    private readonly object _gate = new();
    private readonly RegistrarIdentity _identity;
    private readonly IReadOnlyList<RegistrarAccount> _accounts;
    private readonly RandomNumberGenerator _random;
    private readonly Func<DateTimeOffset> _clock;
    private readonly int _maximumAssociations;
    private readonly Dictionary<string, LinkedListNode<RegistrarAssociation>> _byOpaque = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Least recently used first: those are dropped when there are too many.</summary>
    private readonly LinkedList<RegistrarAssociation> _byUse = new();

    /// <summary>Makes an authenticator.</summary>
    /// <param name="identity">How the registrar presents itself.</param>
    /// <param name="accounts">Whom it knows.</param>
    /// <param name="random">Where nonces and salts come from; must be safe for several threads, as the platform's is.</param>
    /// <param name="clock">The registrar's time, told in its challenges.</param>
    /// <param name="maximumAssociations">How many associations are kept; the least recently used ones give way.</param>
    public RegistrarAuthenticator(
        RegistrarIdentity identity,
        IEnumerable<RegistrarAccount> accounts,
        RandomNumberGenerator random,
        Func<DateTimeOffset> clock,
        int maximumAssociations = 4096)
    {
        _identity = identity;
        _accounts = accounts.ToList();
        _random = random;
        _clock = clock;
        _maximumAssociations = maximumAssociations > 0
            ? maximumAssociations
            : throw new ArgumentOutOfRangeException(nameof(maximumAssociations), maximumAssociations, "At least one association must be kept.");
    }

    /// <summary>How many associations are kept now, half-finished ones included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byUse.Count;
            }
        }
    }

    /// <summary>Decides about a request: challenges it, lets it in or turns it away.</summary>
    /// <param name="request">The request as received.</param>
    /// <returns>The decision. An accepted request is answered with what its association signs, any other with 401 or 407 and the decision's headers.</returns>
    public AuthenticationDecision Decide(SipRequest request)
    {
        AuthenticationHeader? header;
        try
        {
            header = request.HeaderLines(_identity.IsProxy ? "Proxy-Authorization" : "Authorization")
                .Select(AuthenticationHeader.Parse)
                .FirstOrDefault(IsForUs);
        }
        catch (AuthenticationFormatException exception)
        {
            return TurnAway(AuthenticationOutcome.Malformed, exception.Message);
        }

        if (header is null)
        {
            return TurnAway(AuthenticationOutcome.Missing, "The request carries no NTLM credentials for this registrar.");
        }

        return header["gssapi-data"] switch
        {
            null => DecideSigned(request, header),
            "" => Challenge(),
            var token => DecideToken(request, header, token),
        };
    }

    /// <summary>Forgets an association, for instance because its connection is gone.</summary>
    /// <param name="association">The association.</param>
    public void Remove(RegistrarAssociation association)
    {
        lock (_gate)
        {
            if (_byOpaque.TryGetValue(association.Opaque, out var node) && ReferenceEquals(node.Value, association))
            {
                Drop(node);
            }
        }
    }

    /// <summary>Forgets all associations.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            while (_byUse.First is { } node)
            {
                Drop(node);
            }
        }
    }

    private static KeyValuePair<string, string> Pair(string name, string value) => new(name, value);

    private bool IsForUs(AuthenticationHeader header) =>
        header.IsScheme("NTLM")
        && string.Equals(header["realm"], _identity.Realm, StringComparison.OrdinalIgnoreCase)
        && string.Equals(header["targetname"], _identity.TargetName, StringComparison.OrdinalIgnoreCase);

    private AuthenticationDecision Challenge()
    {
        var nonce = new byte[8];
        var name = new byte[4];
        _random.GetBytes(nonce);
        var token = NtlmServer.Challenge(_identity, nonce, _clock());
        RegistrarAssociation association;
        lock (_gate)
        {
            do
            {
                _random.GetBytes(name);
            }
            while (_byOpaque.ContainsKey(SignatureHex.Write(name)));

            association = new RegistrarAssociation(_identity, SignatureHex.Write(name), token, _random);
            _byOpaque.Add(association.Opaque, _byUse.AddLast(association));
            if (_byUse.Count > _maximumAssociations)
            {
                Drop(_byUse.First!);
            }
        }

        return new AuthenticationDecision(AuthenticationOutcome.Challenged, $"NTLM challenge sent for association {association.Opaque}.")
        {
            StatusCode = _identity.IsProxy ? 407 : 401,
            Headers = [Line("NTLM", Pair("opaque", association.Opaque), Pair("gssapi-data", Convert.ToBase64String(token)))],
        };
    }

    private AuthenticationDecision DecideToken(SipRequest request, AuthenticationHeader header, string token)
    {
        if (Find(header) is not { } association)
        {
            return TurnAway(AuthenticationOutcome.UnknownAssociation, "The NTLM token answers no challenge of this registrar.");
        }

        // A repeated token, whoever sends it, is no reason to end what lives: registrations depend on it.
        if (association.IsEstablished)
        {
            return AnsweredBefore();
        }

        AuthenticationOutcome outcome;
        try
        {
            outcome = association.Authenticate(Convert.FromBase64String(token), _accounts);
        }
        catch (FormatException exception)
        {
            Remove(association);
            var reason = exception is AuthenticationFormatException ? exception.Message : "The NTLM token is not base64.";
            return TurnAway(AuthenticationOutcome.Malformed, reason);
        }

        // MS-SIPAE 3.2.4.1: from version 4 on the token comes with a signature.
        if (outcome == AuthenticationOutcome.Accepted && _identity.Version >= 4 && !association.Verify(request, header))
        {
            outcome = AuthenticationOutcome.BadSignature;
        }

        // Somebody else was faster with the same token.
        if (outcome == AuthenticationOutcome.UnknownAssociation)
        {
            return AnsweredBefore();
        }

        if (outcome == AuthenticationOutcome.Accepted)
        {
            return LetIn(association, $"{association.Account} authenticated for association {association.Opaque}.");
        }

        Remove(association);
        return TurnAway(outcome, outcome switch
        {
            AuthenticationOutcome.UnknownUser => "The NTLM token names a user whom this registrar does not know.",
            AuthenticationOutcome.WrongPassword => "The NTLM token was made with another password.",
            AuthenticationOutcome.BadSignature => "User and password are right, but the request is not signed, or wrongly.",
            _ => "The NTLM token is weaker than NTLMv2 with extended session security.",
        });
    }

    private AuthenticationDecision DecideSigned(SipRequest request, AuthenticationHeader header)
    {
        if (Find(header) is not { IsEstablished: true } association)
        {
            return TurnAway(AuthenticationOutcome.UnknownAssociation, "The request is signed for an association that does not exist.");
        }

        return association.Verify(request, header)
            ? LetIn(association, $"{association.Account} signed the request for association {association.Opaque}.")
            : TurnAway(AuthenticationOutcome.BadSignature, $"The signature of the request for association {association.Opaque} is missing or wrong.");
    }

    private RegistrarAssociation? Find(AuthenticationHeader header)
    {
        lock (_gate)
        {
            if (header["opaque"] is not { } opaque || !_byOpaque.TryGetValue(opaque, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddLast(node);
            return node.Value;
        }
    }

    private void Drop(LinkedListNode<RegistrarAssociation> node)
    {
        _byUse.Remove(node);
        _byOpaque.Remove(node.Value.Opaque);
        node.Value.Close();
    }

    private AuthenticationDecision LetIn(RegistrarAssociation association, string detail) =>
        new(AuthenticationOutcome.Accepted, detail) { StatusCode = 200, Association = association };

    private AuthenticationDecision AnsweredBefore() =>
        TurnAway(AuthenticationOutcome.UnknownAssociation, "The NTLM challenge was answered before.");

    /// <summary>One line per scheme: clients mistake a joined line's last targetname for NTLM's.</summary>
    private AuthenticationDecision TurnAway(AuthenticationOutcome outcome, string detail) =>
        new(outcome, detail)
        {
            StatusCode = _identity.IsProxy ? 407 : 401,
            Headers = new[] { "NTLM" }.Concat(_identity.OtherSchemes).Select(scheme => Line(scheme)).ToList(),
        };

    private SipHeader Line(string scheme, params KeyValuePair<string, string>[] more)
    {
        // MS-SIPAE 2.2: Kerberos names a service, not a host.
        var prefix = string.Equals(scheme, "Kerberos", StringComparison.OrdinalIgnoreCase) ? "sip/" : string.Empty;
        List<KeyValuePair<string, string>> parameters =
        [
            Pair("realm", _identity.Realm),
            Pair("targetname", prefix + _identity.TargetName),
            Pair("version", _identity.Version.ToString(CultureInfo.InvariantCulture)),
            .. more,
        ];
        return new SipHeader(
            _identity.IsProxy ? "Proxy-Authenticate" : "WWW-Authenticate", new AuthenticationHeader(scheme, parameters).ToHeaderValue());
    }
}
