using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn.Comparison;
using LyncResilience.Discovery.Tests.Traces.SignIns;
using Xunit;
using static LyncResilience.Discovery.Tests.Traces.SignIns.TracedConversation;

namespace LyncResilience.Discovery.Tests.SignIn.Comparison;

public sealed class PathComparisonTests
{
    private const string SrvName = "_sipinternaltls._tcp.shudlab.net";

    private static SignInHop Hop(SignInStage stage, SignInOutcome outcome, string target, int? status = null, string? detail = null, int? port = 5061, string? server = null) => new()
    {
        Stage = stage,
        Outcome = outcome,
        Query = stage == SignInStage.Srv ? SrvName : stage is SignInStage.Register or SignInStage.Redirect ? "REGISTER" : null,
        Target = target,
        Port = port,
        StatusCode = status,
        ServerName = server,
        Detail = detail ?? $"{target} did something.",
        DurationMs = Environment.TickCount % 1000,
    };

    private static SignInHop Srv(params string[] targets) =>
        Hop(SignInStage.Srv, SignInOutcome.Ok, targets[0], detail: $"{targets.Length} targets: {string.Join(", ", targets.Select(target => target + ":5061 (priority 0, weight 0, TTL 60 s)"))}.");

    private static SignInPath Path(SignInMode mode, string? registrar, string? backup, params SignInHop[] hops) => new()
    {
        SipAddress = "ClientUser2@shudlab.net",
        DiscoveredBy = DiscoveryMethod.Srv,
        FirstHop = hops.FirstOrDefault(hop => hop.StatusCode is not null)?.Target,
        Mode = mode,
        Registrar = registrar,
        BackupRegistrar = backup,
        RedirectCount = hops.Count(hop => hop.Outcome == SignInOutcome.Redirected),
        Hops = hops,
    };

    private static SignInPath Walk(params SignInHop[] first) => Path(
        SignInMode.Full, FrontEnd2, FrontEnd1,
        [
            .. first,
            Hop(SignInStage.Connect, SignInOutcome.Ok, FrontEnd1), Hop(SignInStage.Tls, SignInOutcome.Ok, FrontEnd1),
            Hop(SignInStage.Register, SignInOutcome.Challenged, FrontEnd1, 401),
            Hop(SignInStage.Redirect, SignInOutcome.Redirected, FrontEnd1, 301, $"{FrontEnd1} redirects to the primary {FrontEnd2}:5061 and names the backup {FrontEnd1}:5061."),
            Hop(SignInStage.Connect, SignInOutcome.Ok, FrontEnd2), Hop(SignInStage.Tls, SignInOutcome.Ok, FrontEnd2),
            Hop(SignInStage.Register, SignInOutcome.Challenged, FrontEnd2, 401),
            Hop(SignInStage.Register, SignInOutcome.Registered, FrontEnd2, 200, $"{FrontEnd2} registered the user with full service."),
        ]);

    private static IEnumerable<SignInPathDifference> Different(SignInPath left, SignInPath right, bool ignorePorts = false) =>
        PathComparison.Compare(left, right, new PathComparisonOptions { IgnorePorts = ignorePorts }).Where(difference => difference.What is not SignInDifference.Same);

    [Fact]
    public void A_path_compared_with_itself_has_the_same_hops_and_facts_only()
    {
        SignInPath walk = Walk(Srv(FrontEnd1));
        IReadOnlyList<SignInPathDifference> all = PathComparison.Compare(walk, walk);

        Assert.All(all, difference => Assert.Equal(SignInDifference.Same, difference.What));
        Assert.Equal(Enumerable.Range(1, walk.Hops.Count + 7), all.Select(difference => difference.Order));
        Assert.Equal($"Register {FrontEnd2} is the same: Registered 200.", all[8].Detail);
    }

    [Fact]
    public void A_second_target_of_the_record_shows_and_its_ttl_does_not()
    {
        SignInPathDifference difference = Assert.Single(Different(Walk(Srv(FrontEnd1)), Walk(Srv(FrontEnd1, FrontEnd2))));

        Assert.Equal((SignInDifference.Changed, "Srv " + SrvName), (difference.What, difference.Subject));
        Assert.Contains(FrontEnd2, difference.Right, StringComparison.Ordinal);
        SignInHop older = Hop(SignInStage.Srv, SignInOutcome.Ok, FrontEnd1, detail: Srv(FrontEnd1).Detail.Replace("TTL 60", "TTL 7"));
        Assert.Empty(Different(Walk(Srv(FrontEnd1)), Walk(older)));
    }

    [Fact]
    public void A_hop_that_is_new_shifts_nothing()
    {
        SignInHop dead = Hop(SignInStage.Connect, SignInOutcome.NoAnswer, "old.shudlab.net");
        SignInPathDifference difference = Assert.Single(Different(Walk(Srv(FrontEnd1)), Walk(Srv(FrontEnd1), dead)));

        Assert.Equal((SignInDifference.OnlyRight, 2, null), (difference.What, difference.Order, difference.Left));
        Assert.Same(dead, difference.RightHop);
        Assert.Equal(SignInDifference.OnlyLeft, Assert.Single(Different(Walk(Srv(FrontEnd1), dead), Walk(Srv(FrontEnd1)))).What);
    }

    [Fact]
    public void A_server_that_redirected_before_and_registers_now_is_one_change()
    {
        SignInPath before = Path(SignInMode.None, null, FrontEnd2, Srv(FrontEnd2), Hop(SignInStage.Redirect, SignInOutcome.Redirected, FrontEnd2, 301));
        SignInPath after = Path(SignInMode.Limited, FrontEnd2, null, Srv(FrontEnd2), Hop(SignInStage.Register, SignInOutcome.Registered, FrontEnd2, 200));
        SignInPathDifference[] differences = [.. Different(before, after)];

        Assert.Equal([$"Redirect {FrontEnd2}", "Registrar", "BackupRegistrar", "RedirectCount", "Mode"], differences.Select(difference => difference.Subject));
        Assert.Contains("outcome Redirected on the left, Registered on the right, status 301 on the left, 200 on the right", differences[0].Detail, StringComparison.Ordinal);
        Assert.Equal("Mode is None on the left and Limited on the right.", differences[4].Detail);
    }

    [Fact]
    public void Limited_service_instead_of_full_shows_in_the_hop_too()
    {
        SignInPath full = Path(SignInMode.Full, FrontEnd2, null, Hop(SignInStage.Register, SignInOutcome.Registered, FrontEnd2, 200, $"{FrontEnd2} registered the user with full service."));
        SignInPath limited = Path(SignInMode.Limited, FrontEnd2, null, Hop(SignInStage.Register, SignInOutcome.Registered, FrontEnd2, 200, $"{FrontEnd2} registered the user with limited service: because."));

        Assert.Equal([$"Register {FrontEnd2}", "Mode"], Different(full, limited).Select(difference => difference.Subject));
    }

    [Fact]
    public void Ports_count_unless_they_are_to_be_ignored()
    {
        SignInPath one = Path(SignInMode.None, null, null, Hop(SignInStage.Connect, SignInOutcome.Ok, FrontEnd1, port: 40001));
        SignInPath other = Path(SignInMode.None, null, null, Hop(SignInStage.Connect, SignInOutcome.Ok, FrontEnd1, port: 40002));

        Assert.Equal("Connect A-L14FE1.shudlab.net differs: port 40001 on the left, 40002 on the right.", Assert.Single(Different(one, other)).Detail);
        Assert.Empty(Different(one, other, ignorePorts: true));
    }

    [Fact]
    public void Against_a_trace_only_what_a_trace_can_show_is_compared()
    {
        SignInPath trace = Assert.Single(Paths(new TracedConversation().SignIn(0, FrontEnd1, Redirected()).SignIn(1, FrontEnd2, Served()).AsClient()));
        SignInPathDifference[] differences = [.. Different(Walk(Srv(FrontEnd1)), trace)];

        Assert.Equal(SignInDifference.NotCompared, Assert.Single(differences, difference => difference.Subject == "DiscoveredBy").What);
        Assert.All(differences.Where(difference => difference.LeftHop is not null), difference => Assert.Equal(SignInDifference.NotCompared, difference.What));
        Assert.Equal($"Srv {SrvName} is not compared: a trace doesn't show it.", differences[0].Detail);
        Assert.DoesNotContain(differences, difference => difference.What == SignInDifference.OnlyRight);
        Assert.Equal(["PrimaryRegistrar"], differences.Where(difference => difference.What == SignInDifference.Changed).Select(difference => difference.Subject));
    }

    [Fact]
    public void A_server_and_its_pool_are_the_same_where_the_server_says_so()
    {
        SignInPath pool = Path(SignInMode.Full, "pool01.shudlab.net", null, Hop(SignInStage.Register, SignInOutcome.Registered, "pool01.shudlab.net", 200, server: "fe1.shudlab.net"));
        SignInPath server = Path(SignInMode.Full, "fe1.shudlab.net", null, Hop(SignInStage.Register, SignInOutcome.Registered, "fe1.shudlab.net", 200, server: "fe1.shudlab.net"));

        Assert.Empty(Different(pool, server));
    }

    [Fact]
    public void Paths_without_hops_can_be_compared()
    {
        Assert.Equal(7, PathComparison.Compare(new SignInPath(), new SignInPath()).Count);
        Assert.Throws<ArgumentNullException>(() => PathComparison.Compare(null!, new SignInPath()));
    }
}
