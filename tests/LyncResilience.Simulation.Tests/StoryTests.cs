using System.Linq;
using LyncResilience.Discovery.Dns;
using Xunit;
using static LyncResilience.FailoverState;
using static LyncResilience.RecoveryMethod;
using static LyncResilience.Simulation.SimulationEventKind;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests;

/// <summary>
/// The cases of Elan Shudnow's article "Lync 2010 Central Site Resilience w/ Backup Registrars, Failovers, and Failbacks" (2012), played on.
/// A pool fails at 600 s, is noticed at 630 s, is held for down by its backup at 870 s (last heard at 570 s, interval 300 s).
/// </summary>
public class StoryTests
{
    private static readonly DnsRecord[] s_oneSrv = [Record(Fe1)];
    private static readonly DnsRecord[] s_twoSrv = [Record(Fe1), Record(Fe2, priority: 10)];
    private static readonly DnsRecord[] s_director = [Record(Director)];
    private static readonly SimulatedUser s_user1 = User(User1, Fe1);
    private static readonly SimulatedUser s_user2 = User(User2, Fe2);
    private const double End = 14_400;

    [Fact]
    public void With_one_srv_record_ClientUser1_is_stranded_and_ClientUser2_is_not()
    {
        FailoverSimulation simulation = Scenario(s_oneSrv, [s_user1, s_user2], At(600, PoolDown, Fe1)).Run();
        FailoverOutcome stranded = simulation.Of(User1);
        Is(stranded, Offline, null, End - 630, 0, None);
        Assert.Equal($"cached server and only SRV target are both {Fe1}, which is down; the client was never told its backup {Fe2}", stranded.Reason);
        Is(simulation.Of(User2), Full, Fe2, 0, 0, Unaffected);
        Assert.Equal((1, 0, 1, 1), (simulation.FullAtEnd, simulation.LimitedAtEnd, simulation.OfflineAtEnd, simulation.PeakOffline));
        Assert.Equal(End - 630, simulation.OfflineUserSeconds);
    }

    [Fact]
    public void ClientUser2_restarted_signs_in_from_its_cache() =>
        Is(Scenario(s_oneSrv, [s_user2], At(600, PoolDown, Fe1), Person(700, ClientRestart, User2)).Only(), Full, Fe2, 0, 0, Unaffected);

    [Fact]
    public void A_fresh_client_of_ClientUser2_cannot_sign_in_because_its_only_srv_target_is_down()
    {
        FailoverOutcome outcome = Scenario(s_oneSrv, [User(User2, Fe2, cached: "", signedIn: false)], At(600, PoolDown, Fe1)).Only();
        Is(outcome, Offline, null, End - 660, 0, None);
        Assert.Equal($"no server is cached, only SRV target {Fe1} is down; nothing leads the client to its home pool {Fe2}, which is up", outcome.Reason);
    }

    [Fact]
    public void With_a_second_srv_record_ClientUser1_is_limited_on_its_backup_after_the_interval()
    {
        FailoverSimulation simulation = Scenario(s_twoSrv, [s_user1, s_user2, User("fresh@shudlab.net", Fe2, "", signedIn: false)], At(600, PoolDown, Fe1)).Run();
        Is(simulation.Of(User1), Limited, Fe2, 870 - 630, End - 870, Srv);
        Is(simulation.Of(User2), Full, Fe2, 0, 0, Unaffected);
        Is(simulation.Of("fresh@shudlab.net"), Full, Fe2, 0, 0, Unaffected);
    }

    [Fact]
    public void When_FE2_is_down_a_told_ClientUser2_goes_to_its_known_backup_and_one_from_cache_finds_it_by_srv()
    {
        FailoverSimulation simulation = Scenario(s_oneSrv, [s_user1, s_user2, User("told@shudlab.net", Fe2, knows: true)], At(600, PoolDown, Fe2)).Run();
        Is(simulation.Of(User1), Full, Fe1, 0, 0, Unaffected);
        Is(simulation.Of(User2), Limited, Fe1, 240, End - 870, Srv);
        Is(simulation.Of("told@shudlab.net"), Limited, Fe1, 240, End - 870, KnownBackup);
    }

    [Fact]
    public void ClientUser2_is_told_its_backup_in_its_first_session() =>
        Is(Scenario(s_oneSrv, [User(User2, Fe2, "", signedIn: false)], Person(10, SignIn, User2), At(600, PoolDown, Fe2)).Only(), Limited, Fe1, 240, End - 870, KnownBackup);

    [Fact]
    public void A_director_tells_ClientUser1_its_backup()
    {
        SimulatedUser fresh = User(User1, Fe1, "", signedIn: false);
        Is(Scenario(s_director, [fresh], Person(10, SignIn), At(600, PoolDown, Fe1)).Only(), Limited, Fe2, 240, End - 870, KnownBackup);

        // The Director alone does not help a client that comes from its cache before the failure, but leads it afterwards.
        Is(Scenario(s_director, [s_user1], At(600, PoolDown, Fe1)).Only(), Limited, Fe2, 240, End - 870, Srv);
    }

    [Fact]
    public void Guests_are_moved_home_one_failback_interval_after_the_backup_hears_the_pool_again() =>
        Is(Scenario(s_twoSrv, [s_user1], At(600, PoolDown, Fe1), At(3600, PoolUp, Fe1)).Only(), Full, Fe1, 240, 3600 + 600 - 870, Srv, returned: true);

    [Fact]
    public void A_stranded_client_recovers_as_soon_as_its_home_answers() =>
        Is(Scenario(s_oneSrv, [s_user1], At(600, PoolDown, Fe1), At(3600, PoolUp, Fe1)).Only(), Full, Fe1, 3600 - 630, 0, HomeReturned);

    [Fact]
    public void The_timeline_of_a_user_reads_like_a_story()
    {
        FailoverOutcome outcome = Scenario(s_twoSrv, [s_user1], At(600, PoolDown, Fe1), At(3600, PoolUp, Fe1)).Only();
        Assert.Equal(
            [
                $"00:00:00 Full    Is signed in to {Fe1}.",
                $"00:10:30 Offline Notices that {Fe1} does not answer: it is down.",
                $"00:10:30 Offline Finds no registrar: cached server and SRV target {Fe1} is down, SRV target {Fe2} redirects to {Fe1}; its backup {Fe2} has not yet given up {Fe1}.",
                $"00:14:30 Limited Signs in to {Fe2} with limited service, found by an SRV record that led to a redirect naming it, because it is the backup and has given up {Fe1}.",
                $"01:10:00 Full    {Fe2} sends the client home to {Fe1}, which serves it with full service.",
            ],
            outcome.Timeline.Select(entry => entry.ToString()));
    }

    /// <summary>The reason, the timeline and the method name the same step, whichever it was.</summary>
    [Fact]
    public void The_words_agree_with_what_recovered_the_user()
    {
        SimulatedUser[] users = [s_user1, User("told@shudlab.net", Fe1, knows: true), User("cached@shudlab.net", Fe1, cached: Fe2), User("fresh@shudlab.net", Fe1, "", signedIn: false)];
        FailoverSimulation simulation = Scenario(s_twoSrv, users, At(600, PoolDown, Fe1)).Run();
        Says(simulation.Of(User1), Srv, "by an SRV record");
        Says(simulation.Of("told@shudlab.net"), KnownBackup, "as the backup that it had been told before");
        Says(simulation.Of("cached@shudlab.net"), Cache, "by the server in its cache");
        Says(simulation.Of("fresh@shudlab.net"), Srv, "by an SRV record");
        Says(Scenario(s_oneSrv, [s_user1], At(600, PoolDown, Fe1), At(3600, PoolUp, Fe1)).Only(), HomeReturned, "because its home pool can be reached again");

        static void Says(FailoverOutcome outcome, RecoveryMethod by, string words)
        {
            Assert.Equal(by, outcome.RecoveredBy);
            Assert.Contains(words, outcome.Reason, System.StringComparison.Ordinal);
            Assert.Contains(words, outcome.Timeline[^1].Detail, System.StringComparison.Ordinal);
        }
    }
}
