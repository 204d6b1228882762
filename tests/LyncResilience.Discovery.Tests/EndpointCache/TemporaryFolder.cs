using System;
using System.IO;
using System.Linq;

namespace LyncResilience.Discovery.Tests.EndpointCache;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public const string Lync2010 = "AppData/Local/Microsoft/Communicator";
    public const string Lync2013 = "AppData/Local/Microsoft/Office/15.0/Lync";
    public const string Skype2016 = "AppData/Local/Microsoft/Office/16.0/Lync";
    public const string Mac2011 = "Documents/Microsoft User Data/Microsoft Lync Data";

    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("lync-cache-").FullName;
    }

    public string Path { get; }

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts.SelectMany(part => part.Split('/'))]);

    public string Folder(params string[] parts) => Directory.CreateDirectory(At(parts)).FullName;

    public string File(string content, params string[] parts)
    {
        string path = At(parts);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public string Cache(string content, params string[] folder) => File(content, [.. folder, "EndpointConfiguration.cache"]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
