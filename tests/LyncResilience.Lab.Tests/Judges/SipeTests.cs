using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests.Judges;

/// <summary>
/// The SIPE plugin of Pidgin, unmodified, signs in to the laboratory: it finds the registrar by DNS, verifies its certificate, authenticates
/// with NTLM over TLS and checks the signature of every answer.
/// </summary>
public sealed class SipeTests : IClassFixture<SipeProgram>
{
    private readonly SipeProgram _sipe;

    public SipeTests(SipeProgram sipe)
    {
        _sipe = sipe;
    }

    [Theory]
    [InlineData("shudlab", "ClientUser1", Labs.FrontEnd1)]
    [InlineData("shudlab", "ClientUser2", Labs.FrontEnd1, Labs.FrontEnd2)]
    [InlineData("shudlab-director", "ClientUser1", "A-L14DIR1.shudlab.net", Labs.FrontEnd1)]
    public async Task Signs_in_where_the_srv_record_leads_follows_the_redirect_and_stays_on(string scenario, string name, params string[] registrars)
    {
        using Laboratory lab = await Labs.StartAsync(scenario);
        using SipeClient client = _sipe.Start(lab, lab.User(name));

        await client.SaysAsync("SIGNED-ON");
        await Labs.EventuallyAsync(() => lab.Journal.Requests.Count(request => request.Method == "SUBSCRIBE") == 3);
        Assert.Equal(
            registrars.SelectMany(host => new[] { (host, false, false), (host, true, false), (host, true, true) }),
            lab.Journal.Requests.Where(request => request.Method == "REGISTER").Select(request => (request.Host, request.HasAuthorization, request.HasToken)));
        Assert.All(lab.Journal.Requests, request => Assert.True(request.IsSecure));
        Assert.Equal(1, lab.Journal.OpenConnections);

        (IReadOnlyList<string> said, int exitCode) = await client.EndAsync();
        Assert.Equal(
            [$"SRV {registrars[0]} {lab.Pool(registrars[0]).Port}", .. registrars.Select(host => "ADDRESS " + host), "SIGNED-ON"],
            said);
        Assert.Equal(0, exitCode);
        await Labs.EventuallyAsync(() => lab.Journal.OpenConnections == 0);
    }

    [Fact]
    public async Task An_account_signs_in_by_its_principal_name()
    {
        using Laboratory lab = await Labs.StartAsync();
        LabUser user = lab.User("ClientUser1");
        using SipeClient client = _sipe.Start(lab, user, login: user.SipAddress);

        await client.SaysAsync("SIGNED-ON");
        Assert.Equal(0, (await client.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData("alice@shudlab.net", "wrong", "Authentication failed")]
    [InlineData("bob@shudlab.net", null, "rejected by the server")]
    [InlineData("nobody@shudlab.net", null, "does not exist")]
    public async Task Says_why_it_is_turned_away(string sipAddress, string? password, string reason)
    {
        using Laboratory lab = await Labs.StartAsync(Labs.SinglePool());
        LabUser user = lab.Users.FirstOrDefault(candidate => candidate.SipAddress == sipAddress) ?? lab.User("alice");
        using SipeClient client = _sipe.Start(lab, user, password, sipAddress);

        Assert.Contains(reason, await client.SaysAsync("DISCONNECTED"), StringComparison.Ordinal);
        await Labs.EventuallyAsync(() => lab.Journal.OpenConnections == 0);
    }

    [Theory]
    [InlineData(LabFaultKind.WrongCertificateName)]
    [InlineData(LabFaultKind.ExpiredCertificate)]
    [InlineData(LabFaultKind.UntrustedCertificate)]
    public async Task Asks_before_it_accepts_a_bad_certificate(LabFaultKind kind)
    {
        using Laboratory lab = await Labs.StartAsync();
        lab.SetFault(Labs.FrontEnd1, new LabFault(kind));
        using SipeClient client = _sipe.Start(lab, lab.User("ClientUser1"));

        Assert.Contains("certificate", await client.SaysAsync("QUESTION"), StringComparison.Ordinal);
        Assert.Empty(lab.Journal.Requests);
    }

    [Fact]
    public async Task Notices_that_its_session_was_cut()
    {
        using Laboratory lab = await Labs.StartAsync();
        using SipeClient client = _sipe.Start(lab, lab.User("ClientUser1"));
        await client.SaysAsync("SIGNED-ON");

        lab.TakeDown(Labs.FrontEnd1, cutSessions: true);

        await client.SaysAsync("DISCONNECTED");
    }

    [Fact]
    public async Task Is_taken_in_by_the_backup_and_told_when_it_is_to_go_home()
    {
        using Laboratory lab = await Labs.StartFrozenAsync("shudlab");
        lab.TakeDown(Labs.FrontEnd2);
        lab.Advance(TimeSpan.FromSeconds(301));
        using SipeClient client = _sipe.Start(lab, lab.User("ClientUser2"));
        await client.SaysAsync("SIGNED-ON");
        Assert.Equal(0, lab.Journal.AcceptedBy(Labs.FrontEnd2));

        lab.BringUp(Labs.FrontEnd2);
        lab.Advance(TimeSpan.FromSeconds(660));

        // It drops a NOTIFY silently unless it is signed rightly.
        await client.SaysAsync("DISCONNECTED");
    }
}
