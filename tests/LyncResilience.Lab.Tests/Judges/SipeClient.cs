using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests.Judges;

/// <summary>A running SIPE: what it said, and how to end it.</summary>
internal sealed class SipeClient : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _said = [];

    /// <summary>Starts it; it signs in at once.</summary>
    public SipeClient(string program, DirectoryInfo folder, string password, string dnsPort, string rootFolder, string sipAddress, string login)
    {
        _process = Process.Start(new ProcessStartInfo(program, [dnsPort, rootFolder, folder.FullName, sipAddress, login])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _process.StandardInput.WriteLine(password);
        _process.StandardInput.Flush();
    }

    /// <summary>Reads on until it says a line that starts so.</summary>
    /// <returns>The whole line.</returns>
    public async Task<string> SaysAsync(string start)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token);
        limit.CancelAfter(Labs.Patience);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                _said.Add(line);
                if (line.StartsWith(start, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException) when (!Labs.Token.IsCancellationRequested)
        {
            Assert.Fail($"SIPE did not say '{start}' within {Labs.Patience.TotalSeconds} s, but: {string.Join(" | ", _said)}");
        }

        Assert.Fail($"SIPE ended and never said '{start}', but: {string.Join(" | ", _said)}");
        throw new InvalidOperationException();
    }

    /// <summary>Waits until it has ended by itself, or signs off and waits.</summary>
    /// <returns>Everything that it said, and its exit code: 0 when it was signed on to the end.</returns>
    public async Task<(IReadOnlyList<string> Said, int ExitCode)> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token);
        limit.CancelAfter(Labs.Patience);
        _process.StandardInput.Close();
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            _said.Add(line);
        }

        await _process.WaitForExitAsync(limit.Token);
        return (_said, _process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
