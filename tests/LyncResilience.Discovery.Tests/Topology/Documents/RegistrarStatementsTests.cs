using System.Linq;
using Xunit;
using static LyncResilience.Discovery.Tests.Topology.Documents;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class RegistrarStatementsTests
{
    [Theory]
    [InlineData("Backup")]
    [InlineData("BackupRegistrar")]
    [InlineData("SomethingElse")]
    public void A_dependency_on_another_registrar_that_is_not_the_default_is_its_backup(string usage)
    {
        ResilienceTopology topology = Read(Published(Registrar(1, On(2, "Registrar", usage)), Registrar(2)));
        Assert.Equal("dub.contoso.com", topology.FindPool("red.contoso.com")!.BackupPool);
        Assert.Contains($"is inferred from line 11: <Dependency Usage=\"{usage}\"> of its registrar", Assert.Single(topology.Warnings, warning => warning.Contains("inferred")));
    }

    [Fact]
    public void A_default_dependency_is_no_backup_and_one_warning_says_that_nothing_else_is()
    {
        ResilienceTopology topology = Read(Published(Registrar(1, On(2, "Registrar") + On(2, "UserServices") + On(2, "WebServices", "Backup")), Registrar(2), Service(2, "UserServices"), Service(2, "WebServices")));
        Assert.All(topology.Pools, pool => Assert.Null(pool.BackupPool));
        Assert.Contains("State them with -BackupMap", Assert.Single(topology.Warnings, warning => warning.Contains("-BackupMap")));
    }

    [Theory]
    [InlineData("BackupRegistrar=\"Registrar:dub.contoso.com\"", "", "line 11: BackupRegistrar=\"Registrar:dub.contoso.com\" of <RegistrarService>")]
    [InlineData("BackupRegistrarFqdn=\"DUB.contoso.com\"", "", "line 11: BackupRegistrarFqdn=\"DUB.contoso.com\" of <RegistrarService>")]
    [InlineData("backupRegistrarId=\"2-Registrar-1\"", "", "line 11: backupRegistrarId=\"2-Registrar-1\" of <RegistrarService>")]
    [InlineData("", "<BackupRegistrar>Registrar:dub.contoso.com</BackupRegistrar>", "line 11: <BackupRegistrar>Registrar:dub.contoso.com")]
    [InlineData("", "<BackupRegistrar><ServiceId SiteId=\"2\" RoleName=\"Registrar\" Instance=\"1\" /></BackupRegistrar>", "line 11: <BackupRegistrar>")]
    [InlineData("", "<Resiliency><x BackupRegistrar=\"dub.contoso.com\" /></Resiliency>", "line 11: BackupRegistrar=\"dub.contoso.com\" of <x>")]
    public void A_setting_called_like_the_cmdlets_parameter_names_the_backup(string attributes, string inside, string evidence)
    {
        ResilienceTopology topology = Read(Published(Registrar(1, attributes: attributes, inside: inside), Registrar(2)));
        Assert.Equal("dub.contoso.com", topology.FindPool("red.contoso.com")!.BackupPool);
        Assert.Contains(evidence, Assert.Single(topology.Warnings, warning => warning.Contains("inferred")));
    }

    [Fact]
    public void A_backup_may_be_a_pool_that_the_document_does_not_describe()
    {
        ResilienceTopology topology = Read(Published(Registrar(1, attributes: "BackupRegistrar=\"Registrar:gone.contoso.com\"")));
        Assert.Equal("gone.contoso.com", Assert.Single(topology.Pools).BackupPool);
    }

    [Theory]
    [InlineData("BackupRegistrar=\"true\"", "", "names no pool")]
    [InlineData("BackupRegistrar=\"a b.contoso.com\"", "", "names no pool")]
    [InlineData("", "<BackupRegistrar><ServiceId SiteId=\"7\" RoleName=\"Registrar\" Instance=\"1\" /></BackupRegistrar>", "names no pool")]
    [InlineData("BackupRegistrar=\"\"", "", null)]
    [InlineData("", "<BackupRegistrar />", null)]
    public void A_setting_that_names_no_pool_is_left_out_and_an_empty_one_says_that_there_is_none(string attributes, string inside, string? said)
    {
        ResilienceTopology topology = Read(Published(Registrar(1, attributes: attributes, inside: inside), Registrar(2)));
        Assert.All(topology.Pools, pool => Assert.Null(pool.BackupPool));
        Assert.Equal(said is not null, topology.Warnings.Any(warning => warning.Contains("names no pool; it is left out")));
        Assert.DoesNotContain(topology.Warnings, warning => warning.Contains("-BackupMap"));
    }

    [Fact]
    public void A_backup_dependency_that_leads_nowhere_is_said()
    {
        ResilienceTopology topology = Read(Published(Registrar(1, On(1, "Registrar", "Backup") + On(9, "Registrar", "Backup"))));
        Assert.Null(Assert.Single(topology.Pools).BackupPool);
        Assert.Contains(topology.Warnings, warning => warning.Contains("names no other service of the document"));
    }

    [Fact]
    public void Two_backups_that_contradict_each_other_give_none()
    {
        ResilienceTopology topology = Read(Published(
            Registrar(1), Service(1, "UserServices"), Registrar(2, On(1, "Registrar", "Backup"), "BackupRegistrar=\"RED.contoso.com\""), Registrar(3, On(1, "UserServices"), "BackupRegistrar=\"dub.contoso.com\"")));
        Assert.Equal("red.contoso.com", topology.FindPool("dub.contoso.com")!.BackupPool);
        Assert.Null(topology.FindPool("sba.contoso.com")!.BackupPool);
        string warning = Assert.Single(topology.Warnings, warning => warning.Contains("several backups"));
        Assert.Contains("sba.contoso.com seems to have several backups, so none is taken; state the right one with -BackupMap: red.contoso.com (line ", warning);
        Assert.Contains("dub.contoso.com (line ", warning);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("90.5", 90)]
    [InlineData("00:02:00", 120)]
    [InlineData("1.00:00:00", 86400)]
    [InlineData("PT300S", 300)]
    [InlineData("PT5M", 300)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("86401", null)]
    [InlineData("P99999999999D", null)]
    [InlineData("soon", null)]
    [InlineData("99:99:99", null)]
    [InlineData("99999999999999999999", null)]
    public void Intervals_are_seconds_time_spans_or_durations(string text, int? seconds)
    {
        ResilienceTopology topology = Read(Published(
            Registrar(1, On(2, "Registrar", "Backup"), $"FailureDetectionInterval=\"{text}\"", $"<FailbackInterval>{text}</FailbackInterval>"), Registrar(2)));
        TopologyPool pool = topology.FindPool("red.contoso.com")!;
        Assert.Equal((seconds ?? 300, seconds ?? 600), (pool.FailureDetectionSeconds, pool.FailbackSeconds));
        Assert.Equal(seconds is null ? 2 : 0, topology.Warnings.Count(warning => warning.Contains("can't be read; the documented default is taken")));
        Assert.Equal(seconds is not null, topology.Warnings.Any(warning => warning.Contains("no public document shows them")));
    }

    [Theory]
    [InlineData("EnableAutomaticFailover=\"False\"", false)]
    [InlineData("EnableAutomaticFailover=\"0\"", false)]
    [InlineData("EnableAutomaticFailover=\"true\"", true)]
    [InlineData("EnableAutomaticFailover=\"maybe\"", true)]
    public void The_switch_for_automatic_failover_is_read(string attribute, bool expected)
    {
        Assert.Equal(expected, Assert.Single(Read(Published(Registrar(1, attributes: attribute))).Pools).AutomaticFailover);
    }

    [Fact]
    public void Settings_may_stand_on_the_service_itself_too()
    {
        string service = Registrar(1).Replace("RoleVersion=\"1\"", "BackupRegistrar=\"dub.contoso.com\" FailbackDetectionInterval=\"700\"");
        TopologyPool pool = Read(Published(service, Registrar(2))).FindPool("red.contoso.com")!;
        Assert.Equal(("dub.contoso.com", 700), (pool.BackupPool, pool.FailbackSeconds));
    }
}
