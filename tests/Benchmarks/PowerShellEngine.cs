using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Benchmarks;

/// <summary>The installed PowerShell and the built module.</summary>
internal sealed class PowerShellEngine
{
    private const string Manifest = "LyncResilience.psd1";

    private readonly string _program;

    private PowerShellEngine(string program, string root)
    {
        _program = program;
        Import = $"Import-Module '{Path.Combine(root, Manifest).Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>The command that imports the module.</summary>
    public string Import { get; }

    /// <summary>Finds both; null when one is missing, which is said.</summary>
    public static PowerShellEngine? Find()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
            .FirstOrDefault(File.Exists);
        if (program == null)
        {
            Console.WriteLine("Skipped: pwsh is not on PATH.");
            return null;
        }

        string root = FindRoot();
        if (!File.Exists(Path.Combine(root, "module", "bin", "LyncResilience.Cmdlets.dll")))
        {
            Console.WriteLine("Skipped: the module is not built; run `dotnet build -c Release src/LyncResilience.Cmdlets` first.");
            return null;
        }

        return new PowerShellEngine(program, root);
    }

    /// <summary>Runs a command in a new process and waits for its end.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(_program, ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", command]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"pwsh -Command {command} failed.");
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, Manifest)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No {Manifest} above {AppContext.BaseDirectory}.");
    }
}
