using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>The files that one command reads together, each once, in the order in which they were named.</summary>
internal sealed class TraceFileList
{
    private static readonly string[] s_path = ["PSPath", "FullName", "Path"];

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];
    private readonly FilePaths _paths;

    /// <param name="paths">The session's paths.</param>
    /// <param name="report">Told of paths that are none of files.</param>
    internal TraceFileList(PathIntrinsics paths, Action<ErrorRecord> report)
    {
        _paths = new FilePaths(paths, (path, exception) => report(TraceErrors.OfPath(path, exception)));
    }

    internal IReadOnlyList<string> Files => _files;

    /// <summary>Adds what a path with wildcards stands for; folders that it happens to match don't count.</summary>
    internal void AddMatching(string path)
    {
        bool isPattern = WildcardPattern.ContainsWildcardCharacters(path);
        foreach (string file in _paths.Matching(path).Where(file => !isPattern || !Directory.Exists(file)))
        {
            Add(file);
        }
    }

    /// <summary>Adds a path as it is.</summary>
    internal void AddLiteral(string path)
    {
        if (_paths.Literal(path) is { } file)
        {
            Add(file);
        }
    }

    /// <summary>Adds a file from the pipeline; folders, which Get-ChildItem gives too, don't count.</summary>
    /// <returns>False when it is none.</returns>
    internal bool TryAdd(PSObject input)
    {
        string? path = input.BaseObject switch
        {
            DirectoryInfo => string.Empty,
            FileInfo file => file.FullName,
            string text => text,
            _ => s_path.Select(name => input.Properties[name]?.Value?.ToString()).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)),
        };
        if (path is { Length: > 0 })
        {
            AddLiteral(path);
        }

        return path is not null;
    }

    private void Add(string file)
    {
        if (_known.Add(file))
        {
            _files.Add(file);
        }
    }
}
