using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Benchmarks;

/// <summary>A laboratory in a process of its own: the program's <c>serve</c>, known by what it prints.</summary>
internal sealed partial class LabHostProcess : IDisposable
{
    private readonly Process _process;

    private LabHostProcess(Process process, WalkTarget target)
    {
        _process = process;
        Target = target;
    }

    public WalkTarget Target { get; }

    public static async Task<LabHostProcess> StartAsync(CancellationToken cancellationToken)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "LyncResilience.LabHost.dll");
        Process process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve"]) { RedirectStandardOutput = true })!;
        List<string> lines = [];
        do
        {
            lines.Add(await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The laboratory did not start."));
        }
        while (!lines[^1].StartsWith("Ctrl+C", StringComparison.Ordinal));

        string text = string.Join('\n', lines);
        string[] account = Account().Match(text).Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] user = account[2].Split('\\');
        string host = account[1];
        return new LabHostProcess(process, new WalkTarget(
            IPEndPoint.Parse(DnsServer().Match(text).Groups[1].Value),
            X509CertificateLoader.LoadCertificateFromFile(Root().Match(text).Groups[1].Value),
            host,
            IPEndPoint.Parse(Regex.Match(text, $@"^  {Regex.Escape(host)} .*?(\d+\.\d+\.\d+\.\d+:\d+)", RegexOptions.Multiline).Groups[1].Value),
            account[0],
            new NetworkCredential(user[1], account[3], user[0])));
    }

    public void Dispose()
    {
        // Asked to end, it deletes its certificate file.
        using (Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex(@"DNS server\s+(\S+)")]
    private static partial Regex DnsServer();

    [GeneratedRegex(@"Root certificate\s+(.+)")]
    private static partial Regex Root();

    // The first line of the table of accounts.
    [GeneratedRegex(@"^  (\S+@\S+ .+)$", RegexOptions.Multiline)]
    private static partial Regex Account();
}
