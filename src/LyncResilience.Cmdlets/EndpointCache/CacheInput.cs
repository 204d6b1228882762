using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.EndpointCache;

namespace LyncResilience.Cmdlets;

/// <summary>What an object in the pipeline means to the commands on caches: a path, a computer, or an entry that was read before.</summary>
internal sealed class CacheInput
{
    private static readonly string[] s_path = ["PSPath", "FullName", "Path"];
    private static readonly string[] s_computer = ["ComputerName", "DNSHostName", "Cn", "Name"];
    private static readonly string[] s_origin = ["ComputerName", "PSComputerName"];
    private static readonly char[] s_pathCharacters = ['/', '\\', ':'];

    private CacheInput(PSObject given) => Given = given;

    /// <summary>The object, for error records.</summary>
    internal PSObject Given { get; }

    /// <summary>The file or folder; null when the object names none.</summary>
    internal string? Path { get; private init; }

    /// <summary>The computer that it names or comes from; null when it doesn't tell.</summary>
    internal string? ComputerName { get; private init; }

    /// <summary>Whether it is an entry, of our type or as it comes out of a remote session, a CliXml, JSON or CSV file.</summary>
    internal bool IsEntry => Given.BaseObject is EndpointCacheEntry || StoredShape.Find(Given)?.Type == typeof(EndpointCacheEntry);

    /// <summary>The entry that it is.</summary>
    /// <exception cref="ResilienceException">Too much of it was lost where it was stored.</exception>
    internal EndpointCacheEntry ReadEntry() => (EndpointCacheEntry)StoredReader.Restored(Given).BaseObject;

    /// <summary>Whether the path leads nowhere here, or to another file than was meant, because it is a local path of another computer.</summary>
    internal bool IsElsewhere => Path is not null && ComputerName is not null && EndpointCachePath.ComputerOf(Path) is null && !IsThisComputer(ComputerName);

    /// <summary>Reads an object.</summary>
    internal static CacheInput Of(PSObject given) => given.BaseObject switch
    {
        FileSystemInfo file => new CacheInput(given) { Path = file.FullName },
        string text when IsPath(text) => new CacheInput(given) { Path = text },
        string text => new CacheInput(given) { ComputerName = text },
        _ when TextOf(given, s_path) is { } path => new CacheInput(given) { Path = path, ComputerName = TextOf(given, s_origin) },
        _ => new CacheInput(given) { ComputerName = TextOf(given, s_computer) },
    };

    /// <summary>Whether text is a path rather than the name of a computer or profile; decided by the text alone, so that it means the same everywhere.</summary>
    internal static bool IsPath(string text) =>
        text.IndexOfAny(s_pathCharacters) >= 0 || text is "." or ".." or "~" || EndpointCachePath.IsFileName(text);

    // A remote session may know this computer by its full name.
    private static bool IsThisComputer(string name) =>
        new[] { Environment.MachineName, "localhost" }.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase);

    private static string? TextOf(PSObject given, string[] names) =>
        names.Select(name => given.Properties[name]?.Value?.ToString()).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
