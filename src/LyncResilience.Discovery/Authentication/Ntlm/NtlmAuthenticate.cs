using System;
using System.Text;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>AUTHENTICATE_MESSAGE, MS-NLMP 2.2.1.3: who the client is, and the proof that it knows the password.</summary>
internal sealed class NtlmAuthenticate
{
    /// <summary>Length without the MIC field, the layout that MS-NLMP 4.2.4.3 shows.</summary>
    private const int HeaderLength = 72;

    private const int LmField = 12;
    private const int NtField = 20;
    private const int DomainField = 28;
    private const int UserField = 36;
    private const int WorkstationField = 44;
    private const int SessionKeyField = 52;
    private const int FlagsOffset = 60;
    private const int VersionOffset = 64;
    private const int MinimumLength = 64;

    public NtlmFlags Flags { get; init; }

    public string User { get; init; } = string.Empty;

    public string Domain { get; init; } = string.Empty;

    public string Workstation { get; init; } = string.Empty;

    /// <summary>LmChallengeResponse: LMv2, zeros or nothing.</summary>
    public byte[] LmResponse { get; init; } = [];

    /// <summary>NtChallengeResponse: 16 bytes of proof, then NTLMv2_CLIENT_CHALLENGE.</summary>
    public byte[] NtResponse { get; init; } = [];

    /// <summary>The session key, encrypted with the key exchange key.</summary>
    public byte[] EncryptedSessionKey { get; init; } = [];

    /// <summary>Eight bytes that tell the implementation; nobody acts on them.</summary>
    public byte[] Version { get; init; } = NtlmMessage.DefaultVersion;

    /// <summary>Reads a token.</summary>
    /// <exception cref="AuthenticationFormatException">It is not an AUTHENTICATE_MESSAGE in Unicode.</exception>
    public static NtlmAuthenticate Parse(byte[] token)
    {
        NtlmMessage.CheckStart(token, NtlmMessage.Authenticate, MinimumLength, "AUTHENTICATE");
        var flags = (NtlmFlags)LittleEndian.ReadUInt32(token, FlagsOffset);
        if ((flags & NtlmFlags.Unicode) == 0)
        {
            throw new AuthenticationFormatException("The NTLM AUTHENTICATE token is not in Unicode.");
        }

        return new NtlmAuthenticate
        {
            Flags = flags,
            LmResponse = NtlmMessage.ReadField(token, LmField, "LM response"),
            NtResponse = NtlmMessage.ReadField(token, NtField, "NT response"),
            Domain = NtlmMessage.ReadText(token, DomainField, "domain"),
            User = NtlmMessage.ReadText(token, UserField, "user"),
            Workstation = NtlmMessage.ReadText(token, WorkstationField, "workstation"),
            EncryptedSessionKey = NtlmMessage.ReadField(token, SessionKeyField, "session key"),
        };
    }

    /// <summary>Writes the token.</summary>
    public byte[] ToBytes()
    {
        var unicode = Encoding.Unicode;
        byte[] domain = unicode.GetBytes(Domain), user = unicode.GetBytes(User), workstation = unicode.GetBytes(Workstation);
        var token = new byte[HeaderLength + domain.Length + user.Length + workstation.Length
            + LmResponse.Length + NtResponse.Length + EncryptedSessionKey.Length];
        NtlmMessage.WriteStart(token, NtlmMessage.Authenticate);
        LittleEndian.WriteUInt32(token, FlagsOffset, (uint)Flags);
        Buffer.BlockCopy(Version, 0, token, VersionOffset, Version.Length);
        var offset = NtlmMessage.WriteField(token, DomainField, HeaderLength, domain);
        offset = NtlmMessage.WriteField(token, UserField, offset, user);
        offset = NtlmMessage.WriteField(token, WorkstationField, offset, workstation);
        offset = NtlmMessage.WriteField(token, LmField, offset, LmResponse);
        offset = NtlmMessage.WriteField(token, NtField, offset, NtResponse);
        NtlmMessage.WriteField(token, SessionKeyField, offset, EncryptedSessionKey);
        return token;
    }
}
