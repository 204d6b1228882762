using System;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>The MD4 digest of RFC 1320. The platform has none, and NTLM derives its password hash with it.</summary>
internal static class Md4
{
    private const int BlockSize = 64;

    /// <summary>Digests <paramref name="data"/>.</summary>
    /// <param name="data">The bytes to digest.</param>
    /// <returns>16 bytes.</returns>
    public static byte[] Hash(byte[] data)
    {
        uint[] state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];
        var words = new uint[16];
        var whole = data.Length / BlockSize * BlockSize;
        for (var offset = 0; offset < whole; offset += BlockSize)
        {
            Compress(state, words, data, offset);
        }

        // RFC 1320, 3.1 and 3.2: one bit, zeros, the length in bits as 64 bits.
        var rest = data.Length - whole;
        var tail = new byte[rest + 9 <= BlockSize ? BlockSize : 2 * BlockSize];
        Buffer.BlockCopy(data, whole, tail, 0, rest);
        tail[rest] = 0x80;
        LittleEndian.WriteUInt64(tail, tail.Length - 8, (ulong)data.Length * 8);
        for (var offset = 0; offset < tail.Length; offset += BlockSize)
        {
            Compress(state, words, tail, offset);
        }

        var digest = new byte[16];
        for (var i = 0; i < 4; i++)
        {
            LittleEndian.WriteUInt32(digest, 4 * i, state[i]);
        }

        // Both held (parts of) the password.
        Array.Clear(tail, 0, tail.Length);
        Array.Clear(words, 0, words.Length);
        return digest;
    }

    private static void Compress(uint[] state, uint[] x, byte[] block, int offset)
    {
        for (var i = 0; i < 16; i++)
        {
            x[i] = LittleEndian.ReadUInt32(block, offset + (4 * i));
        }

        uint a = state[0], b = state[1], c = state[2], d = state[3];

        for (var i = 0; i < 16; i += 4)
        {
            a = Rotate(a + ((b & c) | (~b & d)) + x[i], 3);
            d = Rotate(d + ((a & b) | (~a & c)) + x[i + 1], 7);
            c = Rotate(c + ((d & a) | (~d & b)) + x[i + 2], 11);
            b = Rotate(b + ((c & d) | (~c & a)) + x[i + 3], 19);
        }

        for (var i = 0; i < 4; i++)
        {
            a = Rotate(a + Majority(b, c, d) + x[i] + 0x5A827999, 3);
            d = Rotate(d + Majority(a, b, c) + x[i + 4] + 0x5A827999, 5);
            c = Rotate(c + Majority(d, a, b) + x[i + 8] + 0x5A827999, 9);
            b = Rotate(b + Majority(c, d, a) + x[i + 12] + 0x5A827999, 13);
        }

        // The third round takes the words in the order 0 2 1 3 of each bit-reversed quarter.
        for (var n = 0; n < 4; n++)
        {
            var i = ((n & 1) << 1) | (n >> 1);
            a = Rotate(a + (b ^ c ^ d) + x[i] + 0x6ED9EBA1, 3);
            d = Rotate(d + (a ^ b ^ c) + x[i + 8] + 0x6ED9EBA1, 9);
            c = Rotate(c + (d ^ a ^ b) + x[i + 4] + 0x6ED9EBA1, 11);
            b = Rotate(b + (c ^ d ^ a) + x[i + 12] + 0x6ED9EBA1, 15);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    private static uint Majority(uint x, uint y, uint z) => (x & y) | (x & z) | (y & z);

    private static uint Rotate(uint value, int bits) => (value << bits) | (value >> (32 - bits));
}
