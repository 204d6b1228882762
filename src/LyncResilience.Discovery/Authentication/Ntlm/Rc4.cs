using System;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>
/// The RC4 stream cipher. The platform has none; NTLM encrypts the session key and the checksum of each signature with it
/// (MS-NLMP 3.4.3, 3.4.4). One instance is reused with many keys.
/// </summary>
internal sealed class Rc4
{
    private readonly byte[] _state = new byte[256];

    /// <summary>Encrypts, or decrypts, from the start of the key's stream: connectionless NTLM starts it anew for each message.</summary>
    /// <param name="key">The key, 1 to 256 bytes.</param>
    /// <param name="source">The bytes to read.</param>
    /// <param name="sourceOffset">Where they start.</param>
    /// <param name="target">Where to write; may be <paramref name="source"/>.</param>
    /// <param name="targetOffset">Where there.</param>
    /// <param name="count">How many bytes.</param>
    public void Transform(byte[] key, byte[] source, int sourceOffset, byte[] target, int targetOffset, int count)
    {
        var s = _state;
        for (var n = 0; n < s.Length; n++)
        {
            s[n] = (byte)n;
        }

        byte j = 0;
        for (var n = 0; n < s.Length; n++)
        {
            j += (byte)(s[n] + key[n % key.Length]);
            (s[n], s[j]) = (s[j], s[n]);
        }

        byte i = 0;
        j = 0;
        for (var n = 0; n < count; n++)
        {
            i++;
            j += s[i];
            (s[i], s[j]) = (s[j], s[i]);
            target[targetOffset + n] = (byte)(source[sourceOffset + n] ^ s[(byte)(s[i] + s[j])]);
        }

        // The state gives the key away.
        Array.Clear(s, 0, s.Length);
    }
}
