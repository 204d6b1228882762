using System;

namespace LyncResilience.Cmdlets;

/// <summary>Shows which folder a search for caches has come to and how many it has read, once it has taken a few seconds. How many folders there are shows at the end only.</summary>
internal sealed class CacheProgressBar
{
    private readonly PatientProgress _bar;
    private readonly string _place;
    private int _read;

    /// <param name="place">Where caches are looked for.</param>
    /// <param name="output">Shows the bar.</param>
    internal CacheProgressBar(string place, CmdletOutput output)
    {
        _place = place;
        _bar = new PatientProgress($"Looking for caches in {place}", output.WriteProgress);
    }

    /// <summary>The search has come to a folder.</summary>
    internal void Visit(string folder)
    {
        if (_bar.IsDue)
        {
            // A bar has one short line, and the place stands in it already.
            string below = folder.StartsWith(_place, StringComparison.Ordinal) ? folder.Substring(_place.Length).TrimStart('/', '\\') : folder;
            _bar.Report(FormattableString.Invariant($"{_read:N0} read: {below}"), share: null);
        }
    }

    /// <summary>A cache was read.</summary>
    internal void Add() => _read++;

    /// <summary>Takes the bar away, if there is one.</summary>
    internal void Complete() => _bar.Complete();
}
