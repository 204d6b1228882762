using System;
using System.Text;

using LyncResilience.Discovery.Authentication.Ntlm;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

public sealed class PrimitiveTests
{
    // The test suite of RFC 1320, A.5.
    [Theory]
    [InlineData("", "31d6cfe0d16ae931b73c59d7e0c089c0")]
    [InlineData("a", "bde52cb31de33e46245e05fbdbd6fb24")]
    [InlineData("abc", "a448017aaf21d8525fc10ae87aa6729d")]
    [InlineData("message digest", "d9130a8164549fe818874806e1c7014b")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "d79e1c308aa5bbcdeea8ed63df412da9")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "043f8582f241db351ce627e153e7f0e4")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "e33b4ddc9c38f2199c3e7b164fcc0536")]
    public void Md4_digests_the_examples_of_its_standard(string text, string digest)
    {
        Assert.Equal(digest, Convert.ToHexStringLower(Md4.Hash(Encoding.ASCII.GetBytes(text))));
    }

    // RFC 6229, 2 (keys of 40 and 128 bits, first 16 bytes of the stream), and the usual "Key"/"Plaintext" example.
    [Theory]
    [InlineData("0102030405", "00000000000000000000000000000000", "b2396305f03dc027ccc3524a0a1118a8")]
    [InlineData("0102030405060708090a0b0c0d0e0f10", "00000000000000000000000000000000", "9ac7cc9a609d1ef7b2932899cde41b97")]
    [InlineData("4b6579", "506c61696e74657874", "bbf316e8d940af0ad3")]
    public void Rc4_encrypts_the_published_examples(string key, string plain, string cipher)
    {
        using var hashes = new NtlmHashes();

        var encrypted = hashes.Rc4(Convert.FromHexString(key), Convert.FromHexString(plain));

        Assert.Equal(cipher, Convert.ToHexStringLower(encrypted));
    }

    [Fact]
    public void Rc4_starts_anew_for_each_message()
    {
        using var hashes = new NtlmHashes();
        byte[] key = [1, 2, 3, 4, 5];

        Assert.Equal(hashes.Rc4(key, new byte[8]), hashes.Rc4(key, new byte[8]));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("0102", "0102", true)]
    [InlineData("0102", "0103", false)]
    [InlineData("0102", "01", false)]
    public void Comparison_in_fixed_time_compares(string left, string right, bool equal)
    {
        Assert.Equal(equal, FixedTime.AreEqual(Convert.FromHexString(left), Convert.FromHexString(right)));
    }
}
