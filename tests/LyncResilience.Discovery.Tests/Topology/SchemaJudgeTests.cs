using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Topology;
using Xunit;
using Xunit.Sdk;

namespace LyncResilience.Discovery.Tests.Topology;

/// <summary>The schema, judged by python3-jsonschema, must take what we write and refuse what we refuse.</summary>
public sealed class SchemaJudgeTests
{
    private const string Script = """
        import json, sys
        try:
            from jsonschema import Draft7Validator
        except ImportError:
            sys.exit(3)
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        Draft7Validator.check_schema(schema)
        errors = [error.message for error in Draft7Validator(schema).iter_errors(json.load(sys.stdin))]
        print("valid" if not errors else "; ".join(errors))
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_and_what_we_write_are_valid()
    {
        string sample = RepositoryFile.Read("module/samples/topology.json");
        Assert.Equal("valid", await JudgeAsync(sample));
        Assert.Equal("valid", await JudgeAsync(ResilienceTopology.FromJson(sample).ToJson()));
        Assert.Equal("valid", await JudgeAsync(DifferentialTests.Expected));
        Assert.Equal("valid", await JudgeAsync(ResilienceTopology.FromJson("{}").ToJson()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"schema": 2}""")]
    [InlineData("""{"pool": []}""")]
    [InlineData("""{"sites": [{"name": "Redmond"}]}""")]
    [InlineData("""{"defaultSipDomain": " "}""")]
    [InlineData("""{"pools": {}}""")]
    [InlineData("""{"pools": [{}]}""")]
    [InlineData("""{"pools": [{"fqdn": ""}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "kind": "FrontEnd"}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "version": "Lync2012"}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "failureDetectionSeconds": -1}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "failbackSeconds": "5 min"}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "automaticFailover": "yes"}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "userCapacity": -1}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "userCount": 2147483648}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "port": 65536}]}""")]
    [InlineData("""{"pools": [{"fqdn": "a", "servers": "b"}]}""")]
    [InlineData("""{"edgePools": [{"fqdn": "a", "kind": "Edge"}]}""")]
    [InlineData("""{"dnsServers": [{"site": "Redmond"}]}""")]
    public async Task Schema_and_reader_refuse_the_same(string json)
    {
        Assert.Throws<TopologyFormatException>(() => ResilienceTopology.FromJson(json));
        Assert.NotEqual("valid", await JudgeAsync(json));
    }

    // Debian's package serves Debian's Python, which need not be the first on the path.
    private static async Task<string> JudgeAsync(string json) =>
        await JudgeAsync("python3", json) ?? await JudgeAsync("/usr/bin/python3", json) ?? throw SkipException.ForSkip("Needs the Debian package python3-jsonschema.");

    /// <summary>The verdict; null when this Python is not there or lacks jsonschema.</summary>
    private static async Task<string?> JudgeAsync(string python, string json)
    {
        ProcessStartInfo start = new(python, ["-c", Script, RepositoryFile.PathOf("module/schemas/topology.schema.json")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process? judge = Start(start);
        if (judge is null)
        {
            return null;
        }

        Task<string> errors = judge.StandardError.ReadToEndAsync(Token);
        Task<string> verdict = judge.StandardOutput.ReadToEndAsync(Token);
        try
        {
            await judge.StandardInput.WriteAsync(json);
            judge.StandardInput.Close();
        }
        catch (IOException)
        {
            // A Python without jsonschema ends before it reads.
        }

        await judge.WaitForExitAsync(Token);
        Assert.True(judge.ExitCode is 0 or 3, await errors);
        return judge.ExitCode == 3 ? null : (await verdict).Trim();
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
