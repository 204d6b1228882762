using System;
using System.Net;
using System.Security.Cryptography;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>Answers a CHALLENGE in connectionless mode (MS-NLMP 3.1.5.2.1).</summary>
internal static class NtlmClient
{
    /// <summary>
    /// What we use of what the server offers. Signing only: SIP is not sealed (MS-SIPAE 3.2.4.1). 56 goes without saying
    /// once 128 is agreed.
    /// </summary>
    private const NtlmFlags Wanted = NtlmFlags.Unicode | NtlmFlags.Sign | NtlmFlags.Datagram | NtlmFlags.Ntlm
        | NtlmFlags.AlwaysSign | NtlmFlags.ExtendedSessionSecurity | NtlmFlags.Identify | NtlmFlags.TargetInfo
        | NtlmFlags.Version | NtlmFlags.Key128 | NtlmFlags.KeyExchange;

    /// <summary>Makes the AUTHENTICATE token and the session both sides will share.</summary>
    /// <param name="challenge">A challenge without weakness.</param>
    /// <param name="credential">User and password; the password is read here and nowhere else.</param>
    /// <param name="workstation">The name to give as the client's; any, or none.</param>
    /// <param name="random">For the client challenge (8 bytes) and then the session key (16 bytes).</param>
    /// <param name="now">The time to send when the server did not tell its own.</param>
    /// <param name="session">The keys; the caller disposes of them.</param>
    /// <remarks>
    /// No MIC is sent. MS-NLMP asks for one when the server tells its time ("SHOULD", 3.1.5.2.1) but gives it one key on the
    /// client (ExportedSessionKey) and another on the server (ResponseKeyNT, 3.2.5.2.2) in connectionless mode. Without
    /// bit 0x2 in MsvAvFlags servers do not look for it, and established SIP clients send none. What a MIC protects, the
    /// negotiated flags, is protected here by refusing every weak challenge.
    /// </remarks>
    public static NtlmAuthenticate Respond(
        NtlmChallenge challenge,
        NetworkCredential credential,
        string workstation,
        RandomNumberGenerator random,
        DateTimeOffset now,
        out NtlmSession session)
    {
        var identity = NtlmIdentity.Of(credential);
        var hashes = new NtlmHashes();
        var ntHash = NtlmIdentity.NtHash(credential);
        var responseKey = hashes.ResponseKey(ntHash, identity.User, identity.Domain);
        Array.Clear(ntHash, 0, ntHash.Length);

        var clientChallenge = new byte[8];
        random.GetBytes(clientChallenge);
        var serverTime = challenge.TargetInfo.Timestamp;
        var response = NtlmResponse.Compute(
            hashes,
            responseKey,
            challenge.Nonce,
            clientChallenge,
            serverTime ?? (ulong)now.UtcDateTime.ToFileTimeUtc(),
            challenge.TargetInfoBytes,
            withLm: serverTime is null);
        Array.Clear(responseKey, 0, responseKey.Length);

        var sessionKey = new byte[16];
        random.GetBytes(sessionKey);
        var encryptedSessionKey = hashes.Rc4(response.SessionBaseKey, sessionKey);
        session = new NtlmSession(hashes, sessionKey);
        Array.Clear(sessionKey, 0, sessionKey.Length);
        Array.Clear(response.SessionBaseKey, 0, response.SessionBaseKey.Length);

        return new NtlmAuthenticate
        {
            Flags = (challenge.Flags & Wanted) | NtlmFlags.RequestTarget,
            User = identity.User,
            Domain = identity.Domain,
            Workstation = workstation,
            LmResponse = response.Lm,
            NtResponse = response.Nt,
            EncryptedSessionKey = encryptedSessionKey,
        };
    }
}
