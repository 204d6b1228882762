using System;
using System.Globalization;
using System.IO;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>
/// Takes a client's cache away, so that its next sign-in begins with discovery. Touches nothing but a file of that name in a client's
/// folder <c>sip_user@domain</c>.
/// </summary>
public static class EndpointCacheRemoval
{
    private const int MostBackups = 1000;

    /// <summary>Renames the file to <c>.bak</c>, or <c>.bak1</c> and so on when that name is taken; overwrites nothing.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The new path.</returns>
    /// <exception cref="EndpointCacheRefusedException">It is no cache in a client's folder.</exception>
    /// <exception cref="IOException">It is not there or locked, or a thousand backups stand beside it.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not rename it.</exception>
    public static string Rename(string path)
    {
        string file = Checked(path);
        for (int number = 0; number < MostBackups; number++)
        {
            string target = file + (number == 0 ? ".bak" : string.Format(CultureInfo.InvariantCulture, ".bak{0}", number));
            if (IsTaken(target))
            {
                continue;
            }

            try
            {
                // The file system refuses a name that was taken in the meantime.
                File.Move(file, target);
                return target;
            }
            catch (IOException) when (IsTaken(target) && IsTaken(file))
            {
                // Somebody else took the name; the next one may be free.
            }
        }

        throw new IOException($"'{file}' was left alone: {MostBackups} backups stand beside it. Delete some.");
    }

    /// <summary>Deletes the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EndpointCacheRefusedException">It is no cache in a client's folder.</exception>
    /// <exception cref="IOException">It is not there or locked.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not delete it.</exception>
    public static void Delete(string path)
    {
        string file = Checked(path);
        if (!IsTaken(file))
        {
            throw new FileNotFoundException($"'{file}' is not there.", file);
        }

        File.Delete(file);
    }

    /// <summary>The full path of a file that may be removed, whether it is there or not.</summary>
    /// <exception cref="EndpointCacheRefusedException">It is no cache in a client's folder.</exception>
    internal static string Checked(string path)
    {
        // What counts is what the system will open, after every "..".
        string file = Path.GetFullPath(path ?? throw new ArgumentNullException(nameof(path)));
        string folder = Path.GetFileName(Path.GetDirectoryName(file)) ?? string.Empty;
        return EndpointCachePath.IsFileName(Path.GetFileName(file)) && EndpointCachePath.IsOwnerFolder(folder) && !Directory.Exists(file)
            ? file
            : throw new EndpointCacheRefusedException(path);
    }

    private static bool IsTaken(string path) => File.Exists(path) || Directory.Exists(path);
}
