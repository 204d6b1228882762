using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using LyncResilience.Benchmarks;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.Tests.Dns;
using LyncResilience.Discovery.Tests.Sip;
using LyncResilience.Discovery.Traces;
using LyncResilience.Simulation;

namespace LyncResilience.Instructions;

/// <summary>
/// The hottest paths, each on one thread and with the same input every time. What is prepared isn't counted. Every workload checks that it did its work, so
/// that none gets cheap by doing nothing.
/// </summary>
internal static class Workloads
{
    public static IReadOnlyList<(string Name, Func<Action> Prepare)> All { get; } =
    [
        ("dns-messages", DnsMessages),
        ("sip-messages", SipMessages),
        ("ntlm-token", NtlmToken),
        ("topology-json", TopologyJson),
        ("server-trace", () => Trace(true, null)),
        ("server-trace-filtered", () => Trace(true, 301)),
        ("client-trace", () => Trace(false, null)),
        ("simulation", () => Simulation(SimulationWorkload.Draw(1_000))),
        ("simulation-many-users", () => Simulation(ManyAlike(10_000))),
    ];

    private static Action DnsMessages()
    {
        string name = DnsSamples.Query.QuestionName!;
        DnsMessage pools = new()
        {
            IsResponse = true,
            QuestionName = name,
            QuestionType = DnsRecordType.Srv,
            Answers = [.. Enumerable.Range(1, 8).Select(i => new SrvRecord(name, 3600, i, 0, 5061, $"pool{i}.contoso.com"))],
            Additionals = [.. Enumerable.Range(1, 8).Select(i => new AddressRecord($"pool{i}.contoso.com", 3600, new IPAddress([192, 0, 2, (byte)i])))],
        };
        byte[][] messages = [DnsSamples.Query.ToBytes(), pools.ToBytes(), DnsSamples.Response.ToBytes()];
        return () =>
        {
            for (int i = 0; i < 150; i++)
            {
                Expect(messages.Sum(bytes => DnsMessage.Parse(bytes, bytes.Length).Answers.Count), 8 + DnsSamples.EveryType.Count);
            }
        };
    }

    private static Action SipMessages()
    {
        byte[][] messages = [.. SipSamples.All.Select(Encoding.UTF8.GetBytes)];
        return () =>
        {
            for (int i = 0; i < 100; i++)
            {
                Expect(messages.Count(bytes => SipParser.Parse(bytes, bytes.Length).Headers.Count > 3), messages.Length);
            }
        };
    }

    private static Action NtlmToken()
    {
        NetworkCredential credential = new("COSMO\\User", "Pa$$word");
        AuthenticationOffer offer = AuthenticationOffer.Of(Unauthorized(string.Empty));
        SipResponse challenge = Unauthorized($", opaque=\"2BDBAC9D\", gssapi-data=\"{NtlmBenchmark.Challenge}\"");
        SipRequest register = (SipRequest)SipSamples.Parse(SipSamples.Register);
        return () =>
        {
            using RandomNumberGenerator random = RandomNumberGenerator.Create();
            for (int i = 0; i < 50; i++)
            {
                using SipAssociation association = new(credential, offer, random, () => DateTimeOffset.UnixEpoch);
                Expect(association.Accept(challenge), AssociationState.NeedsRequest);
                association.Authorize(register);
            }
        };

        static SipResponse Unauthorized(string rest) => new(401, "Unauthorized",
        [
            new SipHeader("WWW-Authenticate", "NTLM realm=\"SIP Communications Service\", targetname=\"cosmo-ocs-r2.cosmo.local\", version=4" + rest),
        ]);
    }

    private static Action TopologyJson()
    {
        using StreamReader reader = new(typeof(Workloads).Assembly.GetManifestResourceStream("topology.json")!);
        string json = reader.ReadToEnd();
        int pools = ResilienceTopology.FromJson(json).Pools.Count;
        return () =>
        {
            for (int i = 0; i < 25; i++)
            {
                Expect(ResilienceTopology.FromJson(json).Pools.Count, pools);
            }
        };
    }

    private static Action Trace(bool isServer, int? status)
    {
        using MemoryStream written = new();
        long messages = TraceLogFile.Write(written, isServer, 1_000_000);
        byte[] log = written.ToArray();
        TraceReader reader = new(new TraceReaderOptions { Filter = new TraceFilter { StatusCode = status is { } code ? [code] : [] } });

        // Every sixth message is a redirection.
        return () => Expect(reader.Read(new MemoryStream(log), "memory").LongCount(), status is null ? messages : messages / 6);
    }

    private static Action Simulation(SimulatedUser[] users)
    {
        SimulationScenario scenario = SimulationWorkload.Scenario(users);
        return () =>
        {
            double offline = FailoverSimulator.Run(scenario).Outcomes.Sum(outcome => outcome.OfflineSeconds);
            Expect(offline > 0, true);
        };
    }

    // Few kinds of users, so that users are read and outcomes looked at more than anything is played.
    private static SimulatedUser[] ManyAlike(int users)
    {
        SimulatedUser[] kinds = SimulationWorkload.Draw(20);
        return [.. Enumerable.Range(0, users).Select(i => kinds[i % kinds.Length] with { SipAddress = $"user{i}@{SimulationWorkload.Domain}" })];
    }

    private static void Expect<T>(T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
        {
            throw new InvalidOperationException($"The workload gave {actual} instead of {expected}.");
        }
    }
}
