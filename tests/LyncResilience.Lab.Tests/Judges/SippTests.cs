using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests.Judges;

/// <summary>SIPp, the SIP project's load generator, asks a registrar over TCP. Debian builds it without TLS.</summary>
public sealed class SippTests
{
    private const int Calls = 300;

    [Theory]
    [InlineData("t1", "many clients behind one connection")]
    [InlineData("tn", "a connection for each client")]
    public async Task Every_register_gets_a_challenge_that_names_the_registrar(string transport, string meaning)
    {
        using Laboratory lab = await Labs.StartAsync();
        LabPool pool = lab.Pool(Labs.FrontEnd1);

        (int exitCode, string output) = await Tools.RunAsync(
            "sipp", $"{pool.Address}:{pool.TcpPort}", "-i", pool.Address.ToString(), "-sf", Path.Combine(AppContext.BaseDirectory, "Judges", "register.sipp.xml"),
            "-t", transport, "-max_socket", "100", "-m", $"{Calls}", "-l", "50", "-r", "1000", "-timeout", "15s", "-timeout_error", "-nostdin");

        Assert.True(exitCode == 0, $"SIPp failed with {meaning}: {output}");
        Assert.Equal(Calls, lab.Journal.Requests.Count(request => request is { Method: "REGISTER", Host: Labs.FrontEnd1, HasAuthorization: false, IsSecure: false }));
        await Labs.EventuallyAsync(() => lab.Journal.OpenConnections == 0);
    }
}
