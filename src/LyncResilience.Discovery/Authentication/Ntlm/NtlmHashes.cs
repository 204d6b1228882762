using System;
using System.Security.Cryptography;
using System.Text;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>
/// MD5, HMAC-MD5 and RC4 for one party, reused from message to message. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// HMAC (RFC 2104) is put together from the platform's MD5: its HMACMD5 builds new native state for every key, and NTLM
/// changes the key with nearly every digest, which makes a token take half as long again.
/// On .NET Framework under the FIPS policy the platform's MD5 throws; NTLM is impossible there by design.
/// </remarks>
internal sealed class NtlmHashes : IDisposable
{
    private const int BlockSize = 64;

    private readonly MD5 _md5 = MD5.Create();
    private readonly Rc4 _rc4 = new();
    private readonly byte[] _pad = new byte[BlockSize];

    public byte[] Md5(byte[] first, byte[] second)
    {
        _md5.TransformBlock(first, 0, first.Length, null, 0);
        return Finish(second);
    }

    public byte[] HmacMd5(byte[] key, byte[] message) => HmacMd5(key, [], message);

    /// <summary>HMAC-MD5 of two pieces.</summary>
    /// <param name="key">At most 64 bytes: all keys of NTLM have 16.</param>
    /// <param name="first">The first piece.</param>
    /// <param name="second">What follows it.</param>
    public byte[] HmacMd5(byte[] key, byte[] first, byte[] second)
    {
        Pad(key, 0x36);
        _md5.TransformBlock(_pad, 0, BlockSize, null, 0);
        _md5.TransformBlock(first, 0, first.Length, null, 0);
        var inner = Finish(second);
        Pad(key, 0x5C);
        var result = Md5(_pad, inner);

        // It gives the key away.
        Array.Clear(_pad, 0, BlockSize);
        return result;
    }

    /// <summary>RC4K of MS-NLMP 6: a fresh stream of <paramref name="key"/> over <paramref name="data"/>.</summary>
    public byte[] Rc4(byte[] key, byte[] data)
    {
        var result = new byte[data.Length];
        _rc4.Transform(key, data, 0, result, 0, data.Length);
        return result;
    }

    public void Rc4InPlace(byte[] key, byte[] data, int offset, int count) =>
        _rc4.Transform(key, data, offset, data, offset, count);

    /// <summary>NTOWFv2 of MS-NLMP 3.3.2: the key of all NTLMv2 responses.</summary>
    /// <param name="ntHash">NTOWFv1: MD4 of the password in UTF-16LE.</param>
    /// <param name="user">The user as sent; its upper case counts.</param>
    /// <param name="domain">The domain as sent; its case counts.</param>
    public byte[] ResponseKey(byte[] ntHash, string user, string domain) =>
        HmacMd5(ntHash, Encoding.Unicode.GetBytes(user.ToUpperInvariant() + domain));

    public void Dispose() => _md5.Dispose();

    private byte[] Finish(byte[] last)
    {
        _md5.TransformFinalBlock(last, 0, last.Length);
        return _md5.Hash!;
    }

    private void Pad(byte[] key, byte with)
    {
        for (var i = 0; i < BlockSize; i++)
        {
            _pad[i] = (byte)(i < key.Length ? key[i] ^ with : with);
        }
    }
}
