using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace LyncResilience.Cmdlets.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Manifest => File.ReadAllText(PathOf("LyncResilience.psd1"));

    /// <summary>The strings of an array in the manifest.</summary>
    public static string[] ManifestList(string key)
    {
        Match list = Regex.Match(Manifest, @"\b" + key + @"\s*=\s*@\(([^)]*)\)");
        return [.. Regex.Matches(list.Groups[1].Value, "'([^']*)'").Select(text => text.Groups[1].Value)];
    }

    /// <summary>Every source file below <c>src</c>, build output left out.</summary>
    public static IEnumerable<string> SourceFiles(string pattern)
        => Directory.EnumerateFiles(PathOf("src"), pattern, SearchOption.AllDirectories)
            .Where(path => !Regex.IsMatch(path, @"[\\/](bin|obj)[\\/]"));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LyncResilience.psd1")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No LyncResilience.psd1 above {AppContext.BaseDirectory}.");
    }
}
