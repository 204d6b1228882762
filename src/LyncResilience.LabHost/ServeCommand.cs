using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Lab;

namespace LyncResilience.LabHost;

/// <summary>Keeps a laboratory up and says how to reach it.</summary>
internal sealed class ServeCommand
{
    private readonly TextWriter _output;

    public ServeCommand(TextWriter output)
    {
        _output = output;
    }

    /// <summary>Serves until it is stopped.</summary>
    public async Task<int> RunAsync(HostArguments arguments, CancellationToken cancellationToken)
    {
        var options = new LabOptions { DnsPort = arguments.DnsPort, SipPort = arguments.SipPort };
        using Laboratory lab = await Laboratory.StartAsync(arguments.Scenario, options, cancellationToken).ConfigureAwait(false);
        Describe(lab);
        await _output.FlushAsync(CancellationToken.None).ConfigureAwait(false);

        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Being stopped is how this command ends.
        }

        await _output.WriteLineAsync("Stopped.").ConfigureAwait(false);
        return HostExitCode.Success;
    }

    private void Describe(Laboratory lab)
    {
        _output.WriteLine($"Laboratory '{lab.Scenario.Name}' is up. {lab.Scenario.Description}");
        foreach (string part in lab.Scenario.NotPlayed)
        {
            _output.WriteLine($"  Not played: {part}");
        }

        _output.WriteLine();
        _output.WriteLine($"  DNS server        {lab.DnsServer} (UDP and TCP)");
        _output.WriteLine($"  Root certificate  {lab.RootCertificatePath}");
        _output.WriteLine();

        var registrars = new TextTable("Registrar", "Kind", "TLS", "TCP");
        foreach (LabPool pool in lab.Pools)
        {
            registrars.Add(pool.Fqdn, pool.Kind.ToString(), $"{pool.Address}:{pool.Port}", $"{pool.Address}:{pool.TcpPort}");
        }

        registrars.Write(_output);
        _output.WriteLine();

        var accounts = new TextTable("SIP address", "Home pool", "User name", "Password");
        foreach (LabUser user in lab.Users)
        {
            accounts.Add(user.SipAddress, user.HomePool, user.UserName, user.Password);
        }

        accounts.Write(_output);
        _output.WriteLine();

        SuggestWhatToTry(lab);
        _output.WriteLine("Ctrl+C stops it.");
    }

    private void SuggestWhatToTry(Laboratory lab)
    {
        LabPool first = lab.Pools[0];
        string[] dns = lab.DnsServer.Split(':');
        _output.WriteLine("Try, in another window:");
        if (lab.Scenario.Records.OfType<SrvRecord>().FirstOrDefault() is { } record)
        {
            _output.WriteLine($"  dig @{dns[0]} -p {dns[1]} {record.Name} SRV");
        }

        _output.WriteLine($"  openssl s_client -connect {first.Address}:{first.Port} -servername {first.Fqdn} \\");
        _output.WriteLine($"      -verify_hostname {first.Fqdn} -CAfile {lab.RootCertificatePath} -brief");
        if (lab.Users.Count > 0)
        {
            LabUser sample = lab.Users[^1];
            _output.WriteLine($"  Test-SrvSignInPath -SipAddress {sample.SipAddress} -Credential '{sample.UserName}' `");
            _output.WriteLine($"      -DnsServer {lab.DnsServer} -TrustedRoot {lab.RootCertificatePath}");
        }

        _output.WriteLine();
    }
}
