using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Cmdlets;

/// <summary>Full names of pools and servers where people write the first label only.</summary>
internal static class FullNames
{
    /// <summary>The names that a typed one may mean: itself where it is one of them, else all that begin with it as their first label.</summary>
    internal static string[] Meant(string typed, IReadOnlyList<string> known)
    {
        string[] exact = [.. known.Where(full => Is(full, typed))];
        return exact.Length > 0 ? exact : [.. known.Where(full => Is(full.Split('.')[0], typed))];
    }

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
