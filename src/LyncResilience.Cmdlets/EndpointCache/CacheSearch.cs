using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using LyncResilience.Discovery.EndpointCache;

namespace LyncResilience.Cmdlets;

/// <summary>Finds, reads and judges caches, and writes entries and errors as they come.</summary>
internal sealed class CacheSearch
{
    private const string AllProfiles = "*";

    private readonly CacheStandingJudge? _judge;

    /// <param name="judge">Tells the standing of each entry; null when no topology was given.</param>
    internal CacheSearch(CacheStandingJudge? judge) => _judge = judge;

    /// <summary>The entry with its standing, where a topology tells it.</summary>
    internal EndpointCacheEntry Judged(EndpointCacheEntry entry) => _judge?.Judge(entry) ?? entry;

    /// <summary>Reads a file of any name, or the caches in a folder and all folders below.</summary>
    internal void At(string path, CmdletOutput output, CancellationToken cancellationToken) =>
        Read(
            path,
            EndpointCachePath.ComputerOf(path) ?? Environment.MachineName,
            _ => true,
            finder => Directory.Exists(path) ? finder.InTree(path, cancellationToken) : [path],
            output,
            new CacheProgressBar(path, output),
            cancellationToken);

    /// <summary>Reads the caches of one profile.</summary>
    internal void InProfile(string profile, CmdletOutput output, CancellationToken cancellationToken) =>
        Read(
            profile,
            EndpointCachePath.ComputerOf(profile) ?? Environment.MachineName,
            _ => true,
            finder => finder.InProfile(profile, cancellationToken),
            output,
            new CacheProgressBar(profile, output),
            cancellationToken);

    /// <summary>Reads the caches of a computer's profiles.</summary>
    /// <param name="root">The root of its system disk, local or a share.</param>
    /// <param name="computerName">What the entries are to call it.</param>
    /// <param name="profile">The name of a profile, or a wildcard.</param>
    /// <param name="output">Takes entries and errors.</param>
    /// <param name="bar">Shows how far the search is; null for one of several at once, which would take the bar from each other.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    internal void InComputer(string root, string computerName, string profile, CmdletOutput output, CacheProgressBar? bar, CancellationToken cancellationToken)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(profile))
        {
            string folder = Path.Combine(root, EndpointCacheFinder.Profiles, profile);
            Read(folder, computerName, _ => true, finder => finder.InProfile(folder, cancellationToken), output, bar, cancellationToken);
            return;
        }

        WildcardPattern pattern = new(profile, WildcardOptions.IgnoreCase);
        Read(
            root,
            computerName,
            path => profile == AllProfiles || ProfileBelow(root, path) is not { } name || pattern.IsMatch(name),
            finder => finder.InComputer(root, cancellationToken),
            output,
            bar,
            cancellationToken);
    }

    private void Read(
        string place,
        string computerName,
        Func<string, bool> isWanted,
        Func<EndpointCacheFinder, IEnumerable<string>> find,
        CmdletOutput output,
        CacheProgressBar? bar,
        CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (EndpointCacheEntry entry in EndpointCacheReader.ReadAll(find(new EndpointCacheFinder(Report, bar is null ? null : bar.Visit)).Where(isWanted), Report, computerName, cancellationToken))
        {
            count++;
            bar?.Add();
            output.WriteObject(Judged(entry));
        }

        bar?.Complete();
        output.WriteVerbose($"{count} caches in {place}.");

        void Report(EndpointCacheProblem problem)
        {
            if (isWanted(problem.Path))
            {
                output.WriteError(CacheErrors.Of(problem));
            }
        }
    }

    // The second folder below the root: C:\Users\alice.
    private static string? ProfileBelow(string root, string path) =>
        path.Substring(Math.Min(root.Length, path.Length)).Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
}
