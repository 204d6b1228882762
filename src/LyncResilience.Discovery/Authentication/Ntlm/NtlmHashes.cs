using System;
using System.Security.Cryptography;
using System.Text;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>
/// MD5, HMAC-MD5 and RC4 for one party, reused from message to message. Not safe for use by several threads at once.
/// </summary>
/// <remarks>On .NET Framework under the FIPS policy the platform's MD5 throws; NTLM is impossible there by design.</remarks>
internal sealed class NtlmHashes : IDisposable
{
    private readonly HMACMD5 _hmac = new([]);
    private readonly MD5 _md5 = MD5.Create();
    private readonly Rc4 _rc4 = new();

    public byte[] Md5(byte[] first, byte[] second) => Finish(_md5, first, second, []);

    public byte[] HmacMd5(byte[] key, byte[] first) => HmacMd5(key, first, [], []);

    public byte[] HmacMd5(byte[] key, byte[] first, byte[] second) => HmacMd5(key, first, second, []);

    public byte[] HmacMd5(byte[] key, byte[] first, byte[] second, byte[] third)
    {
        _hmac.Key = key;
        _hmac.TransformBlock(first, 0, first.Length, null, 0);
        return Finish(_hmac, second, third, []);
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

    public void Dispose()
    {
        _hmac.Dispose();
        _md5.Dispose();
    }

    private static byte[] Finish(HashAlgorithm hash, byte[] first, byte[] second, byte[] last)
    {
        hash.TransformBlock(first, 0, first.Length, null, 0);
        hash.TransformBlock(second, 0, second.Length, null, 0);
        hash.TransformFinalBlock(last, 0, last.Length);
        return hash.Hash!;
    }
}
