using System;
using System.IO;
using System.Text;
using LyncResilience.Lab.Traces;

namespace LyncResilience.Cmdlets;

/// <summary>The logs of a laboratory: one of each pool, as its server would write it, and one of all its clients.</summary>
internal sealed class LabTraceFiles
{
    private const string ClientLog = "Lync-UccApi-0.UccApilog";

    /// <param name="folder">Where they go; must exist.</param>
    internal LabTraceFiles(string folder) => Folder = folder;

    internal string Folder { get; }

    /// <summary>Takes down what the laboratory says and hears.</summary>
    internal LabTraceRecorder Recorder { get; } = new();

    /// <summary>Writes all of them anew.</summary>
    /// <exception cref="IOException">A file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    internal void Write()
    {
        foreach (string host in Recorder.Hosts)
        {
            Write($"{host}.log", LabTraceFormat.ServerCls, host);
        }

        Write(ClientLog, LabTraceFormat.Client, host: null);
    }

    /// <summary>Writes them, and says what kept them from being written; null when nothing did.</summary>
    internal Exception? TryWrite()
    {
        try
        {
            Write();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception;
        }
    }

    private void Write(string name, LabTraceFormat format, string? host)
    {
        // Whoever follows the log may have it open.
        using FileStream file = new(Path.Combine(Folder, name), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        using StreamWriter writer = new(file, new UTF8Encoding(false));
        Recorder.Write(writer, format, host);
    }
}
