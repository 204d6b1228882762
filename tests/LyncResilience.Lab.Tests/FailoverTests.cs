using System;
using System.Text;
using System.Threading.Tasks;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.Tests;
using LyncResilience.Discovery.Topology;
using LyncResilience.Lab.Scenarios;
using Xunit;

namespace LyncResilience.Lab.Tests;

public sealed class FailoverTests
{
    [Fact]
    public async Task The_backup_takes_users_in_exactly_after_the_failure_detection_interval()
    {
        using Laboratory lab = await Labs.StartFrozenAsync("shudlab");
        lab.TakeDown(Labs.FrontEnd1);

        lab.Advance(TimeSpan.FromSeconds(300) - TimeSpan.FromTicks(1));
        Assert.Equal(301, (await AskBackupAsync(lab)).StatusCode);

        lab.Advance(TimeSpan.FromTicks(1));
        SipResponse response = await AskBackupAsync(lab);
        Assert.Equal(200, response.StatusCode);
        Assert.EndsWith("is-connected-to-primary=\"no\";user-services-state=unavailable", response.Header("presence-state"), StringComparison.Ordinal);
    }

    [Fact]
    public Task With_a_second_srv_record_a_stranded_client_gets_limited_service() => Undisturbed.OnceAsync(async () =>
    {
        using Laboratory lab = await Labs.StartFrozenAsync("shudlab-two-srv");
        LabUser user = lab.User("ClientUser1");
        lab.TakeDown(Labs.FrontEnd1);

        SignInPath before = await lab.WalkAsync(user, seconds: 4);
        lab.Advance(TimeSpan.FromSeconds(301));
        SignInPath after = await lab.WalkAsync(user, seconds: 8);

        Assert.Equal(SignInMode.None, before.Mode);
        Assert.Equal((SignInMode.Limited, Labs.FrontEnd2), (after.Mode, after.Registrar));
        Assert.Contains(after.Hops, hop => hop.Target == Labs.FrontEnd1 && hop.Outcome == SignInOutcome.NoAnswer);
    });

    [Fact]
    public async Task Guests_are_told_to_go_home_one_failback_interval_after_the_pool_is_heard_again()
    {
        using Laboratory lab = await Labs.StartFrozenAsync("shudlab");
        using TestClient guest = await StrandAsync(lab);

        lab.BringUp(Labs.FrontEnd1);
        lab.Advance(TimeSpan.FromSeconds(590));
        Assert.Equal(200, (await guest.AskSignedAsync(guest.Request("REGISTER"))).StatusCode);

        lab.Advance(TimeSpan.FromSeconds(60));
        SipRequest notify = Assert.IsType<SipRequest>(await guest.Connection.ReceiveAsync(Labs.Patience, Labs.Token));
        Assert.Equal(
            ("NOTIFY", "registration-notify", "terminated;expires=0", $"sip:{Labs.FrontEnd1}:{lab.Pool(Labs.FrontEnd1).Port};transport=TLS"),
            (notify.Method, notify.Header("Event"), notify.Header("subscription-state"), notify.Header("P-Preferred-Registrar")));
        Assert.StartsWith("deregistered;event=preferred-registrar-change", Encoding.ASCII.GetString(notify.Body), StringComparison.Ordinal);
        Assert.Equal(SignatureVerdict.Verified, guest.Association!.Verify(notify));
        Assert.Equal(301, (await guest.AskSignedAsync(guest.Request("REGISTER"))).StatusCode);
    }

    [Fact]
    public async Task A_guest_whose_sign_in_was_repeated_is_still_told_to_go_home()
    {
        using Laboratory lab = await Labs.StartFrozenAsync("shudlab");
        using TestClient guest = await StrandAsync(lab);
        using TestClient other = await TestClient.ConnectAsync(lab, Labs.FrontEnd2, lab.User("ClientUser1"));
        Assert.Equal(401, (await other.AskAsync(guest.Last!)).StatusCode);

        lab.BringUp(Labs.FrontEnd1);
        lab.Advance(TimeSpan.FromSeconds(700));
        SipRequest notify = Assert.IsType<SipRequest>(await guest.Connection.ReceiveAsync(Labs.Patience, Labs.Token));
        Assert.Equal(SignatureVerdict.Verified, guest.Association!.Verify(notify));
    }

    [Fact]
    public async Task A_backup_after_an_outage_of_its_own_keeps_its_guests_while_the_home_pool_is_dead()
    {
        using Laboratory lab = await Labs.StartFrozenAsync("shudlab");
        using TestClient guest = await StrandAsync(lab);

        lab.TakeDown(Labs.FrontEnd2);
        lab.Advance(TimeSpan.FromSeconds(20));
        lab.BringUp(Labs.FrontEnd2);

        Assert.Equal("OPTIONS", (await guest.AskSignedAsync(guest.Request("OPTIONS"))).CSeqMethod);
        lab.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(200, (await guest.AskSignedAsync(guest.Request("REGISTER"))).StatusCode);
    }

    [Fact]
    public async Task A_backup_after_an_outage_of_its_own_sends_guests_home_when_it_has_heard_the_home_pool_for_the_failback_interval()
    {
        using Laboratory lab = await Labs.StartFrozenAsync("shudlab");
        using TestClient guest = await StrandAsync(lab);

        lab.TakeDown(Labs.FrontEnd2);
        lab.BringUp(Labs.FrontEnd1);
        lab.Advance(TimeSpan.FromSeconds(20));
        lab.BringUp(Labs.FrontEnd2);

        lab.Advance(TimeSpan.FromSeconds(600));
        Assert.Equal("OPTIONS", (await guest.AskSignedAsync(guest.Request("OPTIONS"))).CSeqMethod);
        lab.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("NOTIFY", Assert.IsType<SipRequest>(await guest.Connection.ReceiveAsync(Labs.Patience, Labs.Token)).Method);
    }

    [Fact]
    public async Task A_client_that_left_is_not_told_anything()
    {
        using Laboratory lab = await Labs.StartFrozenAsync("shudlab");
        using TestClient guest = await StrandAsync(lab);
        Assert.Equal(200, (await guest.AskSignedAsync(guest.Request("REGISTER", ("Expires", "0")))).StatusCode);

        lab.BringUp(Labs.FrontEnd1);
        lab.Advance(TimeSpan.FromSeconds(700));

        Assert.Equal("OPTIONS", (await guest.AskSignedAsync(guest.Request("OPTIONS"))).CSeqMethod);
    }

    [Fact]
    public async Task A_branch_user_is_remote_and_limited_while_the_central_pool_is_down()
    {
        var scenario = new LabScenario(
            "branch",
            "A branch appliance.",
            Labs.Topology(new PoolDraft("sba.shudlab.net") { Kind = PoolKind.Sba, BackupPool = Labs.FrontEnd1 }, new PoolDraft(Labs.FrontEnd1) { Kind = PoolKind.Enterprise }),
            [],
            [new ScenarioUser("alice@shudlab.net", "sba.shudlab.net", @"SHUDLAB\alice")]);
        using Laboratory lab = await Labs.StartAsync(scenario);
        using TestClient client = await TestClient.ConnectAsync(lab, "sba.shudlab.net", lab.User("alice"));

        Assert.Equal("register-action=\"added\";primary-cluster-type=\"remote\";is-connected-to-primary=\"yes\"", (await client.RegisterAsync()).Header("presence-state"));
        lab.TakeDown(Labs.FrontEnd1);
        SipResponse refreshed = await client.AskSignedAsync(client.Request("REGISTER"));
        Assert.EndsWith("is-connected-to-primary=\"yes\";user-services-state=unavailable", refreshed.Header("presence-state"), StringComparison.Ordinal);
    }

    // The home pool has been down for its failure detection interval, and the backup has taken its user in.
    private static async Task<TestClient> StrandAsync(Laboratory lab)
    {
        lab.TakeDown(Labs.FrontEnd1);
        lab.Advance(TimeSpan.FromSeconds(301));
        TestClient guest = await TestClient.ConnectAsync(lab, Labs.FrontEnd2, lab.User("ClientUser1"));
        Assert.Equal(200, (await guest.RegisterAsync()).StatusCode);
        return guest;
    }

    private static async Task<SipResponse> AskBackupAsync(Laboratory lab)
    {
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd2, lab.User("ClientUser1"));
        return await client.RegisterAsync();
    }
}
