using System;
using System.Text;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>What CHALLENGE and AUTHENTICATE have in common: signature, type, and payload fields (length, length, offset).</summary>
internal static class NtlmMessage
{
    public const int Challenge = 2;
    public const int Authenticate = 3;

    /// <summary>No server sends more; a token lives in one header line.</summary>
    public const int MaximumLength = 48 * 1024;

    private static readonly byte[] s_signature = Encoding.ASCII.GetBytes("NTLMSSP\0");

    /// <summary>The version field, for debugging only (MS-NLMP 2.2.2.10): 6.1.7601, revision 15.</summary>
    public static byte[] DefaultVersion => [6, 1, 0xB1, 0x1D, 0, 0, 0, 15];

    public static void WriteStart(byte[] message, int type)
    {
        Buffer.BlockCopy(s_signature, 0, message, 0, s_signature.Length);
        LittleEndian.WriteUInt32(message, 8, (uint)type);
    }

    /// <exception cref="AuthenticationFormatException">Too short, too long, or not this message.</exception>
    public static void CheckStart(byte[] message, int type, int minimumLength, string name)
    {
        if (message.Length < minimumLength)
        {
            throw new AuthenticationFormatException($"The NTLM {name} token is cut short ({message.Length} bytes, at least {minimumLength} needed).");
        }

        if (message.Length > MaximumLength)
        {
            throw new AuthenticationFormatException($"The NTLM {name} token is too long ({message.Length} bytes, limit {MaximumLength}).");
        }

        for (var i = 0; i < s_signature.Length; i++)
        {
            if (message[i] != s_signature[i])
            {
                throw new AuthenticationFormatException($"The NTLM {name} token does not start with NTLMSSP.");
            }
        }

        var found = LittleEndian.ReadUInt32(message, 8);
        if (found != type)
        {
            throw new AuthenticationFormatException($"The NTLM token is a message of type {found}, expected {type} ({name}).");
        }
    }

    /// <summary>Writes a field's header and its payload.</summary>
    /// <returns>The offset behind the payload.</returns>
    public static int WriteField(byte[] message, int field, int offset, byte[] payload)
    {
        LittleEndian.WriteUInt16(message, field, payload.Length);
        LittleEndian.WriteUInt16(message, field + 2, payload.Length);
        LittleEndian.WriteUInt32(message, field + 4, (uint)offset);
        Buffer.BlockCopy(payload, 0, message, offset, payload.Length);
        return offset + payload.Length;
    }

    /// <exception cref="AuthenticationFormatException">The payload lies outside of the message.</exception>
    public static byte[] ReadField(byte[] message, int field, string name)
    {
        int length = LittleEndian.ReadUInt16(message, field);
        var offset = LittleEndian.ReadUInt32(message, field + 4);
        if (length == 0)
        {
            return [];
        }

        if (offset > message.Length || message.Length - offset < length)
        {
            throw new AuthenticationFormatException($"The NTLM token's {name} lies outside of the token.");
        }

        var result = new byte[length];
        Buffer.BlockCopy(message, (int)offset, result, 0, length);
        return result;
    }

    /// <exception cref="AuthenticationFormatException">The payload lies outside of the message or is no UTF-16.</exception>
    public static string ReadText(byte[] message, int field, string name)
    {
        var bytes = ReadField(message, field, name);
        return bytes.Length % 2 == 0
            ? Encoding.Unicode.GetString(bytes)
            : throw new AuthenticationFormatException($"The NTLM token's {name} has an odd number of bytes, so it is not UTF-16.");
    }
}
