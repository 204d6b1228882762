using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using Xunit;
using Query = LyncResilience.Discovery.Tests.Dns.ScriptedDnsServer.Query;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>DNS servers that are slow, too talkative, broken or in the adversary's pay. The registrar is an honest one.</summary>
public sealed class HostileNamesTests : HostileRows
{
    private static readonly Dictionary<string, HostileCase> s_rows = new()
    {
        ["answers slowly"] = SignedIn(async (query, walk) =>
        {
            await Task.Delay(60);
            await walk.AnswerHonestlyAsync(query);
        }),
        ["says nothing"] = new(SignInStage.Srv, SignInOutcome.NoAnswer, "DnsNotAnswering") { Names = (_, _) => Task.CompletedTask },
        ["wants TCP and answers octet by octet there"] = SignedIn(OverTcp((query, walk) => SendInPiecesAsync(query, Framed(query.Reply(0, walk.Record)), TimeSpan.Zero))),
        ["wants TCP and never ends its answer"] = new(SignInStage.Srv, SignInOutcome.NoAnswer, "DnsNotAnswering")
        {
            Names = OverTcp((query, walk) => SendInPiecesAsync(query, Framed(query.Reply(0, walk.Record)), TimeSpan.FromMilliseconds(50))),
        },
        ["wants TCP and announces more than it sends"] = new(SignInStage.Srv, SignInOutcome.NoAnswer, "DnsNotAnswering")
        {
            Names = OverTcp(async (query, _) =>
            {
                await query.SendRawAsync([255, 255, .. query.Reply(0)]);
                await query.UntilClosedAsync();
            }),
        },
        ["wants TCP and is silent there"] = new(SignInStage.Srv, SignInOutcome.NoAnswer, "DnsNotAnswering") { Names = OverTcp((query, _) => query.UntilClosedAsync()) },
        ["wants TCP, there too"] = new(SignInStage.Srv, SignInOutcome.NotFound) { Names = (query, _) => query.SendAsync(Truncated(query)) },
        ["has 64 KB of targets"] = new(SignInStage.Srv, SignInOutcome.Ok, null, "1200 targets, of which the first 64 count")
        {
            Names = OverTcp((query, _) => query.AnswerAsync(ManyTargets())), MaximumQueries = 80,
        },
        ["has 64 KB of addresses"] = new(SignInStage.Connect, SignInOutcome.Refused)
        {
            Names = async (query, walk) =>
            {
                if (query.Message.QuestionType != DnsRecordType.A || !DnsName.AreEqual(query.Message.QuestionName!, HostileWalk.FrontEnd))
                {
                    // Port 9 of loopback: nobody listens there.
                    await (query.Message.QuestionName == HostileWalk.SignInName ? query.AnswerAsync(walk.Record with { Port = 9 }) : walk.AnswerHonestlyAsync(query));
                }
                else if (query.IsTcp)
                {
                    await query.AnswerAsync([.. Enumerable.Range(0, 1500).Select(i => new AddressRecord(HostileWalk.FrontEnd, 60, new IPAddress([127, 1, (byte)(i >> 8), (byte)i])))]);
                }
                else
                {
                    await query.SendAsync(Truncated(query));
                }
            },
        },
        ["answers under wrong ids"] = new(SignInStage.Srv, SignInOutcome.NoAnswer, "DnsNotAnswering") { Names = (query, walk) => query.SendAsync(WrongId(query.Reply(0, Trap(walk)))) },
        ["answers another question"] = new(SignInStage.Srv, SignInOutcome.NoAnswer, "DnsNotAnswering")
        {
            Names = (query, walk) => query.SendAsync(new DnsMessage
            {
                Id = query.Message.Id, IsResponse = true, QuestionName = "_sip._tls.contoso.com", QuestionType = DnsRecordType.Srv, Answers = [Trap(walk) with { Name = "_sip._tls.contoso.com" }],
            }.ToBytes()),
        },
        ["sends the question back"] = new(SignInStage.Srv, SignInOutcome.NoAnswer, "DnsNotAnswering") { Names = (query, _) => query.SendAsync(query.Bytes) },
        ["is outrun by a guesser of ids"] = SignedIn(async (query, walk) =>
        {
            for (int i = 0; i < 200 && !query.IsTcp; i++)
            {
                await query.SendAsync(WrongId(query.Reply(0, Trap(walk))));
            }

            await walk.AnswerHonestlyAsync(query);
        }),
        ["guesses ids for ever"] = new(SignInStage.Srv, SignInOutcome.NoAnswer, "DnsNotAnswering")
        {
            Names = async (query, walk) =>
            {
                byte[] wrong = WrongId(query.Reply(0, Trap(walk)));
                for (int i = 0; i < 5000 && !query.IsTcp; i++)
                {
                    await query.SendAsync(wrong);
                    await Task.Delay(1);
                }
            },
        },
        ["tells the address of each of many targets at the last moment"] = new(SignInStage.Connect, SignInOutcome.NoAnswer, null, "limit of 2 s")
        {
            Names = async (query, walk) =>
            {
                if (query.Message.QuestionType == DnsRecordType.A)
                {
                    await Task.Delay(350);
                    await query.AnswerAsync(new AddressRecord(query.Message.QuestionName!, 60, IPAddress.Loopback));
                }
                else if (DnsName.AreEqual(query.Message.QuestionName!, HostileWalk.SignInName))
                {
                    await query.AnswerAsync([.. Enumerable.Range(0, 20).Select(i => walk.Record with { Priority = i, Port = 9, Target = $"a{i}.contoso.com" })]);
                }
                else
                {
                    await walk.AnswerHonestlyAsync(query);
                }
            },
        },
        ["is outrun by another port"] = SignedIn((query, walk) => SpoofAsync(query, walk, IPAddress.Loopback)),
        ["is outrun by another address"] = SignedIn((query, walk) => SpoofAsync(query, walk, IPAddress.Parse("127.0.0.2"))),
        ["adds records that nobody asked for"] = SignedIn((query, walk) => query.Message.QuestionType == DnsRecordType.Srv && DnsName.AreEqual(query.Message.QuestionName!, HostileWalk.SignInName)
            ? query.AnswerAsync(Trap(walk) with { Name = "_other._tls.contoso.com", Priority = 0 }, walk.Record with { Priority = 9 })
            : walk.AnswerHonestlyAsync(query)),
        ["adds addresses that nobody asked for"] = SignedIn((query, walk) => query.Message.QuestionType == DnsRecordType.A && DnsName.AreEqual(query.Message.QuestionName!, HostileWalk.FrontEnd)
            ? query.AnswerAsync(new AddressRecord("other.contoso.com", 60, IPAddress.Parse("127.0.0.3")), new AddressRecord(HostileWalk.FrontEnd, 60, IPAddress.Loopback))
            : walk.AnswerHonestlyAsync(query)),
        ["leads every pointer round in a circle"] = new(SignInStage.Srv, SignInOutcome.Rejected, "DnsError") { Names = (query, _) => query.SendAsync(PointerLoop(query)) },
        ["sends noise"] = new(SignInStage.Srv, SignInOutcome.Rejected) { Names = (query, _) => query.SendRawAsync([1, 2, 3]) },
        ["claims 65,535 records"] = new(SignInStage.Srv, SignInOutcome.Rejected, "DnsError")
        {
            Names = (query, _) =>
            {
                byte[] reply = query.Reply(0);
                reply[6] = reply[7] = 255;
                return query.SendAsync(reply);
            },
        },
        ["leads from alias to alias"] = new(SignInStage.Srv, SignInOutcome.Rejected, "DnsError", "do not end")
        {
            Names = (query, _) => query.AnswerAsync(new NameRecord(query.Message.QuestionName!, DnsRecordType.CName, 60, $"a{Guid.NewGuid():N}.contoso.com")),
        },
        ["names an alias of itself"] = new(SignInStage.Srv, SignInOutcome.Rejected, "DnsError", "do not end")
        {
            Names = (query, _) => query.AnswerAsync(new NameRecord(query.Message.QuestionName!, DnsRecordType.CName, 60, query.Message.QuestionName!)),
        },
        ["leads into another domain"] = new(SignInStage.Tls, SignInOutcome.TlsFailed, "SrvTargetBreaksNameRule")
        {
            Names = (query, walk) => query.Message.QuestionName == HostileWalk.SignInName ? query.AnswerAsync(Trap(walk) with { Target = "trap.adversary.example" }) : walk.AnswerHonestlyAsync(query),
            ReachesTrap = true,
        },
        ["leads to somebody else by the right name"] = new(SignInStage.Tls, SignInOutcome.TlsFailed)
        {
            Names = (query, walk) => query.Message.QuestionName == HostileWalk.SignInName ? query.AnswerAsync(Trap(walk)) : walk.AnswerHonestlyAsync(query), ReachesTrap = true,
        },
        ["leads to port 0"] = new(SignInStage.Connect, OperatingSystem.IsWindows() ? SignInOutcome.NoAnswer : SignInOutcome.Refused)
        {
            Names = (query, walk) => query.Message.QuestionName == HostileWalk.SignInName ? query.AnswerAsync(walk.Record with { Port = 0 }) : walk.AnswerHonestlyAsync(query),
        },
        ["gives everybody's address as 0.0.0.0"] = new(SignInStage.Connect, SignInOutcome.Refused)
        {
            Names = (query, walk) => query.Message.QuestionType == DnsRecordType.A && DnsName.AreEqual(query.Message.QuestionName!, HostileWalk.FrontEnd)
                ? query.AnswerAsync(new AddressRecord(HostileWalk.FrontEnd, 60, IPAddress.Any))
                : query.Message.QuestionName == HostileWalk.SignInName ? query.AnswerAsync(walk.Record with { Port = 9 }) : walk.AnswerHonestlyAsync(query),
        },
    };

    internal static IReadOnlyDictionary<string, HostileCase> Cases => s_rows;

    public static TheoryData<string> Rows => NamesOf(s_rows);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_DNS_server_that(string behaves) => PlayAsync(s_rows[behaves]);

    private static HostileCase SignedIn(Func<Query, HostileWalk, Task> names) => new(SignInStage.Register, SignInOutcome.Registered)
    {
        Names = names,
        Status = ResultStatus.Warn,
        Mode = SignInMode.Full,
        MayAuthenticate = true,
    };

    // Only the sign-in record is told over TCP.
    private static Func<Query, HostileWalk, Task> OverTcp(Func<Query, HostileWalk, Task> answer) => (query, walk) =>
        !DnsName.AreEqual(query.Message.QuestionName!, HostileWalk.SignInName) ? walk.AnswerHonestlyAsync(query)
        : query.IsTcp ? answer(query, walk)
        : query.SendAsync(Truncated(query));

    private static SrvRecord Trap(HostileWalk walk) => new(HostileWalk.SignInName, 60, 0, 0, walk.TrapPort, "trap.contoso.com");

    private static DnsRecord[] ManyTargets() =>
        [.. Enumerable.Range(0, 1200).Select(i => new SrvRecord(HostileWalk.SignInName, 60, i % 7, i % 11, 5061, $"a{i}.contoso.com"))];

    private static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    private static byte[] WrongId(byte[] message) => [(byte)(message[0] ^ 0x5A), .. message[1..]];

    private static byte[] Truncated(Query query)
    {
        byte[] message = query.Reply(0);
        message[2] |= 2;
        return message;
    }

    private static byte[] PointerLoop(Query query)
    {
        byte[] message = query.Reply(0);
        message[7] = 1;
        int here = message.Length;
        return [.. message, (byte)(0xC0 | (here >> 8)), (byte)here, 0, 33, 0, 1, 0, 0, 0, 60, 0, 7, 0, 0, 0, 0, 0x13, 0xC5, 0];
    }

    private static async Task SendInPiecesAsync(Query query, byte[] bytes, TimeSpan pause)
    {
        foreach (byte one in bytes)
        {
            await query.SendRawAsync([one]);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause);
            }
        }
    }

    private static async Task SpoofAsync(Query query, HostileWalk walk, IPAddress from)
    {
        if (query.Message.QuestionType == DnsRecordType.Srv)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(from, 0));
            await socket.SendToAsync(query.Reply(0, Trap(walk)), new IPEndPoint(IPAddress.Loopback, query.From.Port));
        }

        await walk.AnswerHonestlyAsync(query);
    }
}
