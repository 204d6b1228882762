using System;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>The NTLMv2 responses to one challenge (ComputeResponse of MS-NLMP 3.3.2).</summary>
internal sealed class NtlmResponse
{
    /// <summary>Bytes of NTProofStr at the head of the NT response.</summary>
    public const int ProofLength = 16;

    /// <summary>Bytes of NTLMv2_CLIENT_CHALLENGE before its target information, MS-NLMP 2.2.2.7.</summary>
    public const int ClientChallengeHeaderLength = 28;

    private NtlmResponse(byte[] nt, byte[] lm, byte[] sessionBaseKey)
    {
        Nt = nt;
        Lm = lm;
        SessionBaseKey = sessionBaseKey;
    }

    /// <summary>NtChallengeResponse.</summary>
    public byte[] Nt { get; }

    /// <summary>LmChallengeResponse: 24 bytes.</summary>
    public byte[] Lm { get; }

    /// <summary>SessionBaseKey, which in NTLMv2 is the key exchange key, too (MS-NLMP 3.4.5.1).</summary>
    public byte[] SessionBaseKey { get; }

    /// <summary>Computes the responses.</summary>
    /// <param name="hashes">The digests.</param>
    /// <param name="responseKey">NTOWFv2; in NTLMv2 it serves both responses.</param>
    /// <param name="nonce">The server's challenge, 8 bytes.</param>
    /// <param name="clientChallenge">The client's, 8 bytes.</param>
    /// <param name="time">FILETIME to send.</param>
    /// <param name="targetInfo">The server's target information as received.</param>
    /// <param name="withLm">False sends 24 zeros for LMv2, as MS-NLMP 3.1.5.1.2 wants when the server told its time.</param>
    public static NtlmResponse Compute(
        NtlmHashes hashes, byte[] responseKey, byte[] nonce, byte[] clientChallenge, ulong time, byte[] targetInfo, bool withLm)
    {
        // NTLMv2_CLIENT_CHALLENGE and the four zero bytes behind it that only the pseudo code of 3.3.2 mentions.
        var blob = new byte[ClientChallengeHeaderLength + targetInfo.Length + 4];
        blob[0] = 1;
        blob[1] = 1;
        LittleEndian.WriteUInt64(blob, 8, time);
        Buffer.BlockCopy(clientChallenge, 0, blob, 16, 8);
        Buffer.BlockCopy(targetInfo, 0, blob, ClientChallengeHeaderLength, targetInfo.Length);

        var proof = hashes.HmacMd5(responseKey, nonce, blob);
        var nt = new byte[ProofLength + blob.Length];
        Buffer.BlockCopy(proof, 0, nt, 0, ProofLength);
        Buffer.BlockCopy(blob, 0, nt, ProofLength, blob.Length);

        var lm = new byte[24];
        if (withLm)
        {
            Buffer.BlockCopy(hashes.HmacMd5(responseKey, nonce, clientChallenge), 0, lm, 0, 16);
            Buffer.BlockCopy(clientChallenge, 0, lm, 16, 8);
        }

        return new NtlmResponse(nt, lm, hashes.HmacMd5(responseKey, proof));
    }
}
