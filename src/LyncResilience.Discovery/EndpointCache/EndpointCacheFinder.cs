using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>
/// Finds caches: in one profile, in all profiles of a computer, or anywhere in a tree. Gives each as it is found and holds no more than the
/// names of folders still to be searched. Folder names are compared without regard to case, so a Windows disk mounted elsewhere works too.
/// </summary>
public sealed class EndpointCacheFinder
{
    /// <summary>The folder of all profiles, on Windows and macOS.</summary>
    internal const string Profiles = "Users";

    private readonly FolderListing _listing;

    /// <summary>Makes a finder.</summary>
    /// <param name="report">Told of each file or folder that can't be searched; the rest goes on.</param>
    /// <param name="visit">Told of each folder before it is searched, to show how far the search is; null for nobody.</param>
    public EndpointCacheFinder(Action<EndpointCacheProblem> report, Action<string>? visit = null)
    {
        _listing = new FolderListing(report ?? throw new ArgumentNullException(nameof(report)), visit);
    }

    /// <summary>All caches in a folder and its subfolders, at whatever place.</summary>
    /// <remarks>Junctions and symbolic links to folders are not followed, the root excepted: they lead in circles or to what is found elsewhere.</remarks>
    /// <param name="root">The folder.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Paths of files.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<string> InTree(string root, CancellationToken cancellationToken)
    {
        Stack<string> pending = new([root ?? throw new ArgumentNullException(nameof(root))]);
        while (pending.Count > 0)
        {
            List<string> folders = [];
            foreach (FileSystemInfo item in _listing.Of(pending.Pop(), cancellationToken))
            {
                if (item is FileInfo)
                {
                    if (EndpointCachePath.IsFileName(item.Name))
                    {
                        yield return item.FullName;
                    }
                }
                else if (!IsLink(item))
                {
                    folders.Add(item.FullName);
                }
            }

            folders.Sort(StringComparer.OrdinalIgnoreCase);
            folders.Reverse();
            folders.ForEach(pending.Push);
        }
    }

    /// <summary>The caches of all profiles of a computer. A profile that is a link (<c>All Users</c>, <c>Default User</c>) is none.</summary>
    /// <param name="root">
    /// Where its system disk is: <c>C:\</c>, the root of a mounted image, or an administrative share (<see cref="EndpointCachePath.AdminShareOf"/>).
    /// </param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Paths of files.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<string> InComputer(string root, CancellationToken cancellationToken) =>
        from profiles in FoldersNamed(root ?? throw new ArgumentNullException(nameof(root)), Profiles, cancellationToken)
        from profile in Folders(profiles, cancellationToken).Where(folder => !IsLink(folder))
        from file in InProfile(profile.FullName, cancellationToken)
        select file;

    /// <summary>The caches of one profile, of every client.</summary>
    /// <param name="profile">The folder of the profile, such as <c>C:\Users\alice</c>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Paths of files.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<string> InProfile(string profile, CancellationToken cancellationToken) =>
        from accounts in Descend(profile ?? throw new ArgumentNullException(nameof(profile)), [.. ClientFolder.All.Select(client => client.FromProfile)], depth: 0, cancellationToken)
        from owner in Folders(accounts, cancellationToken)
        where EndpointCachePath.IsOwnerFolder(owner.Name)
        from item in _listing.Of(owner.FullName, cancellationToken)
        where item is FileInfo && EndpointCachePath.IsFileName(item.Name)
        select item.FullName;

    /// <summary>Goes down several ways at once, so that each folder is listed, and reported when it can't be, only once.</summary>
    private IEnumerable<string> Descend(string folder, string[][] ways, int depth, CancellationToken cancellationToken)
    {
        if (ways.Any(way => way.Length == depth))
        {
            yield return folder;
            yield break;
        }

        foreach (DirectoryInfo child in Folders(folder, cancellationToken))
        {
            string[][] leading = [.. ways.Where(way => string.Equals(way[depth], child.Name, StringComparison.OrdinalIgnoreCase))];
            foreach (string end in leading.Length == 0 ? [] : Descend(child.FullName, leading, depth + 1, cancellationToken))
            {
                yield return end;
            }
        }
    }

    private IEnumerable<DirectoryInfo> Folders(string folder, CancellationToken cancellationToken) =>
        _listing.Of(folder, cancellationToken).OfType<DirectoryInfo>().OrderBy(child => child.Name, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string> FoldersNamed(string folder, string name, CancellationToken cancellationToken) =>
        Folders(folder, cancellationToken).Where(child => string.Equals(child.Name, name, StringComparison.OrdinalIgnoreCase)).Select(child => child.FullName);

    private static bool IsLink(FileSystemInfo item) => (item.Attributes & FileAttributes.ReparsePoint) != 0;
}
