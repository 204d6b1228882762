using System;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Lab.Tests;

public sealed class PoolDownTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task A_pool_that_is_down_lets_connections_time_out_and_comes_back_on_its_port()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows answers a full queue with a reset; there a pool that is down accepts and says nothing.");
        using Laboratory lab = await Labs.StartAsync();
        LabPool pool = lab.Pool(Labs.FrontEnd1);
        int port = pool.Port;

        lab.TakeDown(Labs.FrontEnd1);
        Assert.False(pool.IsUp);
        await Assert.ThrowsAsync<TimeoutException>(() => SipConnection.OpenAsync(pool.Address, port, s_short, Labs.Token));
        await Assert.ThrowsAsync<TimeoutException>(() => SipConnection.OpenAsync(pool.Address, pool.TcpPort, s_short, Labs.Token));

        lab.BringUp(Labs.FrontEnd1);
        Assert.Equal((true, port), (pool.IsUp, pool.Port));
        Assert.Equal(Labs.FrontEnd1, (await lab.WalkAsync(lab.User("ClientUser1"))).Registrar);
    }

    [Fact]
    public async Task A_session_hangs_while_its_pool_is_down_and_goes_on_afterwards()
    {
        using Laboratory lab = await Labs.StartAsync();
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser1"));
        await client.RegisterAsync();

        lab.TakeDown(Labs.FrontEnd1);
        await client.Connection.SendAsync(client.Association!.Authorize(client.Request("REGISTER")), Labs.Token);
        Task<SipMessage?> answer = client.Connection.ReceiveAsync(Labs.Patience, Labs.Token);
        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(s_short, Labs.Token)));

        lab.BringUp(Labs.FrontEnd1);
        Assert.Equal(200, Assert.IsType<SipResponse>(await answer).StatusCode);
    }

    [Fact]
    public async Task Cut_sessions_end_at_once()
    {
        using Laboratory lab = await Labs.StartAsync();
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser1"), secure: false);
        await client.RegisterAsync();

        lab.TakeDown(Labs.FrontEnd1, cutSessions: true);

        await EndOfConnectionAsync(client);
        await Labs.EventuallyAsync(() => lab.Journal.OpenConnections == 0);
    }

    [Fact]
    public async Task Disposing_the_laboratory_closes_every_connection_and_removes_the_certificate_file()
    {
        Laboratory lab = await Labs.StartAsync();
        using TestClient idle = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser1"));
        using TestClient hanging = await TestClient.ConnectAsync(lab, Labs.FrontEnd2, lab.User("ClientUser2"));
        await idle.RegisterAsync();
        lab.TakeDown(Labs.FrontEnd2);
        LabPool pool = lab.Pool(Labs.FrontEnd1);
        Assert.True(System.IO.File.Exists(lab.RootCertificatePath));

        lab.Dispose();
        lab.Dispose();

        await EndOfConnectionAsync(idle);
        await EndOfConnectionAsync(hanging);
        await Labs.EventuallyAsync(() => lab.Journal.OpenConnections == 0);
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => SipConnection.OpenAsync(pool.Address, pool.Port, Labs.Patience, Labs.Token));
        Assert.False(System.IO.Directory.Exists(System.IO.Path.GetDirectoryName(lab.RootCertificatePath)));
    }

    [Fact]
    public async Task An_unknown_pool_is_an_error_that_names_the_nearest()
    {
        using Laboratory lab = await Labs.StartAsync();
        Assert.Contains($"Did you mean '{Labs.FrontEnd2}'", Assert.Throws<ArgumentException>(() => lab.TakeDown("A-L14FE2.shudlab.nte")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => lab.SetFault(Labs.FrontEnd1, new LabFault(LabFaultKind.WrongId)));
        Assert.Throws<ArgumentException>(() => lab.SetFault(Laboratory.DnsTarget, new LabFault(LabFaultKind.Reset)));
        Assert.Throws<ArgumentOutOfRangeException>(() => lab.Advance(TimeSpan.FromSeconds(-1)));
    }

    // The end comes as the end of the stream or as an error, as the network has it.
    private static async Task EndOfConnectionAsync(TestClient client)
    {
        try
        {
            Assert.Null(await client.Connection.ReceiveAsync(Labs.Patience, Labs.Token));
        }
        catch (System.IO.IOException)
        {
        }
    }
}
