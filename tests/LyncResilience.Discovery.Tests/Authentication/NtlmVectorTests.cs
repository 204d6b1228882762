using System;
using System.Linq;
using System.Net;
using System.Text;

using LyncResilience.Discovery.Authentication.Ntlm;

using Xunit;

namespace LyncResilience.Discovery.Tests.Authentication;

/// <summary>The examples of MS-NLMP 4.2: user "User" of "Domain" with password "Password" on "COMPUTER".</summary>
public sealed class NtlmVectorTests : IDisposable
{
    private const string ServerChallenge = "0123456789abcdef";
    private const string ClientChallenge = "aaaaaaaaaaaaaaaa";
    private const string RandomSessionKey = "55555555555555555555555555555555";

    // 4.2.4.3; its target information is that of 4.2.4.
    private const string Challenge =
        "4e544c4d53535000020000000c000c003800000033828ae2" + ServerChallenge + "00000000000000002400240044000000060070170000000f"
        + "530065007200760065007200"
        + TargetInformation;

    private const string TargetInformation = "02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000";

    private static readonly byte[] s_plaintext = Encoding.Unicode.GetBytes("Plaintext");

    private readonly NtlmHashes _hashes = new();

    private static byte[] SessionKey => Convert.FromHexString(RandomSessionKey);

    private static byte[] NtHash => NtlmIdentity.NtHash(new NetworkCredential("User", "Password", "Domain"));

    public void Dispose() => _hashes.Dispose();

    [Fact]
    public void Section_4_2_2_1_2_the_password_hash()
    {
        AssertHex("a4f49c406510bdcab6824ee7c30fd852", NtHash);
    }

    [Fact]
    public void Section_4_2_2_3_the_session_key_encrypted_for_NTLMv1()
    {
        AssertHex("518822b1b3f350c8958682ecbb3e3cb7", _hashes.Rc4(Convert.FromHexString("d87262b0cde4b1cb7499becccdf10784"), SessionKey));
    }

    [Fact]
    public void Section_4_2_2_4_the_sealed_text_without_extended_session_security()
    {
        AssertHex("56fe04d861f9319af0d7238a2e3b4d457fb8", _hashes.Rc4(SessionKey, s_plaintext));
    }

    [Fact]
    public void Section_4_2_3_4_the_signature_with_extended_session_security()
    {
        using var session = new NtlmSession(new NtlmHashes(), Convert.FromHexString("eb93429a8bd952f8b89c55b87f475edc"));

        AssertHex("60e799be5c72fc92922ae8ebe961fb8d", session.ClientSignKey);
        AssertHex("ff2aeb52f681793a", _hashes.HmacMd5(session.ClientSignKey, new byte[4], s_plaintext).Take(8).ToArray());
        AssertHex("a02372f6530273f3aa1eb90190ce5200c99d", _hashes.Rc4(Convert.FromHexString("04dd7f014d8504d265a25cc86a3a7c06"), s_plaintext));
    }

    [Fact]
    public void Section_4_2_4_1_1_NTOWFv2()
    {
        AssertHex("0c868a403bfd7a93a3001ef22ef02e3f", _hashes.ResponseKey(NtHash, "User", "Domain"));
    }

    [Fact]
    public void Sections_4_2_4_1_2_to_4_2_4_2_2_the_responses_and_the_session_base_key()
    {
        var response = Respond();

        AssertHex("8de40ccadbc14a82f15cb0ad0de95ca3", response.SessionBaseKey);
        AssertHex("86c35097ac9cec102554764a57cccc19" + ClientChallenge, response.Lm);
        AssertHex(
            "68cd0ab851e51c96aabc927bebef6a1c"
            + "01010000000000000000000000000000" + ClientChallenge + "00000000" + TargetInformation + "00000000",
            response.Nt);
    }

    [Fact]
    public void Section_4_2_4_2_3_the_encrypted_session_key()
    {
        AssertHex("c5dad2544fc9799094ce1ce90bc9d03e", _hashes.Rc4(Respond().SessionBaseKey, SessionKey));
    }

    [Fact]
    public void Section_4_2_4_3_the_CHALLENGE()
    {
        var challenge = NtlmChallenge.Parse(Convert.FromHexString(Challenge));

        Assert.Equal(0xE28A8233u, (uint)challenge.Flags);
        AssertHex(ServerChallenge, challenge.Nonce);
        Assert.Equal("Server", challenge.TargetName);
        Assert.Equal("Domain", Encoding.Unicode.GetString(challenge.TargetInfo.Find(AvId.NetBiosDomainName)!));
        Assert.Equal("Server", Encoding.Unicode.GetString(challenge.TargetInfo.Find(AvId.NetBiosComputerName)!));
        Assert.Null(challenge.TargetInfo.Timestamp);
        Assert.Contains("DATAGRAM", challenge.Weakness(), StringComparison.Ordinal);
    }

    [Fact]
    public void Section_4_2_4_3_the_AUTHENTICATE()
    {
        const string Expected =
            "4e544c4d5353500003000000180018006c00000054005400840000000c000c00480000000800080054000000100010005c000000"
            + "10001000d8000000358288e20501280a0000000f"
            + "44006f006d00610069006e00" + "5500730065007200" + "43004f004d0050005500540045005200"
            + "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa"
            + "68cd0ab851e51c96aabc927bebef6a1c01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000"
            + TargetInformation + "00000000"
            + "c5dad2544fc9799094ce1ce90bc9d03e";
        var response = Respond();

        var written = new NtlmAuthenticate
        {
            Flags = (NtlmFlags)0xE2888235,
            Domain = "Domain",
            User = "User",
            Workstation = "COMPUTER",
            LmResponse = response.Lm,
            NtResponse = response.Nt,
            EncryptedSessionKey = _hashes.Rc4(response.SessionBaseKey, SessionKey),
            Version = Convert.FromHexString("0501280a0000000f"),
        };
        var read = NtlmAuthenticate.Parse(Convert.FromHexString(Expected));

        AssertHex(Expected, written.ToBytes());
        Assert.Equal(("Domain", "User", "COMPUTER"), (read.Domain, read.User, read.Workstation));
        Assert.Equal(response.Nt, read.NtResponse);
        Assert.Equal(response.Lm, read.LmResponse);
    }

    [Fact]
    public void Section_4_2_4_4_keys_sealed_text_and_signature()
    {
        using var session = new NtlmSession(new NtlmHashes(), SessionKey);
        var checksum = _hashes.HmacMd5(session.ClientSignKey, new byte[4], s_plaintext).Take(8).ToArray();

        AssertHex("4788dc861b4782f35d43fd98fe1a2d39", session.ClientSignKey);
        AssertHex("59f600973cc4960a25480a7c196e4c58", session.ClientSealKey);
        AssertHex("70352851f2564309", checksum);

        // With a connection one stream encrypts the text and then its checksum.
        AssertHex(
            "54e50165bf1936dc996020c1811b0f06fb5f" + "7fb38ec5c55d4976",
            _hashes.Rc4(session.ClientSealKey, [.. s_plaintext, .. checksum]));
    }

    // The server's keys are not printed in MS-NLMP; these are what the tests of pyspnego (tests/_ntlm_raw/test_crypto.py) hold.
    [Fact]
    public void The_keys_of_the_other_direction()
    {
        using var session = new NtlmSession(new NtlmHashes(), SessionKey);

        AssertHex("d04d6f10741041d1d246d64188d7a8ad", session.ServerSignKey);
        AssertHex("9355f3a957c1583d25c4c2f11e40390e", session.ServerSealKey);
    }

    [Fact]
    public void Disposing_of_a_session_clears_its_keys()
    {
        var session = new NtlmSession(new NtlmHashes(), SessionKey);

        session.Dispose();

        Assert.All([session.ClientSignKey, session.ServerSignKey, session.ClientSealKey, session.ServerSealKey], key => Assert.Equal(new byte[16], key));
    }

    private static void AssertHex(string expected, byte[] actual) => Assert.Equal(expected, Convert.ToHexStringLower(actual));

    private NtlmResponse Respond() => NtlmResponse.Compute(
        _hashes,
        _hashes.ResponseKey(NtHash, "User", "Domain"),
        Convert.FromHexString(ServerChallenge),
        Convert.FromHexString(ClientChallenge),
        time: 0,
        Convert.FromHexString(TargetInformation),
        withLm: true);
}
