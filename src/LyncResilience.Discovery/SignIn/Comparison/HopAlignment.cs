using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.SignIn.Comparison;

/// <summary>Finds which hop of one path is which of another: the alignment that keeps the order of both and matches most.</summary>
internal static class HopAlignment
{
    // Two hops at one server are alike in everything but their outcome: first challenged, then registered.
    private const int SameHop = 2;
    private const int SameOutcome = 1;

    public static IReadOnlyList<(SignInHop? Left, SignInHop? Right)> Of(IReadOnlyList<SignInHop> left, IReadOnlyList<SignInHop> right)
    {
        // best[i, j]: the most that the hops from i and from j on can score together.
        int[,] best = new int[left.Count + 1, right.Count + 1];
        for (int i = left.Count - 1; i >= 0; i--)
        {
            for (int j = right.Count - 1; j >= 0; j--)
            {
                int score = Score(left[i], right[j]);
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), score == 0 ? 0 : score + best[i + 1, j + 1]);
            }
        }

        var pairs = new List<(SignInHop?, SignInHop?)>();
        int at = 0;
        int other = 0;
        while (at < left.Count || other < right.Count)
        {
            int score = at < left.Count && other < right.Count ? Score(left[at], right[other]) : 0;
            if (score > 0 && best[at, other] == score + best[at + 1, other + 1])
            {
                pairs.Add((left[at++], right[other++]));
            }
            else if (at < left.Count && (other == right.Count || best[at, other] == best[at + 1, other]))
            {
                pairs.Add((left[at++], null));
            }
            else
            {
                pairs.Add((null, right[other++]));
            }
        }

        return pairs;
    }

    private static int Score(SignInHop left, SignInHop right) =>
        !IsSameStep(left, right) ? 0 : left.Outcome == right.Outcome ? SameHop + SameOutcome : SameHop;

    private static bool IsSameStep(SignInHop left, SignInHop right)
    {
        bool areAnswers = IsAnswer(left) && IsAnswer(right);
        if (left.Stage != right.Stage && !areAnswers)
        {
            return false;
        }

        return left.Stage switch
        {
            SignInStage.Cache => true,
            SignInStage.Srv or SignInStage.Host or SignInStage.Autodiscover => IsSame(left.Query, right.Query),
            _ => IsSame(left.Target, right.Target)
                || (areAnswers && left.Target is not null && right.Target is not null && (IsSame(left.ServerName, right.Target) || IsSame(left.Target, right.ServerName))),
        };
    }

    // A server that registers the user in one path may redirect it in the other.
    private static bool IsAnswer(SignInHop hop) => hop.Stage is SignInStage.Register or SignInStage.Redirect;

    private static bool IsSame(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
