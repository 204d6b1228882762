using System.Linq;
using LyncResilience.Discovery.Dns;
using Xunit;
using static LyncResilience.Simulation.Tests.Gaps.GapWorlds;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests.Gaps;

/// <summary>The laboratory of Elan Shudnow's article (2012), searched for gaps.</summary>
public class GapStoryTests
{
    [Fact]
    public void A_client_from_cache_is_stranded_because_it_was_never_told_its_backup()
    {
        ResilienceGap gap = Searched(TwoPools, [Record(Fe1)], Users).Gaps().Gap("pool " + Fe1, GapCauses.BackupUnknownToClient);
        Assert.Equal((1, 1, GapClients.FromCache), (gap.UsersOffline, gap.UsersSavedByFix, gap.Clients));
        Assert.Equal([User1], gap.SampleUsers);
        Assert.Equal([Fe1], gap.HomePools);
        Assert.Contains($"cached server and only SRV target are both {Fe1}, which is down; the client was never told its backup {Fe2}", gap.Detail, System.StringComparison.Ordinal);
        Assert.Equal($"_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 {Fe2}.", gap.Fix);
        Assert.Equal(
            $"Add-DnsServerResourceRecord -Srv -ZoneName \"shudlab.net\" -Name \"_sipinternaltls._tcp\" -DomainName \"{Fe2}\" -Priority 10 -Weight 0 -Port 5061 -TimeToLive 01:00:00",
            gap.FixCommand);
    }

    [Fact]
    public void Fresh_clients_of_both_users_are_stranded_because_there_is_no_second_srv_target()
    {
        ResilienceGap gap = Searched(TwoPools, [Record(Fe1)], Users).Gaps().Gap("pool " + Fe1, GapCauses.NoSecondSrvTarget);
        Assert.Equal((2, 2, GapClients.Fresh), (gap.UsersOffline, gap.UsersSavedByFix, gap.Clients));
        Assert.Equal([User1, User2], gap.SampleUsers);
        Assert.Equal($"_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 5061 {Fe2}.", gap.Fix);
    }

    [Fact]
    public void The_fix_can_be_read_back_as_a_record() =>
        Assert.Equal(
            Record(Fe2, priority: 10),
            ZoneFile.ParseLine(Searched(TwoPools, [Record(Fe1)], Users).Gaps()[0].Fix!));

    [Fact]
    public void The_largest_loss_comes_first() =>
        Assert.Equal(
            [2, 2, 2, 1, 1],
            Searched(TwoPools, [Record(Fe1)], Users).Gaps().Select(gap => gap.UsersOffline));

    [Fact]
    public void With_two_srv_records_no_failure_of_a_pool_or_site_is_a_gap() =>
        Assert.DoesNotContain(Searched(TwoPools, [Record(Fe1), Record(Fe2, priority: 10)], Users).Gaps(), gap => !gap.Failure.Contains("DNS", System.StringComparison.Ordinal));

    [Fact]
    public void With_a_Director_only_the_Director_is_missed()
    {
        ResilienceGap gap = Assert.Single(Searched(Shudlab, [Record(Director)], Users).Gaps(), gap => gap.Failure.StartsWith("pool ", System.StringComparison.Ordinal));
        Assert.Equal(("pool " + Director, GapCauses.NoSecondSrvTarget, 2, 2), (gap.Failure, gap.Cause, gap.UsersOffline, gap.UsersSavedByFix));
    }

    [Fact]
    public void The_failure_of_a_gap_can_be_simulated_by_itself_and_strands_as_many()
    {
        SimulationScenario searched = Searched(TwoPools, [Record(Fe1)], Users);
        ResilienceGap gap = searched.Gaps().Gap("pool " + Fe1, GapCauses.BackupUnknownToClient);
        SimulationScenario again = searched with { Events = gap.Events, Duration = System.TimeSpan.FromMinutes(61) };
        Assert.Equal(gap.UsersOffline, again.Run().OfflineAtEnd);

        SimulationScenario mended = again with { Records = [.. searched.Records, ZoneFile.ParseLine(gap.Fix!)] };
        Assert.Equal(gap.UsersOffline - gap.UsersSavedByFix, mended.Run().OfflineAtEnd);
    }
}
