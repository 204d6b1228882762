using System;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Cmdlets.Tests;

/// <summary>The engine that the suites run in, looked for once for all of them.</summary>
public sealed class PesterEngine : IAsyncLifetime
{
    /// <summary>Its full path; null when the suites can't run.</summary>
    public string? Path { get; private set; }

    /// <summary>Why they can't run; null when they can.</summary>
    public string? WhyMissing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (PowerShellHost.Find() is not { } engine)
        {
            WhyMissing = "there is no pwsh on the PATH";
            return;
        }

        (int missing, _) = await PowerShellHost.RunAsync(
            engine,
            ["-Command", "if (Get-Module -ListAvailable Pester | Where-Object Version -ge ([version] '5.0')) { exit 0 } else { exit 1 }"],
            TimeSpan.FromMinutes(2),
            TestContext.Current.CancellationToken);
        if (missing == 0)
        {
            Path = engine;
        }
        else
        {
            WhyMissing = "PowerShell finds no Pester 5";
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
