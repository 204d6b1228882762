using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Dns;
using Xunit;
using static LyncResilience.Simulation.SimulationEventKind;
using static LyncResilience.Simulation.Tests.Gaps.GapWorlds;
using static LyncResilience.Simulation.Tests.Worlds;

namespace LyncResilience.Simulation.Tests.Gaps;

/// <summary>Each cause, and what helps against it.</summary>
public class GapCauseTests
{
    private static readonly DnsRecord[] s_twoSrv = [Record(Fe1), Record(Fe2, priority: 10)];

    [Fact]
    public void A_home_without_a_backup_needs_one()
    {
        ResilienceTopology topology = Topology(Pool("A-L14FE1", "Site1", null) + "," + Pool("A-L14FE2", "Site2", null), "shudlab.net");
        ResilienceGap gap = Searched(topology, s_twoSrv, Users).Gaps().Gap("pool " + Fe1, GapCauses.NoBackupRegistrar);
        Assert.Equal((1, 1, GapFixKind.BackupRegistrar), (gap.UsersOffline, gap.UsersSavedByFix, gap.FixKind));
        Assert.Equal($"Set-CsRegistrar -Identity \"Registrar:{Fe1}\" -BackupRegistrar \"Registrar:{Fe2}\" -EnableAutomaticFailover $True", gap.Fix);
        Assert.Equal(GapClients.ToldBackup | GapClients.FromCache | GapClients.Fresh, gap.Clients);
    }

    [Fact]
    public void A_backup_alone_saves_nobody_whom_no_record_leads_there()
    {
        ResilienceTopology topology = Topology(Pool("A-L14FE1", "Site1", null) + "," + Pool("A-L14FE2", "Site2", null), "shudlab.net");
        ResilienceGap gap = Searched(topology, [Record(Fe1)], Users).Gaps().Gap("pool " + Fe1, GapCauses.NoBackupRegistrar);
        Assert.Equal((1, 1), (gap.UsersOffline, gap.UsersSavedByFix));
        Assert.Equal(2, gap.Fix!.Split('\n').Length);
        Assert.EndsWith($"IN SRV 10 0 5061 {Fe2}.", gap.Fix, StringComparison.Ordinal);
        Assert.Empty(gap.Alternatives);
    }

    [Fact]
    public void From_2013_on_a_backup_is_paired_in_Topology_Builder()
    {
        ResilienceTopology topology = Topology(Pool("A-L14FE1", "Site1", null, version: "Lync2013") + "," + Pool("A-L14FE2", "Site2", null, version: "Lync2013"), "shudlab.net");
        ResilienceGap gap = Searched(topology, s_twoSrv, Users).Gaps().Gap("pool " + Fe1, GapCauses.NoBackupRegistrar);
        Assert.StartsWith("# Topology Builder", gap.Fix, StringComparison.Ordinal);
        Assert.Contains("two by two", gap.FixNote, StringComparison.Ordinal);
    }

    [Fact]
    public void Automatic_failover_that_is_off_is_turned_on()
    {
        ResilienceTopology topology = Topology(Pool("A-L14FE1", "Site1", "A-L14FE2", more: ", \"automaticFailover\": false") + "," + Pool("A-L14FE2", "Site2", "A-L14FE1"), "shudlab.net");
        ResilienceGap gap = Searched(topology, s_twoSrv, Users).Gaps().Gap("pool " + Fe1, GapCauses.AutomaticFailoverOff);
        Assert.Equal((1, 1, GapFixKind.AutomaticFailover), (gap.UsersOffline, gap.UsersSavedByFix, gap.FixKind));
        Assert.Equal($"Set-CsRegistrar -Identity \"Registrar:{Fe1}\" -EnableAutomaticFailover $True", gap.Fix);
    }

    [Fact]
    public void A_site_that_takes_home_and_backup_with_it_needs_a_backup_elsewhere()
    {
        string pools = string.Join(",", Pool("A-L14FE1", "Site1", "A-L14FE2"), Pool("A-L14FE2", "Site1", "A-L14FE1"), Pool("A-L14FE3", "Site2", null));
        ResilienceGap gap = Searched(Topology(pools, "shudlab.net"), [.. s_twoSrv, Record("A-L14FE3.shudlab.net", priority: 20)], Users).Gaps().Gap("site Site1", GapCauses.BackupDownToo);
        Assert.Equal((2, 2, GapFixKind.BackupRegistrar), (gap.UsersOffline, gap.UsersSavedByFix, gap.FixKind));
        Assert.Contains("-BackupRegistrar \"Registrar:A-L14FE3.shudlab.net\"", gap.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_cut_off_from_a_living_home_has_no_registrar_in_reach()
    {
        SimulatedUser branch = User(User1, Fe1) with { Location = "Branch" };
        ResilienceTopology topology = Topology(Pool("A-L14FE1", "Site1", "A-L14FE2") + "," + Pool("A-L14FE2", "Site2", "A-L14FE1"), "shudlab.net", ", \"sites\": [\"Branch\"]");
        ResilienceGap gap = Searched(topology, s_twoSrv, [branch]).Gaps().Gap("link between Branch and Site1", GapCauses.NoRegistrarInReach);
        Assert.Equal((1, 0, null), (gap.UsersOffline, gap.UsersSavedByFix, gap.Fix));
        Assert.Contains("Nothing was tried", gap.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_dns_server_is_doubled_in_another_site()
    {
        ResilienceTopology topology = Topology(
            Pool("A-L14FE1", "Site1", "A-L14FE2") + "," + Pool("A-L14FE2", "Site2", "A-L14FE1"), "shudlab.net", ", \"dnsServers\": [{ \"name\": \"dns1\", \"site\": \"Site1\" }]");
        List<ResilienceGap> gaps = Searched(topology, s_twoSrv, Users).Gaps();
        ResilienceGap site = gaps.Gap("site Site1", GapCauses.DnsSinglePoint);
        Assert.Equal((2, 2, GapFixKind.DnsServer), (site.UsersOffline, site.UsersSavedByFix, site.FixKind));
        Assert.Contains("in Site2", site.Fix, StringComparison.Ordinal);
        Assert.Equal(2, gaps.Gap("DNS server dns1", GapCauses.DnsSinglePoint).UsersSavedByFix);
    }

    [Fact]
    public void A_deployment_that_names_no_dns_server_has_one_to_lose() =>
        Assert.Equal(2, Searched(TwoPools, s_twoSrv, Users).Gaps().Gap("all DNS servers", GapCauses.DnsSinglePoint).UsersSavedByFix);

    [Fact]
    public void A_phone_needs_a_target_name_in_its_domain()
    {
        const string Second = "_sipinternaltls._tcp.other.net";
        SimulatedUser phone = User("phone@other.net", Fe1) with { ClientProfile = ClientProfile.Phone };
        ResilienceGap gap = Searched(TwoPools, [Record(Fe1, name: Second)], [phone]).Gaps().Gap("nothing", GapCauses.NameMismatch);
        Assert.Equal((1, 1, GapFixKind.MatchingName), (gap.UsersOffline, gap.UsersSavedByFix, gap.FixKind));
        Assert.Equal($"{Second}. 3600 IN SRV 0 0 5061 A-L14FE1.other.net.\nA-L14FE1.other.net. 3600 IN CNAME {Fe1}.", gap.Fix);
        Assert.Contains("Add-DnsServerResourceRecordCName -ZoneName \"other.net\" -Name \"A-L14FE1\"", gap.FixCommand, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_held_too_long_needs_a_shorter_ttl()
    {
        SimulationEvent help = new(TimeSpan.FromMinutes(10), SrvAdd) { Record = Record(Fe2, priority: 10) };
        SimulationScenario searched = Searched(TwoPools, [Record(Fe1, ttl: 86400)], Users, help);
        ResilienceGap gap = searched.Gaps().Gap("pool " + Fe1, GapCauses.StaleSrvTtl);
        Assert.Equal((2, 2), (gap.UsersOffline, gap.UsersSavedByFix));
        GapFix shorter = Assert.Single([new GapFix { Kind = gap.FixKind!.Value, Fix = gap.Fix!, UsersSaved = gap.UsersSavedByFix }, .. gap.Alternatives], fix => fix.Kind == GapFixKind.ShorterTtl);
        Assert.Equal($"_sipinternaltls._tcp.shudlab.net. 300 IN SRV 0 0 5061 {Fe1}.", shorter.Fix);
        Assert.Equal(2, shorter.UsersSaved);
    }

    [Fact]
    public void A_domain_without_records_strands_fresh_clients_whatever_happens()
    {
        List<ResilienceGap> gaps = Searched(TwoPools, [], Users).Gaps();
        ResilienceGap gap = gaps.Gap("nothing", GapCauses.NoSrvRecord);
        Assert.Equal((2, 2), (gap.UsersOffline, gap.UsersSavedByFix));
        Assert.StartsWith("_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 5061 ", gap.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain(gaps, other => other.Cause == GapCauses.NoSrvRecord && other.Failure != "nothing");
    }

    [Fact]
    public void A_backup_that_has_too_many_users_to_serve_needs_room()
    {
        ResilienceTopology topology = Topology(Pool("A-L14FE1", "Site1", "A-L14FE2") + "," + Pool("A-L14FE2", "Site2", "A-L14FE1", more: ", \"userCapacity\": 25"), "shudlab.net");
        SimulatedUser[] users = [User(User1, Fe1) with { Count = 20 }, User(User2, Fe2) with { Count = 10 }];
        ResilienceGap gap = Searched(topology, s_twoSrv, users).Gaps().Gap("pool " + Fe1, GapCauses.BackupOverCapacity);
        Assert.Equal((0, 30, 5, 5, GapFixKind.Capacity), (gap.UsersOffline, gap.UsersAffected, gap.UsersOverCapacity, gap.UsersSavedByFix, gap.FixKind));
        Assert.StartsWith($"{Fe2} has to serve 30 users, 10 of its own and 20 guests; its capacity is 25.", gap.Detail, StringComparison.Ordinal);
    }
}
