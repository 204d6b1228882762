using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.Tests.Dns;

/// <summary>A real authoritative server, NSD, on loopback with its own configuration in a folder of its own.</summary>
internal sealed class NsdServer : IDisposable
{
    private readonly DirectoryInfo _folder;
    private Process? _process;

    private NsdServer(DirectoryInfo folder)
    {
        _folder = folder;
    }

    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>The program, or null when this machine has none.</summary>
    public static string? FindProgram(string name) => new[] { "/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin" }
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <param name="zones">Text per zone name; a text that is not a zone makes NSD answer SERVFAIL.</param>
    /// <param name="probe">A name in a good zone, to see that the server is ready.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<NsdServer> StartAsync(IReadOnlyDictionary<string, string> zones, string probe, CancellationToken cancellationToken)
    {
        NsdServer server = new(Directory.CreateTempSubdirectory("nsd"));
        try
        {
            // NSD cannot say which port it got, so a free one is looked for; when somebody else takes it first, another one.
            for (int tries = 0; tries < 5; tries++)
            {
                server.Launch(zones);
                if (await server.IsReadyAsync(probe, cancellationToken))
                {
                    return server;
                }
            }

            throw new InvalidOperationException("NSD did not start: " + File.ReadAllText(Path.Combine(server._folder.FullName, "nsd.log")));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Stop();
        _folder.Delete(recursive: true);
    }

    private void Launch(IReadOnlyDictionary<string, string> zones)
    {
        Stop();
        EndPoint = new IPEndPoint(IPAddress.Loopback, FreePort());
        string folder = _folder.FullName;
        List<string> lines =
        [
            "server:", $"  ip-address: 127.0.0.1@{EndPoint.Port}", $"  zonesdir: \"{folder}\"", "  username: \"\"", "  pidfile: \"\"",
            $"  logfile: \"{folder}/nsd.log\"", $"  xfrdfile: \"{folder}/xfrd.state\"", $"  zonelistfile: \"{folder}/zone.list\"",
            $"  cookie-secret-file: \"{folder}/cookies\"", "  rrl-ratelimit: 0", "remote-control:", "  control-enable: no",
        ];
        foreach ((string zone, string text) in zones)
        {
            File.WriteAllText(Path.Combine(folder, zone + ".zone"), text);
            lines.AddRange(["zone:", $"  name: {zone}", $"  zonefile: {zone}.zone"]);
        }

        string configuration = Path.Combine(folder, "nsd.conf");
        File.WriteAllLines(configuration, lines);
        ProcessStartInfo start = new(FindProgram("nsd")!, ["-d", "-c", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task<bool> IsReadyAsync(string probe, CancellationToken cancellationToken)
    {
        DnsClient client = new(new DnsClientOptions { Servers = [EndPoint], Timeout = TimeSpan.FromSeconds(1) });
        Stopwatch waited = Stopwatch.StartNew();
        while (!_process!.HasExited && waited.Elapsed < TimeSpan.FromSeconds(20))
        {
            DnsAnswer answer = await client.ResolveAsync(probe, DnsRecordType.Soa, cancellationToken);
            if (answer.Outcome == DnsOutcome.Answer)
            {
                return true;
            }

            await Task.Delay(20, cancellationToken);
        }

        return false;
    }

    private void Stop()
    {
        if (_process is { HasExited: false })
        {
            // The main process takes its children with it when it is asked to end.
            using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            if (!_process.WaitForExit(5000))
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process?.Dispose();
        _process = null;
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
