using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace LyncResilience.Hostile.Running;

/// <summary>
/// The branches that ran, as code counts them that SharpFuzz instrumented (https://github.com/Metalnem/sharpfuzz). Nothing here needs its packages: its one class, which the
/// instrumented code calls, is found when the tool was used on this folder.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;

    private readonly byte* _counts = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];
    private readonly FieldInfo _previous;

    private CoverageMap(Type trace)
    {
        _previous = trace.GetField("PrevLocation")!;
        trace.GetField("SharedMem")!.SetValue(null, Pointer.Box(_counts, typeof(byte*)));
    }

    /// <summary>Branches seen so far, each number of times counting anew as in AFL.</summary>
    public int Branches { get; private set; }

    /// <summary>Opens the map; null when the code isn't instrumented.</summary>
    public static CoverageMap? TryOpen()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "SharpFuzz.Common.dll");
        if (!File.Exists(file))
        {
            return null;
        }

        // It is in no list of dependencies, so the runtime has to be shown the way.
        Assembly common = AssemblyLoadContext.Default.LoadFromAssemblyPath(file);
        return new CoverageMap(common.GetType("SharpFuzz.Common.Trace", throwOnError: true)!);
    }

    /// <summary>Forgets all cases: what another target ran is news for the next, whose corpus it is to join.</summary>
    public void Restart()
    {
        _seen.AsSpan().Clear();
        Branches = 0;
    }

    /// <summary>Forgets the last case.</summary>
    public void Clear()
    {
        new Span<byte>(_counts, Size).Clear();
        _previous.SetValue(null, 0);
    }

    /// <summary>Whether the last case ran a branch that none before it ran, or one more often by a class of AFL's: 1, 2, 3, 4-7, 8-15, 16-31, 32-127, more.</summary>
    public bool HasNews()
    {
        bool hasNews = false;
        var counts = new ReadOnlySpan<byte>(_counts, Size);
        for (int at = counts.IndexOfAnyExcept((byte)0); at >= 0 && at < Size;)
        {
            byte bucket = Bucket(counts[at]);
            if ((_seen[at] & bucket) == 0)
            {
                _seen[at] |= bucket;
                Branches++;
                hasNews = true;
            }

            int next = counts[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? Size : at + 1 + next;
        }

        return hasNews;
    }

    private static byte Bucket(byte count) => count switch
    {
        <= 3 => (byte)(1 << (count - 1)),
        <= 7 => 8,
        <= 15 => 16,
        <= 31 => 32,
        <= 127 => 64,
        _ => 128,
    };
}
