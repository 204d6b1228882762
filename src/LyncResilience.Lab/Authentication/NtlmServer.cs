using System;
using System.Collections.Generic;
using System.Linq;

using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Authentication.Ntlm;

namespace LyncResilience.Lab.Authentication;

/// <summary>The server's side of connectionless NTLM (MS-NLMP 3.2.5.2).</summary>
internal static class NtlmServer
{
    /// <summary>What Lync servers ask for and established clients insist on.</summary>
    private const NtlmFlags Offered = NtlmFlags.Unicode | NtlmFlags.RequestTarget | NtlmFlags.Sign | NtlmFlags.Datagram
        | NtlmFlags.Ntlm | NtlmFlags.AlwaysSign | NtlmFlags.TargetTypeDomain | NtlmFlags.ExtendedSessionSecurity
        | NtlmFlags.Identify | NtlmFlags.TargetInfo | NtlmFlags.Version | NtlmFlags.Key128 | NtlmFlags.KeyExchange | NtlmFlags.Key56;

    private const NtlmFlags Required = NtlmFlags.ExtendedSessionSecurity | NtlmFlags.Key128 | NtlmFlags.KeyExchange | NtlmFlags.Sign;

    // The MIC of an AUTHENTICATE that has one stands before its payload (MS-NLMP 2.2.1.3).
    private const int MicOffset = 72;
    private const int MicLength = 16;

    /// <summary>Makes a CHALLENGE.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="nonce">8 random bytes.</param>
    /// <param name="now">The server's time.</param>
    public static byte[] Challenge(RegistrarIdentity identity, byte[] nonce, DateTimeOffset now)
    {
        var time = new byte[8];
        LittleEndian.WriteUInt64(time, 0, (ulong)now.UtcDateTime.ToFileTimeUtc());
        var info = new TargetInfo()
            .Add(AvId.NetBiosDomainName, identity.Domain)
            .Add(AvId.NetBiosComputerName, identity.TargetName.Split('.')[0].ToUpperInvariant())
            .Add(AvId.DnsDomainName, identity.DnsDomain)
            .Add(AvId.DnsComputerName, identity.TargetName)
            .Add(AvId.DnsTreeName, identity.DnsDomain)
            .Add(AvId.Timestamp, time);
        return NtlmChallenge.Write(Offered, nonce, identity.Domain, info);
    }

    /// <summary>Checks an AUTHENTICATE token.</summary>
    /// <param name="challenge">The CHALLENGE token it answers.</param>
    /// <param name="token">The token.</param>
    /// <param name="accounts">Who may come in.</param>
    /// <param name="account">Who comes in; null unless accepted.</param>
    /// <param name="session">The keys; null unless accepted.</param>
    /// <exception cref="AuthenticationFormatException">The token breaks the grammar.</exception>
    public static AuthenticationOutcome Verify(
        byte[] challenge, byte[] token, IReadOnlyList<RegistrarAccount> accounts, out RegistrarAccount? account, out NtlmSession? session)
    {
        account = null;
        session = null;
        var message = NtlmAuthenticate.Parse(token);
        var blobLength = message.NtResponse.Length - NtlmResponse.ProofLength;
        if ((message.Flags & Required) != Required || blobLength < NtlmResponse.ClientChallengeHeaderLength)
        {
            return AuthenticationOutcome.TooWeak;
        }

        if (message.EncryptedSessionKey.Length != 16)
        {
            throw new AuthenticationFormatException("The NTLM AUTHENTICATE token's session key is not 16 bytes long.");
        }

        var proof = message.NtResponse.Take(NtlmResponse.ProofLength).ToArray();
        var blob = message.NtResponse.Skip(NtlmResponse.ProofLength).ToArray();
        var info = TargetInfo.Parse(
            blob, NtlmResponse.ClientChallengeHeaderLength, blob.Length - NtlmResponse.ClientChallengeHeaderLength);
        if (accounts.FirstOrDefault(candidate => candidate.Matches(message.User, message.Domain)) is not { } found)
        {
            return AuthenticationOutcome.UnknownUser;
        }

        using var hashes = new NtlmHashes();
        var nonce = NtlmChallenge.Parse(challenge).Nonce;
        var responseKey = hashes.ResponseKey(found.NtHash, message.User, message.Domain);
        if (!FixedTime.AreEqual(proof, hashes.HmacMd5(responseKey, nonce, blob)))
        {
            return AuthenticationOutcome.WrongPassword;
        }

        var sessionKey = hashes.Rc4(hashes.HmacMd5(responseKey, proof), message.EncryptedSessionKey);
        if (info.SaysMicPresent && !MicIsRight(hashes, sessionKey, challenge, token))
        {
            return AuthenticationOutcome.BadSignature;
        }

        account = found;
        session = new NtlmSession(new NtlmHashes(), sessionKey);
        Array.Clear(sessionKey, 0, sessionKey.Length);
        return AuthenticationOutcome.Accepted;
    }

    /// <summary>The client's MIC as MS-NLMP 3.1.5.2.1 computes it: over both tokens, its own field zero.</summary>
    private static bool MicIsRight(NtlmHashes hashes, byte[] sessionKey, byte[] challenge, byte[] token)
    {
        if (token.Length < MicOffset + MicLength)
        {
            return false;
        }

        var mic = token.Skip(MicOffset).Take(MicLength).ToArray();
        var bare = (byte[])token.Clone();
        Array.Clear(bare, MicOffset, MicLength);
        return FixedTime.AreEqual(mic, hashes.HmacMd5(sessionKey, challenge, bare));
    }
}
