using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using LyncResilience.Discovery.Authentication.Ntlm;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>What must not leave the machine, in every form that it could have on the way.</summary>
internal sealed class Secrets
{
    private readonly List<(string What, byte[] Bytes)> _never = [];
    private readonly List<(string What, byte[] Bytes)> _underRules = [];

    public Secrets(NetworkCredential credential)
    {
        AddText(_never, "the password", credential.Password);
        byte[] hash = NtlmIdentity.NtHash(credential);
        _never.Add(("the NT hash", hash));
        _never.Add(("the NT hash", Encoding.ASCII.GetBytes(Convert.ToHexString(hash))));
        _never.Add(("the NT hash", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash))));
        _never.Add(("the NT hash", Base64(hash)));
        _never.Add(("a Basic answer", "Authorization: Basic"u8.ToArray()));
        _never.Add(("a Digest answer", "Authorization: Digest"u8.ToArray()));

        // 12 octets are 16 characters without a remainder: so begins every AUTHENTICATE token.
        _underRules.Add(("an NTLM AUTHENTICATE", "NTLMSSP\0\u0003\0\0\0"u8.ToArray()));
        _underRules.Add(("an NTLM AUTHENTICATE", Base64("NTLMSSP\0\u0003\0\0\0"u8.ToArray())));
        AddText(_underRules, "the account's name", credential.UserName);
    }

    /// <summary>What these octets give away.</summary>
    /// <param name="octets">What a peer was sent.</param>
    /// <param name="mayAuthenticate">Whether the rules allow this peer an NTLM answer.</param>
    public string? GivenAwayBy(byte[] octets, bool mayAuthenticate) =>
        (mayAuthenticate ? _never : _never.Concat(_underRules)).FirstOrDefault(secret => octets.AsSpan().IndexOf(secret.Bytes) >= 0).What;

    /// <summary>Whether the user's proof of identity is in there.</summary>
    public static bool HoldAuthenticate(byte[] octets) => octets.AsSpan().IndexOf(Base64("NTLMSSP\0\u0003\0\0\0"u8.ToArray())) >= 0;

    private static void AddText(List<(string What, byte[] Bytes)> list, string what, string text)
    {
        byte[] narrow = Encoding.UTF8.GetBytes(text), wide = Encoding.Unicode.GetBytes(text);
        list.AddRange([(what, narrow), (what, wide), (what, Base64(narrow)), (what, Base64(wide))]);
    }

    private static byte[] Base64(byte[] octets) => Encoding.ASCII.GetBytes(Convert.ToBase64String(octets).TrimEnd('='));
}
