using System.Linq;
using System.Net;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>What the article saw.</summary>
public sealed class StoryTests
{
    [Fact]
    public async Task A_user_whose_home_the_srv_record_names_is_served_there_and_learns_no_backup()
    {
        using Laboratory lab = await Labs.StartAsync();
        SignInPath path = await lab.WalkAsync(lab.User("ClientUser1"));

        Assert.Equal((Labs.FrontEnd1, 0, null), (path.Registrar, path.RedirectCount, path.BackupRegistrar));
        Assert.Equal((SignInMode.Full, DiscoveryMethod.Srv), (path.Mode, path.DiscoveredBy));
    }

    [Fact]
    public async Task A_user_of_the_other_pool_is_redirected_and_learns_primary_and_backup()
    {
        using Laboratory lab = await Labs.StartAsync();
        SignInPath path = await lab.WalkAsync(lab.User("ClientUser2"));

        Assert.Equal((Labs.FrontEnd1, Labs.FrontEnd2, 1), (path.FirstHop, path.Registrar, path.RedirectCount));
        Assert.Equal((Labs.FrontEnd2, Labs.FrontEnd1), (path.PrimaryRegistrar, path.BackupRegistrar));
    }

    [Fact]
    public async Task From_its_cache_the_same_user_learns_nothing_and_asks_for_no_srv_record()
    {
        using Laboratory lab = await Labs.StartAsync();
        SignInPath path = await lab.WalkAsync(lab.User("ClientUser2"), cached: new ServerEndpoint(Labs.FrontEnd2, lab.Pool(Labs.FrontEnd2).Port));

        Assert.Equal((Labs.FrontEnd2, 0, null), (path.Registrar, path.RedirectCount, path.BackupRegistrar));
        Assert.DoesNotContain(lab.Journal.Queries, query => query.Type == DnsRecordType.Srv);
    }

    [Theory]
    [InlineData("ClientUser1", Labs.FrontEnd1, Labs.FrontEnd2)]
    [InlineData("ClientUser2", Labs.FrontEnd2, Labs.FrontEnd1)]
    public async Task Behind_a_director_everybody_learns_both(string name, string primary, string backup)
    {
        using Laboratory lab = await Labs.StartAsync("shudlab-director");
        SignInPath path = await lab.WalkAsync(lab.User(name));

        Assert.Equal(("A-L14DIR1.shudlab.net", primary, backup, 1), (path.FirstHop, path.PrimaryRegistrar, path.BackupRegistrar, path.RedirectCount));
    }

    [Fact]
    public async Task An_account_can_sign_in_by_its_principal_name()
    {
        using Laboratory lab = await Labs.StartAsync();
        LabUser user = lab.User("ClientUser1");

        Assert.Equal(SignInMode.Full, (await lab.WalkAsync(user, credential: new NetworkCredential(user.SipAddress, user.Password))).Mode);
    }

    [Fact]
    public async Task Many_users_sign_in_at_once_and_leave_no_connection_open()
    {
        using Laboratory lab = await Labs.StartAsync();
        LabUser user = lab.User("ClientUser2");

        SignInPath[] paths = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => lab.WalkAsync(user)));

        Assert.All(paths, path => Assert.Equal(Labs.FrontEnd2, path.Registrar));
        await Labs.EventuallyAsync(() => lab.Journal.OpenConnections == 0);
        Assert.Equal(64, lab.Journal.AcceptedConnections);
    }
}
