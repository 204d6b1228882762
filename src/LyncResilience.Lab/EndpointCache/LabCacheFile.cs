using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.EndpointCache;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Lab.EndpointCache;

/// <summary>
/// Writes what a client of the laboratory has cached, at the place where Lync 2010 keeps it in a profile. The layout of the file is made up, because
/// the real one is unpublished: it has the traits that binary files of that time share (a version, fields of UTF-16LE text with their
/// length before them and a zero after them) and says nothing about what a client writes.
/// </summary>
internal static class LabCacheFile
{
    private const uint Version = 1;

    /// <summary>Writes the cache of a user, over an older one.</summary>
    /// <param name="profile">The folder of the profile.</param>
    /// <param name="sipAddress">The user's address without <c>sip:</c>.</param>
    /// <param name="server">The primary registrar, with its port. The backup is not cached.</param>
    /// <returns>The path of the file.</returns>
    public static string Write(string profile, string sipAddress, ServerEndpoint server)
    {
        string[] client = ClientFolder.All.Single(folder => folder.Client == EndpointCacheClient.Lync2010).FromProfile;
        string owner = Directory.CreateDirectory(Path.Combine([profile, .. client, $"sip_{sipAddress}"])).FullName;
        string path = Path.Combine(owner, EndpointCachePath.FileName);
        using FileStream file = File.Create(path);
        using BinaryWriter writer = new(file);
        writer.Write(Version);

        // The server last tried and the server last signed in to; here they are the same.
        foreach (string field in new[] { $"sip:{sipAddress}", server.ToString(), server.ToString() })
        {
            byte[] text = Encoding.Unicode.GetBytes(field + "\0");
            writer.Write((uint)text.Length);
            writer.Write(text);
        }

        return path;
    }
}
