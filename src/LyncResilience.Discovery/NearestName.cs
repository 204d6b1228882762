using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery;

/// <summary>Guesses what somebody meant who mistyped a name.</summary>
internal static class NearestName
{
    /// <summary>Finds the candidate with the fewest edits (insert, delete, replace; case is free) from what was typed.</summary>
    public static string Of(string typed, IReadOnlyList<string> candidates)
    {
        string best = candidates[0];
        int fewest = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int edits = Edits(typed.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (edits < fewest)
            {
                (best, fewest) = (candidate, edits);
            }
        }

        return best;
    }

    private static int Edits(string from, string to)
    {
        int[] previous = new int[to.Length + 1];
        for (int column = 0; column <= to.Length; column++)
        {
            previous[column] = column;
        }

        for (int row = 1; row <= from.Length; row++)
        {
            int[] current = new int[to.Length + 1];
            current[0] = row;
            for (int column = 1; column <= to.Length; column++)
            {
                int replaced = previous[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
