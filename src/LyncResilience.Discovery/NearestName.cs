using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery;

/// <summary>Guesses what somebody meant who mistyped a name.</summary>
internal static class NearestName
{
    // No candidate is nearly as long; what comes after is as wrong for one as for another, and would only cost time.
    private const int Longest = 256;
    private const int LongestAsked = 200;

    /// <summary>Finds the candidate with the fewest edits (insert, delete, replace; case is free) from what was typed.</summary>
    public static string Of(string typed, IReadOnlyList<string> candidates)
    {
        string best = candidates[0];
        int fewest = int.MaxValue;
        string from = (typed.Length > Longest ? typed.Substring(0, Longest) : typed).ToUpperInvariant();
        foreach (string candidate in candidates)
        {
            int edits = Edits(from, candidate.ToUpperInvariant());
            if (edits < fewest)
            {
                (best, fewest) = (candidate, edits);
            }
        }

        return best;
    }

    /// <summary>The question that an error message ends with, after a space; empty where there is nothing to guess among, or what was typed is no name at all.</summary>
    public static string Question(string typed, IReadOnlyList<string> candidates) =>
        candidates.Count == 0 || typed.Length is 0 or > LongestAsked ? string.Empty : $" Did you mean '{Of(typed, candidates)}'?";

    private static int Edits(string from, string to)
    {
        int[] previous = new int[to.Length + 1];
        int[] current = new int[to.Length + 1];
        for (int column = 0; column <= to.Length; column++)
        {
            previous[column] = column;
        }

        for (int row = 1; row <= from.Length; row++)
        {
            current[0] = row;
            for (int column = 1; column <= to.Length; column++)
            {
                int replaced = previous[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[to.Length];
    }
}
