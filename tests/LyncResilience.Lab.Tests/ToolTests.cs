using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>Independent judges of what the laboratory puts on the wire.</summary>
public sealed class ToolTests
{
    [Fact]
    public async Task Dig_reads_the_srv_record_and_the_addresses_with_it()
    {
        using Laboratory lab = await Labs.StartAsync("shudlab-two-srv");

        string answer = await DigAsync(lab, Labs.SignInName, "SRV");

        Assert.Contains("status: NOERROR", answer, StringComparison.Ordinal);
        Assert.Contains("flags: qr aa", answer, StringComparison.Ordinal);
        Assert.Contains($"0 0 {lab.Pool(Labs.FrontEnd1).Port} {Labs.FrontEnd1}.", answer, StringComparison.Ordinal);
        Assert.Contains($"10 0 {lab.Pool(Labs.FrontEnd2).Port} {Labs.FrontEnd2}.", answer, StringComparison.Ordinal);
        Assert.Contains("ADDITIONAL: 3", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nobody.shudlab.net", "A", "NXDOMAIN")]
    [InlineData("_tcp.shudlab.net", "A", "NOERROR")]
    [InlineData("shudlab.example", "A", "REFUSED")]
    public async Task Dig_reads_negative_answers_over_udp_and_tcp(string name, string type, string status)
    {
        using Laboratory lab = await Labs.StartAsync();
        Assert.Contains("status: " + status, await DigAsync(lab, name, type), StringComparison.Ordinal);
        string answer = await DigAsync(lab, name, type, "+tcp");
        Assert.Contains("status: " + status, answer, StringComparison.Ordinal);
        Assert.Equal(status != "REFUSED", answer.Contains("SOA\tns.shudlab.net.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Labs.FrontEnd1, true)]
    [InlineData("another.shudlab.net", false)]
    public async Task Openssl_verifies_the_certificate_for_the_pools_name_only(string name, bool isTrusted)
    {
        using Laboratory lab = await Labs.StartAsync();
        LabPool pool = lab.Pool(Labs.FrontEnd1);

        (int exitCode, string output) = await RunAsync(
            "openssl", "s_client", "-connect", $"{pool.Address}:{pool.Port}", "-servername", name, "-verify_hostname", name, "-CAfile", lab.RootCertificatePath,
            "-verify_return_error", "-x509_strict", "-brief");

        Assert.True(exitCode == 0 == isTrusted, output);
        Assert.Contains(isTrusted ? "Verification: OK" : "verify error", output, StringComparison.OrdinalIgnoreCase);
    }

    internal static async Task<string> DigAsync(Laboratory lab, string name, string type, params string[] further)
    {
        string[] server = lab.DnsServer.Split(':');
        return (await RunAsync("dig", ["@" + server[0], "-p", server[1], "+tries=1", "+time=5", .. further, name, type])).Output;
    }

    internal static async Task<(int ExitCode, string Output)> RunAsync(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{tool} is not installed.");
            throw;
        }

        using (process)
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token))
        {
            limit.CancelAfter(Labs.Patience);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return (process.ExitCode, await output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw new IOException($"{tool} did not end within {Labs.Patience.TotalSeconds} s.");
            }
        }
    }
}
