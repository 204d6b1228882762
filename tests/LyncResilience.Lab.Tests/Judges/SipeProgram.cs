using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests.Judges;

/// <summary>Compiles the program that signs in with libpurple and its SIPE plugin; tests that need it are skipped where that can't be done.</summary>
public sealed class SipeProgram : IAsyncLifetime
{
    private static readonly string[] s_plugins = ["/usr/lib/purple-2/libsipe.so", "/usr/lib/x86_64-linux-gnu/purple-2/libsipe.so"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lyncresilience-sipe-");
    private string? _obstacle;

    public string Path => System.IO.Path.Combine(_folder.FullName, "sipe-sign-in");

    public async ValueTask InitializeAsync()
    {
        if (!Array.Exists(s_plugins, File.Exists))
        {
            _obstacle = "The SIPE plugin for libpurple (Debian: pidgin-sipe) is not installed.";
            return;
        }

        (int found, string flags) = await RunAsync("pkg-config", "--cflags", "--libs", "purple", "glib-2.0");
        if (found != 0)
        {
            _obstacle = "pkg-config (Debian: pkg-config) or the headers of libpurple (libpurple-dev) are not installed.";
            return;
        }

        string source = System.IO.Path.Combine(AppContext.BaseDirectory, "Judges", "sipe-sign-in.c");
        (int compiled, string errors) = await RunAsync(
            "cc", ["-o", Path, source, .. flags.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), "-lresolv"]);
        _obstacle = compiled switch
        {
            0 => null,
            -1 => "There is no C compiler (Debian: gcc, libc6-dev).",
            _ => throw new InvalidOperationException("sipe-sign-in.c doesn't compile: " + errors),
        };
    }

    /// <summary>Starts the program as a user of the laboratory.</summary>
    internal SipeClient Start(Laboratory lab, LabUser user, string? password = null, string? sipAddress = null, string? login = null)
    {
        if (_obstacle is not null)
        {
            Assert.Skip(_obstacle);
        }

        return new SipeClient(
            Path,
            _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")),
            password ?? user.Password,
            lab.DnsServer.Split(':')[1],
            System.IO.Path.GetDirectoryName(lab.RootCertificatePath)!,
            sipAddress ?? user.SipAddress,
            login ?? user.UserName);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string tool, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, process.ExitCode == 0 ? output : await errors);
        }
        catch (Win32Exception)
        {
            return (-1, $"{tool} is not installed.");
        }
    }
}
