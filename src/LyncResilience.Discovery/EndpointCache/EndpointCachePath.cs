using System;
using System.Linq;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>
/// What the path of a cache tells: client, owner, profile, computer. Works on the text alone, with the separators of Windows and Unix, so
/// paths of other systems read the same.
/// </summary>
public static class EndpointCachePath
{
    /// <summary>The name of the file, the same for all clients.</summary>
    public const string FileName = "EndpointConfiguration.cache";

    private const string OwnerPrefix = "sip_";
    private const string ExtendedUnc = @"\\?\UNC\";

    private static readonly char[] s_separators = ['/', '\\'];

    /// <summary>The client that writes at this place.</summary>
    /// <param name="path">The path of a cache.</param>
    public static EndpointCacheClient ClientOf(string path)
    {
        string[] segments = Split(path);
        return ClientFolder.All.Where(folder => HasAboveOwner(segments, folder.Mark)).Select(folder => folder.Client).FirstOrDefault();
    }

    /// <summary>The SIP address that the client's folder is named after.</summary>
    /// <param name="path">The path of a cache.</param>
    /// <returns>Null when the file stands in no folder <c>sip_user@domain</c>.</returns>
    public static string? OwnerOf(string path)
    {
        string[] segments = Split(path);
        return segments.Length > 1 && IsOwnerFolder(segments[segments.Length - 2])
            && SipName.TryParseAddress(segments[segments.Length - 2].Substring(OwnerPrefix.Length), out string address)
            ? address
            : null;
    }

    /// <summary>The name of the profile's folder.</summary>
    /// <param name="path">The path of a cache.</param>
    /// <returns>Null when the path doesn't show it.</returns>
    public static string? ProfileOf(string path)
    {
        string[] segments = Split(path);
        return ClientFolder.All
            .Where(folder => HasAboveOwner(segments, folder.FromProfile))
            .Select(folder => segments.Length - 3 - folder.FromProfile.Length)
            .Where(profile => profile >= 0)
            .Select(profile => segments[profile])
            .FirstOrDefault();
    }

    /// <summary>The computer of a network path.</summary>
    /// <param name="path">Any path.</param>
    /// <returns>Null for a path that names no computer.</returns>
    public static string? ComputerOf(string path)
    {
        string text = path ?? throw new ArgumentNullException(nameof(path));
        string? rest = text.StartsWith(ExtendedUnc, StringComparison.OrdinalIgnoreCase) ? text.Substring(ExtendedUnc.Length)
            : text.StartsWith(@"\\", StringComparison.Ordinal) ? text.Substring(2)
            : null;
        string? computer = rest?.Split(s_separators)[0];
        return computer is null or "" or "?" or "." ? null : computer;
    }

    /// <summary>The administrative share of a computer's drive, the root to search for its profiles.</summary>
    /// <param name="computerName">Host name, FQDN or IPv4 address.</param>
    /// <param name="drive">The letter of the drive.</param>
    /// <returns>Such as <c>\\pc01\C$</c>.</returns>
    /// <exception cref="FormatException">The name can't be one of a computer.</exception>
    public static string AdminShareOf(string computerName, char drive = 'C')
    {
        string name = (computerName ?? throw new ArgumentNullException(nameof(computerName))).Trim().TrimStart('\\');
        return SipName.TryParseDomain(name, out string host) && drive is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
            ? $@"\\{host}\{char.ToUpperInvariant(drive)}$"
            : throw new FormatException($"'{computerName}' is not a computer; write its host name, FQDN or IPv4 address.");
    }

    /// <summary>Whether a client keeps its cache under this name.</summary>
    /// <param name="fileName">The name of a file without its folder.</param>
    internal static bool IsFileName(string fileName) => string.Equals(fileName, FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is a client's folder for one account; on a Mac it need not have a domain.</summary>
    /// <param name="folderName">The name of a folder without its parents.</param>
    internal static bool IsOwnerFolder(string folderName) =>
        folderName.Length > OwnerPrefix.Length && folderName.StartsWith(OwnerPrefix, StringComparison.OrdinalIgnoreCase);

    private static string[] Split(string path) =>
        (path ?? throw new ArgumentNullException(nameof(path))).Split(s_separators, StringSplitOptions.RemoveEmptyEntries);

    // The last two names are the account's folder and the file.
    private static bool HasAboveOwner(string[] segments, string[] folders)
    {
        int start = segments.Length - 2 - folders.Length;
        return start >= 0 && segments.Skip(start).Take(folders.Length).SequenceEqual(folders, StringComparer.OrdinalIgnoreCase);
    }
}
