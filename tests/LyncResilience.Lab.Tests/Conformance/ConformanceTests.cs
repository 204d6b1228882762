using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Topology;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Simulation;
using Xunit;

namespace LyncResilience.Lab.Tests.Conformance;

/// <summary>
/// One model, two worlds: whatever the laboratory can play, a live walk against it and a walk in the simulator's world meet the same hops and have the same
/// result. The cases stand in cases.json; README.md tells how to add one.
/// </summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Names => [.. ConformanceCase.ReadAll().Select(candidate => candidate.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_laboratory_and_the_simulator_agree(string name)
    {
        ConformanceCase played = ConformanceCase.Named(name);
        using TwoWorlds worlds = await TwoWorlds.StartAsync(played.ReadScenario());
        IReadOnlyList<string> differences = await PlayAsync(worlds, played.Steps);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Fact]
    public void Every_step_of_a_case_does_one_thing_and_every_walk_says_what_to_expect()
    {
        IReadOnlyList<ConformanceCase> cases = ConformanceCase.ReadAll();
        Assert.Equal(cases.Count, cases.Select(played => played.Name).Distinct().Count());
        Assert.All(cases.SelectMany(played => played.Steps), step =>
        {
            object?[] things = [step.PoolDown, step.PoolUp, step.Wait, step.AddRecord, step.RemoveRecord, step.Dns, step.Walk];
            Assert.Single(things, thing => thing is not null);
            Assert.Equal(step.Walk is null, step.Expect is null);
        });
        Assert.Empty(LabScenarios.BuiltIn.Select(scenario => scenario.Name).Except(cases.Select(played => played.Scenario)));
    }

    // The test of the test: each of these simulated worlds differs from the laboratory's in one thing, and must be found out.
    [Theory]
    [InlineData("another backup", "BackupRegistrar is A-L14FE2.shudlab.net on the left and none on the right")]
    [InlineData("a shorter interval", "Mode is None on the left and Limited on the right")]
    [InlineData("another port", "refused")]
    [InlineData("a record less", "names A-L14FE1.shudlab.net")]
    [InlineData("another priority", "FirstHop is A-L14FE1.shudlab.net on the left and A-L14FE2.shudlab.net on the right")]
    [InlineData("a pool that is down", "connect query - target a-l14fe2.shudlab.net port * noanswer")]
    public async Task A_world_that_differs_is_reported(string difference, string expected)
    {
        using TwoWorlds worlds = await TwoWorlds.StartAsync(LabScenarios.Get("shudlab-two-srv"), (topology, records) => Different(difference, topology, records));

        IReadOnlyList<string> differences = await PlayAsync(
            worlds,
            [
                new ConformanceStep { Walk = "ClientUser1" },
                new ConformanceStep { Walk = "ClientUser2", Server = "A-L14FE1" },
                new ConformanceStep { PoolDown = "A-L14FE1" },
                new ConformanceStep { Wait = 100 },
                new ConformanceStep { Walk = "ClientUser1" },
            ]);

        string pattern = Regex.Escape(expected).Replace("\\*", "\\d+", StringComparison.Ordinal);
        Assert.True(differences.Any(found => Regex.IsMatch(found, pattern)), string.Join(Environment.NewLine, differences));
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("query")]
    [InlineData("target")]
    [InlineData("port")]
    [InlineData("outcome")]
    [InlineData("status code")]
    [InlineData("hop")]
    [InlineData("mode")]
    [InlineData("discovered by")]
    [InlineData("backup")]
    public void Every_fact_counts_also_when_only_one_side_tells_it(string fact)
    {
        var hop = new SignInHop { Stage = SignInStage.Register, Query = "REGISTER", Target = "a.example", Port = 5061, Outcome = SignInOutcome.Registered, StatusCode = 200 };
        SignInHop other = new()
        {
            Stage = fact == "stage" ? SignInStage.Connect : hop.Stage,
            Query = fact == "query" ? null : hop.Query,
            Target = fact == "target" ? null : hop.Target,
            Port = fact == "port" ? null : hop.Port,
            Outcome = fact == "outcome" ? SignInOutcome.Challenged : hop.Outcome,
            StatusCode = fact == "status code" ? null : hop.StatusCode,
        };
        var left = new SignInPath { Hops = [hop], Mode = SignInMode.Full, DiscoveredBy = DiscoveryMethod.Srv, BackupRegistrar = "b.example" };
        var right = new SignInPath
        {
            Hops = fact == "hop" ? [other, other] : [other],
            Mode = fact == "mode" ? SignInMode.Limited : left.Mode,
            DiscoveredBy = fact == "discovered by" ? DiscoveryMethod.Cache : left.DiscoveredBy,
            BackupRegistrar = fact == "backup" ? null : left.BackupRegistrar,
        };

        Assert.Empty(WalkComparison.Differences(left, left));
        Assert.NotEmpty(WalkComparison.Differences(left, right));
    }

    private static async Task<IReadOnlyList<string>> PlayAsync(TwoWorlds worlds, IReadOnlyList<ConformanceStep> steps)
    {
        List<string> differences = [];
        for (int i = 0; i < steps.Count; i++)
        {
            ConformanceStep step = steps[i];
            if (step.Walk is null)
            {
                worlds.Change(step);
                continue;
            }

            (SignInPath live, IReadOnlyList<string> found) = await worlds.WalkAsync(step);
            differences.AddRange(found.Select(difference => $"step {i + 1}, {step.Walk}: {difference}"));
            if (step.Expect is not null && step.Expect != Summary(live))
            {
                differences.Add($"step {i + 1}, {step.Walk}: expected {step.Expect}, was {Summary(live)}");
            }
        }

        return differences;
    }

    private static string Summary(SignInPath path) =>
        $"{path.Mode}{(path.Registrar is null ? string.Empty : $" on {Short(path.Registrar)} by {path.DiscoveredBy}")}{(path.BackupRegistrar is null ? string.Empty : $", told {Short(path.BackupRegistrar)}")}";

    private static string Short(string host) => host.Split('.')[0];

    private static SteppedSimulation Different(string difference, ResilienceTopology topology, List<DnsRecord> records)
    {
        TopologyDraft draft = TopologyJson.Read(topology.ToJson(), "different");
        PoolDraft first = draft.PoolNamed(Labs.FrontEnd1);
        switch (difference)
        {
            case "another backup":
                first.BackupPool = null;
                break;
            case "a shorter interval":
                first.FailureDetectionSeconds = 90;
                break;
            case "another port":
                first.Port++;
                break;
            case "a record less":
                records.RemoveAt(1);
                break;
            case "another priority":
                records[0] = ((SrvRecord)records[0]) with { Priority = 20 };
                break;
        }

        SteppedSimulation simulation = TwoWorlds.Same(draft.Build(), records);
        if (difference == "a pool that is down")
        {
            simulation.Happen(SimulationEventKind.PoolDown, Labs.FrontEnd2);
        }

        return simulation;
    }
}
