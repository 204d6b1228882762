using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Tests.Traces;
using LyncResilience.Hostile.Running;
using LyncResilience.Hostile.Targets;
using Xunit;

namespace LyncResilience.Hostile;

/// <summary>
/// Whatever arrives, a parser reads it or throws what it documents, within a second and 64 MB. The long run is <c>Program</c>'s; tests/README.md has its results.
/// </summary>
public sealed class HostileInputTests
{
    private const ulong Seed = 20101117;
    private const int Cases = 20_000;

    private static readonly string s_found = Path.Combine(AppContext.BaseDirectory, "Found");

    private const string Begun = TraceSamples.Stamp2010 + "\nSeverity: warning\nText: ";

    // Cases that are hard by their size only, as their beginning and what they repeat.
    private static readonly Dictionary<string, (string Target, string Start, string Part)> s_large = new()
    {
        ["short words"] = ("endpoint-cache", string.Empty, "o.qc\0o.\0c\0o.\0c\0"),
        ["addresses"] = ("trace-server", Begun, "-@t"),
        ["passwords of addresses"] = ("trace-server", Begun + "sip:alice:secret@contoso.com\n", "sip:a:"),
        ["messages"] = ("trace-client", string.Empty, "12/20/2010|11:56:24.001 728:A3C INFO  :: SIP/2.0 301 Redirect request to Home Server\r\ndress: 192.0.2.7:50327) 533 bytes:\r\n"),
        ["headers"] = ("trace-client", "12/20/2010|11:56:428:A::O : SIP/2.0\nF\n", "D:\nq\n n\n"),
        ["passwords of relays"] = ("trace-server", Begun + "<password>secret</password>\n", "<password"),
    };

    public static TheoryData<string> LargeCases => [.. s_large.Keys];

    public static TheoryData<string> Targets => [.. AllTargets.List.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Hostile_input_is_read_or_refused_as_documented(string name)
    {
        Target target = AllTargets.Named(name);
        HostileReport report = new HostileRun(target, Seed, s_found).Run(Cases);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.True(report.Failures.Count == 0, string.Join("\n", report.Failures));

        // Neither so harmless that all is read nor so wild that nothing is.
        Assert.InRange(report.ReadCases, Cases / 100, Cases);
        Assert.Equal(target.Documented.Count > 0 && name != "endpoint-cache", report.RefusedCases >= Cases / 100);
    }

    [Theory]
    [MemberData(nameof(LargeCases))]
    public void A_part_again_and_again_keeps_the_limits(string name)
    {
        (string target, string start, string part) = s_large[name];
        byte[] bytes = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)));
        Assert.Null(Judge.Try(AllTargets.Named(target), bytes).Fault);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Good_input_is_read(string name)
    {
        Target target = AllTargets.Named(name);
        Assert.All(target.Seeds, seed => Assert.Null(Record.Exception(() => target.Read(seed))));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_same_seed_gives_the_same_cases(string name)
    {
        Target target = AllTargets.Named(name);
        var first = new HostileRun(target, 7, s_found);
        var second = new HostileRun(target, 7, s_found);
        long[] numbers = [0, 1_000, 1_001, 999_999];
        Assert.Equal(numbers.Select(first.Case), numbers.Reverse().Select(second.Case).Reverse());
        Assert.NotEqual(first.Case(1_000), first.Case(1_001));
        Assert.NotEqual(first.Case(1_000), new HostileRun(target, 8, s_found).Case(1_000));
    }

    [Fact]
    public void Every_kind_of_trace_is_a_target() =>
        Assert.Empty(TraceSamples.Logs.Keys.Select(kind => "trace-" + kind).Except(AllTargets.List.Select(target => target.Name)));

    [Fact]
    public void Every_case_found_belongs_to_a_target()
    {
        string[] folders = Directory.Exists(Corpus.Folder) ? [.. Directory.GetDirectories(Corpus.Folder).Select(Path.GetFileName).OfType<string>()] : [];
        Assert.Empty(folders.Except(AllTargets.List.Select(target => target.Name)));
    }
}
