using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Traces.SignIns;
using Xunit;
using static LyncResilience.Discovery.Tests.Traces.SignIns.TracedConversation;

namespace LyncResilience.Discovery.Tests.Traces.SignIns;

public sealed class SignInTraceTests
{
    private const string User1 = "ClientUser1@shudlab.net";
    private const string User2 = "ClientUser2@shudlab.net";

    private static TracedConversation TwoHops(string final = "") =>
        new TracedConversation().SignIn(0, FrontEnd1, Redirected()).SignIn(1, FrontEnd2, final.Length == 0 ? Served() : final);

    [Fact]
    public void The_first_users_sign_in_ends_in_the_articles_conclusion()
    {
        TracedConversation trace = new TracedConversation().SignIn(0, FrontEnd1, Served(), "ClientUser1");
        foreach (List<SipTraceMessage> messages in new[] { trace.AsClient(), trace.AsServer(FrontEnd1) })
        {
            SignInPath path = Assert.Single(Paths(messages));

            Assert.Equal($"{FrontEnd1} served {User1} directly: no redirect, backup never told.", path.Detail);
            Assert.Equal((User1, "shudlab.net", ResultStatus.Warn, SignInMode.Full), (path.SipAddress, path.SipDomain, path.Status, path.Mode));
            Assert.Equal((FrontEnd1, FrontEnd1, FrontEnd1, null, 0), (path.FirstHop, path.Registrar, path.PrimaryRegistrar, path.BackupRegistrar, path.RedirectCount));
            Assert.Equal("BackupNotLearned", Assert.Single(path.Findings).Id);
        }
    }

    [Fact]
    public void A_log_that_stands_still_gives_what_is_decided_and_keeps_what_is_not()
    {
        SignInTraceReader reader = new();
        List<SipTraceMessage> decided = new TracedConversation().SignIn(0, FrontEnd1, Served(), "ClientUser1").AsClient();
        List<SipTraceMessage> undecided = TwoHops().AsServer(FrontEnd1);
        Assert.Empty(decided.Concat(undecided).SelectMany(reader.Take));

        Assert.Empty(reader.StandStill(TimeSpan.FromSeconds(4)));
        Assert.Equal(User1, Assert.Single(reader.StandStill(TimeSpan.FromSeconds(6))).SipAddress);
        Assert.Empty(reader.StandStill(TimeSpan.FromSeconds(60)));
        Assert.Equal(User2, Assert.Single(reader.End()).SipAddress);
    }

    [Fact]
    public void The_second_users_sign_in_ends_in_the_articles_conclusion()
    {
        TracedConversation trace = TwoHops();
        foreach (List<SipTraceMessage> messages in new[] { trace.AsClient(), trace.AsServers((FrontEnd1, 0), (FrontEnd2, 0)), trace.AsServers((FrontEnd2, 0), (FrontEnd1, 0)) })
        {
            SignInPath path = Assert.Single(Paths(messages));

            Assert.Equal($"{User2} was redirected by {FrontEnd1} to {FrontEnd2} (backup {FrontEnd1}).", path.Detail);
            Assert.Equal((FrontEnd1, FrontEnd2, FrontEnd2, FrontEnd1, 1), (path.FirstHop, path.Registrar, path.PrimaryRegistrar, path.BackupRegistrar, path.RedirectCount));
            Assert.Equal((ResultStatus.Pass, SignInMode.Full, DiscoveryMethod.None), (path.Status, path.Mode, path.DiscoveredBy));
            Assert.Equal(
                [(1, SignInStage.Register, FrontEnd1, 401), (2, SignInStage.Redirect, FrontEnd1, 301), (3, SignInStage.Register, FrontEnd2, 401), (4, SignInStage.Register, FrontEnd2, 200)],
                path.Hops.Select(hop => (hop.Order, hop.Stage, hop.Target!, hop.StatusCode!.Value)));
            Assert.All(path.Hops, hop => Assert.Equal(("RTC/4.0", "TLS", "REGISTER"), (hop.ServerVersion, hop.Transport, hop.Query)));
            Assert.Equal($"{FrontEnd1} (RTC/4.0) asks for NTLM, Kerberos.", path.Hops[0].Detail);
            Assert.Equal(1500, path.DurationMs, 3);
            Assert.Equal([100, 300], path.Hops.Take(2).Select(hop => Math.Round(hop.DurationMs)));
        }
    }

    [Fact]
    public void The_log_of_the_redirecting_server_alone_is_enough_to_learn_the_backup()
    {
        SignInPath path = Assert.Single(Paths(TwoHops().AsServer(FrontEnd1)));

        Assert.Equal(
            $"{User2} was redirected by {FrontEnd1} to {FrontEnd2} (backup {FrontEnd1}); what {FrontEnd2} answered is not in the trace, which ends there.", path.Detail);
        Assert.Equal((FrontEnd2, FrontEnd1, null), (path.PrimaryRegistrar, path.BackupRegistrar, path.Registrar));
        Assert.Equal((ResultStatus.Warn, SignInMode.None, 1), (path.Status, path.Mode, path.RedirectCount));
        Assert.Equal("SignInUnfinished", Assert.Single(path.Findings).Id);
    }

    [Fact]
    public void A_clients_log_gives_addresses_and_a_servers_log_none()
    {
        SignInPath client = Assert.Single(Paths(TwoHops().AsClient()));
        SignInPath server = Assert.Single(Paths(TwoHops().AsServer(FrontEnd1)));

        Assert.Equal([("10.0.0.1", 5061), ("10.0.0.1", 5061), ("10.0.0.2", 5061), ("10.0.0.2", 5061)], client.Hops.Select(hop => (hop.Address, hop.Port!.Value)));
        Assert.All(server.Hops, hop => Assert.Equal((null, null), (hop.Address, hop.Port)));
    }

    [Fact]
    public void A_server_of_a_pool_goes_by_the_pool_that_its_log_names()
    {
        SignInPath path = Assert.Single(Paths(new TracedConversation { Pool = "pool01.shudlab.net" }.SignIn(0, FrontEnd1, Served()).AsServer(FrontEnd1)));

        Assert.Equal(("pool01.shudlab.net", FrontEnd1), (path.Registrar, path.Hops[0].ServerName));
    }

    [Theory]
    [InlineData(Full, "pool02.shudlab.net", SignInMode.Full)]
    [InlineData(Limited, "pool01.shudlab.net", SignInMode.Limited)]
    public void A_server_goes_by_the_pool_of_the_redirect_when_it_says_whether_it_is_the_primary(string state, string pool, SignInMode mode)
    {
        TracedConversation trace = new TracedConversation().SignIn(0, "dir.shudlab.net", Redirected("pool02.shudlab.net", "pool01.shudlab.net")).SignIn(1, "fe7.shudlab.net", Served(state));
        SignInPath path = Assert.Single(Paths(trace.AsClient()));

        Assert.Equal((pool, mode, "fe7.shudlab.net"), (path.Registrar, path.Mode, path.Hops[3].ServerName));
        Assert.Equal(("pool02.shudlab.net", "pool01.shudlab.net"), (path.PrimaryRegistrar, path.BackupRegistrar));
    }

    [Fact]
    public void Limited_service_on_the_backup_is_told_and_found()
    {
        TracedConversation trace = new TracedConversation().SignIn(0, FrontEnd2, Redirected(FrontEnd1, FrontEnd2)).SignIn(400, FrontEnd2, Served(Limited), call: "later");
        List<SignInPath> paths = Paths(trace.AsClient());

        Assert.Equal([(SignInMode.None, 1), (SignInMode.Limited, 0)], paths.Select(path => (path.Mode, path.RedirectCount)));
        Assert.Contains("shows nothing more of this sign-in for 60 s", paths[0].Detail, StringComparison.Ordinal);
        Assert.Contains("takes over only when", paths[0].Findings[0].Recommendation, StringComparison.Ordinal);
        Assert.Equal($"{FrontEnd2} served {User2} directly with limited service: no redirect, backup never told.", paths[1].Detail);
        Assert.Equal("LimitedService", Assert.Single(paths[1].Findings).Id);
    }

    [Theory]
    [InlineData("401 Unauthorized", "answered 401 Unauthorized: the user name or password is wrong, or the account is locked.")]
    [InlineData("403 Forbidden\nms-diagnostics: 4141;reason=\"User disabled\"", "answered 403 Forbidden (4141 User disabled): the account is disabled.")]
    [InlineData("404 Not Found\nms-diagnostics-public: 4005;reason=\"Destination URI either not enabled for SIP or does not exist\"", "the user does not exist there or is not enabled for SIP.")]
    [InlineData("503 Service Unavailable", "answered 503 Service Unavailable: the server is not in service.")]
    public void Refusals_are_explained_in_words(string final, string words)
    {
        SignInPath path = Assert.Single(Paths(new TracedConversation().SignIn(0, FrontEnd1, final).AsClient()));

        Assert.Equal((ResultStatus.Fail, SignInMode.None, SignInOutcome.Rejected), (path.Status, path.Mode, path.Hops[1].Outcome));
        Assert.StartsWith($"Cannot sign in: {FrontEnd1}", path.Detail, StringComparison.Ordinal);
        Assert.Contains(words, path.Detail, StringComparison.Ordinal);
        Assert.Equal("SignInRejected", Assert.Single(path.Findings).Id);
    }

    [Fact]
    public void A_user_who_is_moved_home_is_seen_to_be_sent_there()
    {
        TracedConversation trace = new TracedConversation()
            .SignIn(0, FrontEnd2, Served(Limited), call: "guest")
            .Notify(900, FrontEnd2, "ClientUser2", "e1", "guest", "preferred-registrar-change", FrontEnd1)
            .SignIn(901, FrontEnd1, Served(), call: "home");
        SignInPath home = Paths(trace.AsClient())[1];

        Assert.Equal(
            $"{FrontEnd2} ended the registration of {User2} (preferred-registrar-change) and named {FrontEnd1} as the preferred registrar. {FrontEnd1} served {User2} directly: no redirect, backup never told.",
            home.Detail);
        Assert.Equal((SignInStage.Failover, SignInOutcome.Ok, FrontEnd1, "NOTIFY"), (home.Hops[0].Stage, home.Hops[0].Outcome, home.Hops[0].Target, home.Hops[0].Query));
        Assert.Equal((3, SignInMode.Full), (home.Hops.Count, home.Mode));
    }

    [Fact]
    public void Logs_of_client_and_servers_read_together_show_each_message_once()
    {
        TracedConversation trace = TwoHops();
        SignInPath path = Assert.Single(Paths(trace.AsClient().Concat(trace.AsServers((FrontEnd1, 0.02), (FrontEnd2, 0.01))).OrderBy(message => message.Time)));

        Assert.Equal((4, 1, FrontEnd2), (path.Hops.Count, path.RedirectCount, path.Registrar));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void Servers_whose_clocks_differ_give_the_same_path(double ahead)
    {
        SignInPath path = Assert.Single(Paths(TwoHops().AsServers((FrontEnd1, ahead), (FrontEnd2, 0))));

        Assert.Equal((FrontEnd1, FrontEnd2, 1, 4), (path.FirstHop, path.Registrar, path.RedirectCount, path.Hops.Count));
    }

    [Fact]
    public void The_time_is_utc_when_the_zone_is_known_and_as_written_otherwise()
    {
        SignInPath known = Assert.Single(Paths(TwoHops().AsClient(TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(-5), null, null))));
        SignInPath unknown = Assert.Single(Paths(TwoHops().AsClient()));

        Assert.Equal((new DateTime(2012, 5, 3, 14, 0, 0), DateTimeKind.Utc), (known.TimeUtc, known.TimeUtc.Kind));
        Assert.Equal((new DateTime(2012, 5, 3, 9, 0, 0), DateTimeKind.Unspecified), (unknown.TimeUtc, unknown.TimeUtc.Kind));
    }

    [Fact]
    public void Refreshing_and_leaving_are_no_sign_ins()
    {
        TracedConversation trace = new TracedConversation()
            .Request(-100, FrontEnd1, "other", "e9", "old", 7, "NTLM response=\"1\"")
            .Answer(-99.9, FrontEnd1, "other", "e9", "old", 7, Served(Full.Replace("added", "refreshed")))
            .SignIn(0, FrontEnd1, Served(), call: "c")
            .Request(1, FrontEnd1, "ClientUser2", "e1", "c", 4, "NTLM response=\"1\"").Answer(1.1, FrontEnd1, "ClientUser2", "e1", "c", 4, "200 OK\nExpires: 7200")
            .Request(300, FrontEnd1, "ClientUser2", "e1", "c", 5, "NTLM response=\"1\"").Answer(300.1, FrontEnd1, "ClientUser2", "e1", "c", 5, "200 OK\nExpires: 7200")
            .Request(400, FrontEnd1, "ClientUser2", "e1", "c", 6, "NTLM response=\"1\"", "Expires: 0\n").Answer(400.1, FrontEnd1, "ClientUser2", "e1", "c", 6, "200 OK\nExpires: 0")
            .Request(500, FrontEnd1, "other", "e8", "never", 6, "NTLM response=\"1\"", "Expires: 0\n").Challenge(500.1, FrontEnd1, "other", "e8", "never", 6, false);

        Assert.Equal(User2, Assert.Single(Paths(trace.AsClient())).SipAddress);
    }

    [Fact]
    public void Registrars_that_redirect_in_a_circle_are_found()
    {
        TracedConversation trace = new TracedConversation().SignIn(0, FrontEnd1, Redirected(FrontEnd2, null)).SignIn(1, FrontEnd2, Redirected(FrontEnd1, null));
        SignInPath path = Assert.Single(Paths(trace.AsClient()));

        Assert.Equal((ResultStatus.Fail, 2), (path.Status, path.RedirectCount));
        Assert.Contains(path.Findings, finding => finding.Id == "RedirectLoop");
    }
}
