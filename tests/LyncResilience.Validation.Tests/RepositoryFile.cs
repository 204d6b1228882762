using System;
using System.IO;

namespace LyncResilience.Validation.Tests;

/// <summary>Files of the repository that ship with the module.</summary>
internal static class RepositoryFile
{
    public static string Read(string path) => File.ReadAllText(PathOf(path));

    private static string PathOf(string path)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LyncResilience.psd1")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new DirectoryNotFoundException("No folder above the tests holds LyncResilience.psd1."), path);
    }
}
