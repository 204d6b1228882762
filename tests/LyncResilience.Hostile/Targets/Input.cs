using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace LyncResilience.Hostile.Targets;

/// <summary>Bytes to text and back.</summary>
internal static class Input
{
    private static readonly byte[] s_units = [0xFF, 0xFE];

    /// <summary>Texts as UTF-8.</summary>
    public static IReadOnlyList<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>A text unit by unit of UTF-16, so that mutation can also make what UTF-8 can't say: halves of surrogate pairs.</summary>
    public static byte[] Units(string text) => [.. s_units, .. MemoryMarshal.AsBytes(text.AsSpan())];

    /// <summary>What stands in a text file, or units as <see cref="Units"/> gives them.</summary>
    public static string Text(byte[] bytes) =>
        bytes.AsSpan().StartsWith(s_units) ? new string(MemoryMarshal.Cast<byte, char>(bytes.AsSpan(s_units.Length))) : Encoding.UTF8.GetString(bytes);

    /// <summary>A file among the samples that ship with the module.</summary>
    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", name));
}
