using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LyncResilience.Discovery.Authentication.Ntlm;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>NTLM challenges that a registrar with the right certificate has no business to send. Those that protect the answer are answered.</summary>
public sealed class HostileChallengeTests : HostileRows
{
    private static readonly Dictionary<string, HostileCase> s_rows = new()
    {
        ["without extended session security"] = Weak(NtlmFlags.ExtendedSessionSecurity, "EXTENDED_SESSIONSECURITY"),
        ["without signing"] = Weak(NtlmFlags.Sign, "NEGOTIATE_SIGN"),
        ["without keys of 128 bits"] = Weak(NtlmFlags.Key128, "NEGOTIATE_128"),
        ["without key exchange"] = Weak(NtlmFlags.KeyExchange, "KEY_EXCH"),
        ["without Unicode"] = Weak(NtlmFlags.Unicode, "UNICODE"),
        ["without target information, by the flag"] = Weak(NtlmFlags.TargetInfo, "TARGET_INFO"),
        ["for a connection"] = Weak(NtlmFlags.Datagram, "DATAGRAM"),
        ["with LM keys only"] = Refused(Challenges.With(NtlmFlags.LmKey | NtlmFlags.Oem), "lacks NTLMSSP_NEGOTIATE_"),
        ["without any flag"] = Refused(Challenges.With(NtlmFlags.None), "lacks NTLMSSP_NEGOTIATE_"),
        ["with every flag"] = Answered(Challenges.With((NtlmFlags)uint.MaxValue)),
        ["with LM keys besides"] = Answered(Challenges.With(Challenges.Strong | NtlmFlags.LmKey)),
        ["without target information"] = Refused(Challenges.WithRawInfo([]), "no target information"),
        ["with target information that is empty"] = Answered(Challenges.With(new TargetInfo())),
        ["with target information without its end"] = Refused(Challenges.WithRawInfo([2, 0, 2, 0, 65, 0]), "ends without its terminator"),
        ["with a value longer than its list"] = Refused(Challenges.WithRawInfo([2, 0, 255, 255, 65, 0]), "longer than the list"),
        ["with 60 KB of target information"] = new(SignInStage.Register, SignInOutcome.Rejected, "AnswerUnusable")
        {
            Play = (peer, _) => peer.AnswerAsync(Challenges.ThenYes(Challenges.With(new TargetInfo().Add(AvId.DnsTreeName, new byte[60 * 1024])))),
        },
        ["with 30 KB of target information"] = Answered(Challenges.With(Challenges.Info.Add(AvId.DnsTreeName, new byte[30 * 1024]))),
        ["with every pair twice"] = Answered(Challenges.With(Challenges.Info.Add(AvId.NetBiosDomainName, "EVIL").Add(AvId.DnsComputerName, "evil.example"))),
        ["with a thousand pairs"] = Answered(Challenges.With(Enumerable.Range(0, 1000).Aggregate(new TargetInfo(), (info, i) => info.Add((AvId)(i % 400 + 1), [1, 0])))),
        ["with pairs in the wrong order"] = Answered(Challenges.With(new TargetInfo().Add(AvId.Timestamp, new byte[8]).Add(AvId.DnsTreeName, "t").Add(AvId.NetBiosDomainName, "CONTOSO"))),
        ["with a pair that nobody knows"] = Answered(Challenges.With(Challenges.Info.Add((AvId)0xFFFF, [1, 2, 3]))),
        ["with a name of half a character"] = Answered(Challenges.With(Challenges.Info.Add(AvId.DnsDomainName, [65]))),
        ["with a time of four octets"] = Answered(Challenges.With(Challenges.Info.Add(AvId.Timestamp, [1, 2, 3, 4]))),
        ["with the time 0"] = Answered(Challenges.With(Challenges.Info.Add(AvId.Timestamp, new byte[8]))),
        ["with a time after all calendars"] = Answered(Challenges.With(Challenges.Info.Add(AvId.Timestamp, [255, 255, 255, 255, 255, 255, 255, 255]))),
        ["with flags that claim a MIC"] = Answered(Challenges.With(Challenges.Info.Add(AvId.Flags, [2, 0, 0, 0]))),
        ["that is an AUTHENTICATE"] = Refused(Challenges.Of(new NtlmAuthenticate().ToBytes()), "cannot be read"),
        ["that is cut short"] = Refused(Challenges.Of("NTLMSSP\0\u0002\0\0\0"u8.ToArray()), "cannot be read"),
        ["that is noise"] = Refused(Challenges.Of([.. Enumerable.Range(0, 200).Select(i => (byte)i)]), "cannot be read"),
        ["whose target information lies outside"] = Refused(Challenges.Of(Pointing(0x7FFFFFF0)), "cannot be read"),
    };

    internal static IReadOnlyDictionary<string, HostileCase> Cases => s_rows;

    public static TheoryData<string> Rows => NamesOf(s_rows);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_challenge(string comes) => PlayAsync(s_rows[comes]);

    private static HostileCase Weak(NtlmFlags missing, string words) => Refused(Challenges.With(Challenges.Strong & ~missing), words);

    private static HostileCase Refused(Func<SipRequest, SipResponse> challenge, string words) => new(SignInStage.Register, SignInOutcome.Rejected, "AnswerUnusable", words)
    {
        Play = (peer, _) => peer.AnswerAsync(Challenges.ThenYes(challenge)),
    };

    private static HostileCase Answered(Func<SipRequest, SipResponse> challenge) => new(SignInStage.Register, SignInOutcome.Registered)
    {
        Play = (peer, _) => peer.AnswerAsync(Challenges.ThenYes(challenge)),
        Status = ResultStatus.Warn,
        Mode = SignInMode.Full,
        MayAuthenticate = true,
    };

    private static byte[] Pointing(int offset)
    {
        byte[] token = NtlmChallenge.Write(Challenges.Strong, new byte[8], "CONTOSO", Challenges.Info);
        LittleEndian.WriteUInt32(token, 44, (uint)offset);
        return token;
    }
}
