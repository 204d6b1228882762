using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LyncResilience.Hostile.Running;

/// <summary>What mutation starts from: a target's seeds and the cases found earlier, which lie in Corpus/&lt;target&gt;.</summary>
internal static class Corpus
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static IEnumerable<byte[]> Of(Target target)
    {
        string folder = Path.Combine(Folder, target.Name);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        return target.Seeds.Concat(files.Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
    }
}
