using System;
using System.Text;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Authentication.Ntlm;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

/// <summary>Whatever arrives, the parsers answer or throw <see cref="AuthenticationFormatException"/>, nothing else.</summary>
public sealed class HostileTokenTests
{
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
    public void A_token_that_is_too_long_is_refused()
    {
        var token = new byte[NtlmMessage.MaximumLength + 1];
        s_challenge.CopyTo(token, 0);

        Assert.Contains("too long", Assert.Throws<AuthenticationFormatException>(() => NtlmChallenge.Parse(token)).Message, StringComparison.Ordinal);
    }

    private static void Truncate(byte[] good, Action<byte[]> parse)
    {
        for (var length = 0; length <= good.Length; length++)
        {
            Try(good[..length], parse);
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
