using System;
using System.Text;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>CHALLENGE_MESSAGE, MS-NLMP 2.2.1.2: the server's nonce, its wishes and its description of itself.</summary>
internal sealed class NtlmChallenge
{
    private const int TargetNameField = 12;
    private const int FlagsOffset = 20;
    private const int NonceOffset = 24;
    private const int TargetInfoField = 40;
    private const int MinimumLength = 48;
    private const int LengthWithVersion = 56;

    private NtlmChallenge(NtlmFlags flags, byte[] nonce, string targetName, byte[] targetInfoBytes, TargetInfo targetInfo)
    {
        Flags = flags;
        Nonce = nonce;
        TargetName = targetName;
        TargetInfoBytes = targetInfoBytes;
        TargetInfo = targetInfo;
    }

    public NtlmFlags Flags { get; }

    /// <summary>ServerChallenge, 8 bytes.</summary>
    public byte[] Nonce { get; }

    /// <summary>The server's domain or name; empty when not given.</summary>
    public string TargetName { get; }

    /// <summary>The description as on the wire: the client sends it back unchanged inside its response.</summary>
    public byte[] TargetInfoBytes { get; }

    public TargetInfo TargetInfo { get; }

    /// <summary>Reads a token.</summary>
    /// <exception cref="AuthenticationFormatException">It is not a CHALLENGE_MESSAGE.</exception>
    public static NtlmChallenge Parse(byte[] token)
    {
        NtlmMessage.CheckStart(token, NtlmMessage.Challenge, MinimumLength, "CHALLENGE");
        var flags = (NtlmFlags)LittleEndian.ReadUInt32(token, FlagsOffset);
        var nonce = new byte[8];
        Buffer.BlockCopy(token, NonceOffset, nonce, 0, nonce.Length);
        var targetInfo = NtlmMessage.ReadField(token, TargetInfoField, "target information");
        return new NtlmChallenge(
            flags,
            nonce,
            (flags & NtlmFlags.Unicode) != 0 ? NtlmMessage.ReadText(token, TargetNameField, "target name") : string.Empty,
            targetInfo,
            targetInfo.Length == 0 ? new TargetInfo() : TargetInfo.Parse(targetInfo, 0, targetInfo.Length));
    }

    /// <summary>Writes a token.</summary>
    public static byte[] Write(NtlmFlags flags, byte[] nonce, string targetName, TargetInfo targetInfo)
    {
        var name = Encoding.Unicode.GetBytes(targetName);
        var info = targetInfo.ToBytes();
        var token = new byte[LengthWithVersion + name.Length + info.Length];
        NtlmMessage.WriteStart(token, NtlmMessage.Challenge);
        LittleEndian.WriteUInt32(token, FlagsOffset, (uint)flags);
        Buffer.BlockCopy(nonce, 0, token, NonceOffset, nonce.Length);
        Buffer.BlockCopy(NtlmMessage.DefaultVersion, 0, token, MinimumLength, 8);
        var offset = NtlmMessage.WriteField(token, TargetNameField, LengthWithVersion, name);
        NtlmMessage.WriteField(token, TargetInfoField, offset, info);
        return token;
    }

    /// <summary>Says what makes this challenge unfit to be answered; null when it is fit.</summary>
    /// <remarks>
    /// MS-NLMP 3.1.5.1.2 leaves the policy to the client. Without any of these an answer would expose an LM or NTLMv1
    /// response, which can be broken off line, or leave later messages unprotected. DATAGRAM decides how they are signed.
    /// </remarks>
    public string? Weakness()
    {
        (NtlmFlags Flag, string Name)[] needed =
        [
            (NtlmFlags.Unicode, "UNICODE"),
            (NtlmFlags.Ntlm, "NTLM"),
            (NtlmFlags.ExtendedSessionSecurity, "EXTENDED_SESSIONSECURITY"),
            (NtlmFlags.Key128, "128"),
            (NtlmFlags.KeyExchange, "KEY_EXCH"),
            (NtlmFlags.Sign, "SIGN"),
            (NtlmFlags.Datagram, "DATAGRAM"),
            (NtlmFlags.TargetInfo, "TARGET_INFO"),
        ];
        foreach (var (flag, name) in needed)
        {
            if ((Flags & flag) == 0)
            {
                return $"the server's NTLM challenge lacks NTLMSSP_NEGOTIATE_{name}";
            }
        }

        return TargetInfoBytes.Length == 0 ? "the server's NTLM challenge carries no target information, so NTLMv2 is impossible" : null;
    }
}
