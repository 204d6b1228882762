using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.LabHost;
using Xunit;

namespace LyncResilience.Lab.Tests;

public sealed class LabHostTests
{
    [Fact]
    public async Task The_demo_tells_who_learned_what()
    {
        var output = new StringWriter();

        Assert.Equal(HostExitCode.Success, await new DemoCommand(output).RunAsync(Labs.Token));

        string[] lines = output.ToString().Split(Environment.NewLine);
        Assert.All(lines, line => Assert.True(line.Length <= 98 && !line.Contains('\u001b', StringComparison.Ordinal), line));
        Assert.All(lines.Where(line => line.StartsWith("  as read from", StringComparison.Ordinal)), line => Assert.EndsWith(", confidence High", line, StringComparison.Ordinal));
        Assert.Equal(5, lines.Count(line => line.StartsWith("  as read from      sip_ClientUser", StringComparison.Ordinal)));
        Assert.Contains("  ClientUser1, first sign-in   A-L14FE1   A-L14FE2            A-L14FE1, no redirect   none", lines);
        Assert.Contains("  ClientUser2, first sign-in   A-L14FE2   A-L14FE1            A-L14FE1, 301 redirect  A-L14FE1", lines);
        Assert.Contains("  ClientUser1, first sign-in      yes  no   A-L14FE1       none                  A-L14FE1", lines);
        Assert.Contains("  ClientUser2, first sign-in      yes  yes  A-L14FE2       A-L14FE1              A-L14FE2", lines);
        Assert.Contains("  ClientUser2, from its cache     no   no   A-L14FE2       none                  A-L14FE2", lines);
        Assert.Contains("  ClientUser1, behind a Director  yes  yes  A-L14FE1       A-L14FE2              A-L14FE1", lines);
    }

    [Fact]
    public async Task The_demo_shows_who_is_where_when_a_pool_fails_and_comes_back()
    {
        var output = new StringWriter();
        await new DemoCommand(output).RunAsync(Labs.Token);

        string[] lines = output.ToString().Split(Environment.NewLine);
        string[] table = [.. lines.SkipWhile(line => !line.StartsWith("B. ", StringComparison.Ordinal)).SkipWhile(line => !line.StartsWith("  Time", StringComparison.Ordinal))];
        Assert.Equal("  0:00:00  full on A-L14FE1     full on A-L14FE2  not started         All is well.", table[2]);
        Assert.Equal("  0:10:00  \"                    \"                 \"                   A-L14FE1 goes down.", table[3]);
        Assert.StartsWith("  0:10:30  OFFLINE              \"                 \"                   Clients notice", table[4], StringComparison.Ordinal);
        Assert.StartsWith("  0:11:00  \"                    \"                 full on A-L14FE2    A fresh client", table[6], StringComparison.Ordinal);
        Assert.StartsWith("  0:14:30  limited on A-L14FE2  \"                 \"                   A-L14FE2 takes users", table[7], StringComparison.Ordinal);
        Assert.StartsWith("  1:10:00  full on A-L14FE1     \"                 \"                   A-L14FE2 sends guests home.", table[10], StringComparison.Ordinal);
        Assert.Equal(
            ["A", "A", "A", "B", "B", "B", "C", "C", "C", "D", "D", "D"],
            lines.SkipWhile(line => !line.StartsWith("  Failure", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.Length > 0).Select(line => line.Trim().Split(' ')[0]));
        Assert.Contains("  A        ClientUser1          0:49:30  -        HomeReturned", lines);
        Assert.Contains("  B        ClientUser1          0:04:00  0:55:30  Srv", lines);
        Assert.Contains("  C        ClientUser1, told    0:04:00  0:55:30  KnownBackup", lines);
        Assert.Contains("  D        ClientUser2, untold  0:04:00  0:55:30  Srv", lines);
    }

    [Fact]
    public async Task Serve_says_how_to_reach_it_and_stops_when_asked()
    {
        var output = new StringWriter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token);
        Task<int> serve = new ServeCommand(TextWriter.Synchronized(output)).RunAsync(HostArguments.Parse(["serve", "--scenario", "shudlab-director"]), stop.Token);
        await Labs.EventuallyAsync(() => output.ToString().Contains("Ctrl+C stops it.", StringComparison.Ordinal));
        string root = output.ToString().Split(["-TrustedRoot "], StringSplitOptions.None)[1].Split(Environment.NewLine)[0];
        Assert.True(File.Exists(root));

        await stop.CancelAsync();

        Assert.Equal(HostExitCode.Success, await serve);
        Assert.False(File.Exists(root));
        Assert.Contains("A-L14DIR1.shudlab.net  Director", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", HostCommand.Demo)]
    [InlineData("demo", HostCommand.Demo)]
    [InlineData("serve --dns-port 5353 --sip-port 5061", HostCommand.Serve)]
    [InlineData("serve --help", HostCommand.Help)]
    [InlineData("-h", HostCommand.Help)]
    public void Understands_its_arguments(string line, object command) =>
        Assert.Equal(command, HostArguments.Parse(Split(line)).Command);

    [Theory]
    [InlineData("serv", "Did you mean 'serve'?")]
    [InlineData("serve --scenaro x", "Did you mean '--scenario'?")]
    [InlineData("serve --scenario shudlb", "Did you mean 'shudlab'?")]
    [InlineData("serve --scenario gone/nowhere.json", "The scenario 'gone/nowhere.json' can't be read: ")]
    [InlineData("serve --dns-port 70000", "not '70000'")]
    [InlineData("serve --dns-port", "--dns-port needs a value")]
    [InlineData("demo --fast", "There is no '--fast' here")]
    public void Names_the_mistake_in_its_arguments(string line, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => HostArguments.Parse(Split(line))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Says_which_ports_are_too_many()
    {
        HostArguments arguments = HostArguments.Parse(["serve", "--scenario", "shudlab-director", "--sip-port", "65534"]);

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => new ServeCommand(TextWriter.Null).RunAsync(arguments, Labs.Token));

        Assert.StartsWith("The 3 pools of scenario 'shudlab-director' need the ports from 65534 to 65536, but 65535 is the last one. Begin with a lower port", refused.Message, StringComparison.Ordinal);
    }

    private static string[] Split(string line) => [.. line.Split(' ').Where(word => word.Length > 0)];
}
