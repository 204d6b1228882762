using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests.Judges;

/// <summary>Programs of others. A test that needs one is skipped where it isn't installed.</summary>
internal static class Tools
{
    public static async Task<string> DigAsync(Laboratory lab, string name, string type, params string[] further)
    {
        string[] server = lab.DnsServer.Split(':');
        return (await RunAsync("dig", ["@" + server[0], "-p", server[1], "+tries=1", "+time=5", .. further, name, type])).Output;
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string tool, params string[] arguments)
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
