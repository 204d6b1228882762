using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Lab.Tests;

public sealed class RegistrarTests
{
    [Fact]
    public async Task Offers_one_scheme_per_header_and_says_who_it_is()
    {
        using Laboratory lab = await Labs.StartAsync();
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser1"));

        SipResponse response = await client.AskAsync(client.Request("REGISTER"));

        Assert.Equal(401, response.StatusCode);
        Assert.Equal(["NTLM", "Kerberos", "TLS-DSK"], response.HeaderLines("WWW-Authenticate").Select(line => line.Split(' ')[0]));
        Assert.All(response.HeaderLines("WWW-Authenticate"), line => Assert.Contains("version=4", line, StringComparison.Ordinal));
        Assert.Equal(Labs.FrontEnd1, AuthenticationOffer.Of(response).TargetName);
        Assert.Equal("RTC/4.0", response.Header("Server"));
        Assert.True(DateTimeOffset.TryParse(response.Header("Date"), out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_home_pool_registers_its_user_in_full(bool secure)
    {
        using Laboratory lab = await Labs.StartAsync();
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser1"), secure);

        SipResponse response = await client.RegisterAsync();

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(SignatureVerdict.Verified, client.Association!.Signature);
        Assert.Equal("7200", response.Header("Expires"));
        Assert.True(response.HeaderLines("Supported").Count() > 2);
        Assert.DoesNotContain(", ", response.Header("Allow-Events"), StringComparison.Ordinal);
        Assert.Equal("register-action=\"added\";primary-cluster-type=\"central\";is-connected-to-primary=\"yes\"", response.Header("presence-state"));

        SipResponse refreshed = await client.AskSignedAsync(client.Request("REGISTER"));
        Assert.Contains("register-action=\"refreshed\"", refreshed.Header("presence-state"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_pool_redirects_to_the_primary_and_names_the_backup()
    {
        using Laboratory lab = await Labs.StartAsync();
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser2"));

        SipResponse response = await client.RegisterAsync();

        Assert.Equal("SIP/2.0 301 Redirect request to Home Server", response.StartLine);
        Assert.Equal(
            [
                $"<sip:{Labs.FrontEnd2}:{lab.Pool(Labs.FrontEnd2).Port};transport=TLS>;q=0.7",
                $"<sip:{Labs.FrontEnd1}:{lab.Pool(Labs.FrontEnd1).Port};transport=TLS>;q=0.3",
            ],
            response.HeaderLines("Contact"));
        Assert.Equal(SignatureVerdict.Verified, client.Association!.Signature);
    }

    [Fact]
    public async Task Without_a_backup_the_redirect_has_one_contact_and_no_q()
    {
        using Laboratory lab = await Labs.StartAsync(Labs.SinglePool());
        using TestClient client = await TestClient.ConnectAsync(lab, "dir.shudlab.net", lab.User("alice"));

        SipResponse response = await client.RegisterAsync();

        Assert.Equal([$"<sip:{Labs.FrontEnd1}:{lab.Pool(Labs.FrontEnd1).Port};transport=TLS>"], response.HeaderLines("Contact"));
    }

    [Fact]
    public async Task Disabled_and_unknown_users_are_turned_away_with_the_reason()
    {
        using Laboratory lab = await Labs.StartAsync(Labs.SinglePool());
        using TestClient disabled = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("bob"));
        using TestClient unknown = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("alice"), address: "nobody@shudlab.net");
        using TestClient other = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("bob"), address: "alice@shudlab.net");

        SipResponse response = await disabled.RegisterAsync();
        Assert.Equal((403, 4141), (response.StatusCode, MsDiagnostics.Of(response).Single().Id));
        response = await unknown.RegisterAsync();
        Assert.Equal((404, 4005), (response.StatusCode, MsDiagnostics.Of(response).Single().Id));
        Assert.Equal(403, (await other.RegisterAsync()).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_gets_another_challenge()
    {
        using Laboratory lab = await Labs.StartAsync();
        LabUser user = lab.User("ClientUser1");
        var wrong = new LabUser(user.SipAddress, user.HomePool, user.UserName, "wrong");
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, wrong);

        Assert.Equal(401, (await client.RegisterAsync()).StatusCode);
    }

    [Theory]
    [InlineData("From", "<sip:ClientUser1@shudlab.net>;tag=1", 400, 4010)]
    [InlineData("Event", "presence", 489, 4055)]
    [InlineData("Supported", "msrtc-event-categories", 421, 2057)]
    public async Task A_register_that_lacks_something_is_refused(string header, string value, int status, int diagnostics)
    {
        using Laboratory lab = await Labs.StartAsync();
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser1"));

        SipResponse response = await client.RegisterAsync((header, value));

        Assert.Equal((status, diagnostics), (response.StatusCode, MsDiagnostics.Of(response).Single().Id));
    }

    [Fact]
    public async Task Other_requests_get_a_signed_200_and_unsigned_ones_a_challenge()
    {
        using Laboratory lab = await Labs.StartAsync();
        using TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser1"));
        Assert.Equal(401, (await client.AskAsync(client.Request("SUBSCRIBE"))).StatusCode);
        await client.RegisterAsync();

        foreach (string method in new[] { "SUBSCRIBE", "SERVICE", "OPTIONS" })
        {
            SipResponse response = await client.AskSignedAsync(client.Request(method));
            Assert.Equal((200, SignatureVerdict.Verified), (response.StatusCode, client.Association!.Signature));
        }

        Assert.Equal("0", (await client.AskSignedAsync(client.Request("REGISTER", ("Expires", "0")))).Header("Expires"));
    }

    [Fact]
    public async Task Who_comes_without_tls_or_leaves_is_in_the_journal()
    {
        using Laboratory lab = await Labs.StartAsync();
        using (TestClient client = await TestClient.ConnectAsync(lab, Labs.FrontEnd1, lab.User("ClientUser1"), secure: false))
        {
            await client.RegisterAsync();
            Assert.Equal(1, lab.Journal.OpenConnections);
        }

        await Labs.EventuallyAsync(() => lab.Journal.OpenConnections == 0);
        Assert.Equal([false, false, true], lab.Journal.Requests.Select(request => request.HasToken));
        Assert.Equal([false, true, true], lab.Journal.Requests.Select(request => request.HasAuthorization));
        Assert.All(lab.Journal.Requests, request => Assert.False(request.IsSecure));
        Assert.Equal(1, lab.Journal.AcceptedBy(Labs.FrontEnd1));
    }

    [Fact]
    public async Task Keep_alives_are_skipped_and_senseless_bytes_end_only_their_own_connection()
    {
        using Laboratory lab = await Labs.StartAsync();
        LabPool pool = lab.Pool(Labs.FrontEnd1);
        using TestClient client = await TestClient.ConnectAsync(lab, pool.Fqdn, lab.User("ClientUser1"));
        await client.RegisterAsync();
        foreach (int port in new[] { pool.Port, pool.TcpPort })
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(pool.Address, port, Labs.Token);
            await socket.SendAsync(Encoding.ASCII.GetBytes("\r\n\r\nGET / HTTP/1.1\r\nno header\r\n\r\n"), Labs.Token);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token);
            limit.CancelAfter(Labs.Patience);
            byte[] rest = new byte[1024];
            while (await ReceiveAsync(socket, rest, limit.Token) > 0)
            {
            }
        }

        Assert.Equal(200, (await client.AskSignedAsync(client.Request("OPTIONS"))).StatusCode);
    }

    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancellationToken);
        }
        catch (SocketException)
        {
            return 0; // Reset instead of closed: as final as the end of the stream.
        }
    }
}
