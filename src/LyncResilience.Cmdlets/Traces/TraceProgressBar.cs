using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Traces;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Shows how far the reading of files has come, once it has taken a few seconds. Reports come on the pipeline thread, which is the only one that
/// may write.
/// </summary>
internal sealed class TraceProgressBar : IProgress<TraceProgress>
{
    private readonly PatientProgress _bar;
    private readonly Dictionary<string, long> _sizes;
    private readonly Dictionary<string, Dictionary<string, TraceProgress>> _read = [];

    /// <param name="cmdlet">Whose bar it is.</param>
    /// <param name="files">What is read.</param>
    internal TraceProgressBar(Cmdlet cmdlet, IEnumerable<string> files)
    {
        // What is no path at all is left to whoever opens it: FileInfo throws for some of these.
        _sizes = files.ToDictionary(file => file, file => File.Exists(file) && new FileInfo(file) is { Exists: true } info ? info.Length : 0);
        _bar = new PatientProgress(_sizes.Count == 1 ? "Reading the trace" : $"Reading {_sizes.Count} traces", cmdlet.WriteProgress);
    }

    /// <inheritdoc/>
    public void Report(TraceProgress value)
    {
        // The entry of an archive is called archive!entry.
        string file = _sizes.ContainsKey(value.File) || value.File.LastIndexOf('!') is not (>= 0 and var end) ? value.File : value.File.Substring(0, end);
        if (!_read.TryGetValue(file, out Dictionary<string, TraceProgress>? parts))
        {
            _read.Add(file, parts = []);
        }

        parts[value.File] = value;
        if (_bar.IsDue)
        {
            _bar.Report(Path.GetFileName(value.File), Share());
        }
    }

    /// <summary>Takes the bar away, if there is one.</summary>
    internal void Complete() => _bar.Complete();

    // Files of different sizes; what an archive holds counts in proportion to the archive.
    private double Share()
    {
        double total = Math.Max(1, _sizes.Values.Sum());
        double done = _read.Sum(file =>
        {
            double length = file.Value.Values.Sum(part => Math.Max(part.Length, part.Position));
            return length == 0 || !_sizes.TryGetValue(file.Key, out long size) ? 0 : size * file.Value.Values.Sum(part => part.Position) / length;
        });
        return done / total;
    }
}
