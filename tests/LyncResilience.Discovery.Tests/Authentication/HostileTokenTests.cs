using System;
using System.Net;
using System.Security.Cryptography;
using System.Text;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

/// <summary>Whatever arrives, the parsers answer or throw <see cref="AuthenticationFormatException"/>, nothing else.</summary>
public sealed class HostileTokenTests
{
    private const int Mutations = 20_000;

    private static readonly byte[] s_challenge = Convert.FromHexString(CommunicatorTrace.Challenge);
    private static readonly byte[] s_authenticate = Convert.FromHexString(CommunicatorTrace.Authenticate);
    private static readonly byte[] s_header = Encoding.Latin1.GetBytes(CommunicatorTrace.Response().Header("Authentication-Info")!);

    [Fact]
    public void Tokens_and_headers_cut_off_anywhere_are_refused_or_read()
    {
        Truncate(s_challenge, token => NtlmChallenge.Parse(token));
        Truncate(s_authenticate, token => NtlmAuthenticate.Parse(token));
        Truncate(s_header, bytes => AuthenticationHeader.Parse(Encoding.Latin1.GetString(bytes)));
    }

    [Fact]
    public void A_challenge_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < s_challenge.Length; length++)
        {
            Assert.Throws<AuthenticationFormatException>(() => NtlmChallenge.Parse(s_challenge[..length]));
        }
    }

    [Fact]
    public void Changed_challenges_are_refused_or_read() => Mutate(s_challenge, 1, token => NtlmChallenge.Parse(token));

    [Fact]
    public void Changed_AUTHENTICATE_tokens_are_refused_or_read() => Mutate(s_authenticate, 2, token => NtlmAuthenticate.Parse(token));

    [Fact]
    public void Changed_headers_are_refused_or_read() =>
        Mutate(s_header, 3, bytes => AuthenticationHeader.Parse(Encoding.Latin1.GetString(bytes)));

    [Fact]
    public void An_association_survives_every_changed_challenge()
    {
        var offer = AuthenticationOffer.Of(Asked(null));
        using var random = RandomNumberGenerator.Create();
        var credential = new NetworkCredential("User", "Pa$$word", "COSMO");
        Mutate(s_challenge, 4, token =>
        {
            using var association = new SipAssociation(credential, offer, random, () => CommunicatorTrace.Time);
            if (association.Accept(Asked(token)) == AssociationState.NeedsRequest)
            {
                association.Authorize(CommunicatorTrace.Request);
            }
        });
    }

    [Fact]
    public void A_token_that_is_too_long_is_refused()
    {
        var token = new byte[NtlmMessage.MaximumLength + 1];
        s_challenge.CopyTo(token, 0);

        Assert.Contains("too long", Assert.Throws<AuthenticationFormatException>(() => NtlmChallenge.Parse(token)).Message, StringComparison.Ordinal);
    }

    private static SipResponse Asked(byte[]? token) => new(407, "Proxy Authentication Required",
    [
        new SipHeader("Proxy-Authenticate", "NTLM realm=\"r\", targetname=\"t\", version=4" + (token is null ? string.Empty : $", gssapi-data=\"{Convert.ToBase64String(token)}\"")),
    ]);

    private static void Truncate(byte[] good, Action<byte[]> parse)
    {
        for (var length = 0; length <= good.Length; length++)
        {
            Try(good[..length], parse);
        }
    }

    private static void Mutate(byte[] good, int seed, Action<byte[]> parse)
    {
        var random = new Random(seed);
        for (var i = 0; i < Mutations; i++)
        {
            var changed = good[..(random.Next(4) == 0 ? random.Next(good.Length + 1) : good.Length)];
            for (var n = random.Next(1, 5); n > 0 && changed.Length > 0; n--)
            {
                // The head holds lengths and offsets: most changes go there.
                var limit = random.Next(3) > 0 ? Math.Min(64, changed.Length) : changed.Length;
                changed[random.Next(limit)] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
            }

            Try(changed, parse);
        }
    }

    private static void Try(byte[] data, Action<byte[]> parse)
    {
        try
        {
            parse(data);
        }
        catch (AuthenticationFormatException)
        {
            // The one documented answer to nonsense.
        }
    }
}
