using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.SignIn.Comparison;

namespace LyncResilience.Lab.Tests.Conformance;

/// <summary>Compares a live walk with a simulated one.</summary>
/// <remarks>
/// What is not compared, because the simulated world has no such thing (README.md): addresses, durations, the transport of look-ups, certificates (its TLS
/// hops always succeed), the text of server versions and sentences. Everything else counts, and that only one side tells something counts as well.
/// </remarks>
internal static class WalkComparison
{
    /// <summary>The differences, a sentence each.</summary>
    public static IReadOnlyList<string> Differences(SignInPath live, SignInPath simulated)
    {
        // First strictly, hop by hop at the same place; then by the product's own comparison, which also reads whom records and redirects name.
        string[] left = [.. live.Hops.Select(Facts), ResultOf(live)];
        string[] right = [.. simulated.Hops.Select(Facts), ResultOf(simulated)];
        List<string> differences = [];
        for (int i = 0; i < left.Length || i < right.Length; i++)
        {
            string one = i < left.Length ? left[i] : "nothing";
            string other = i < right.Length ? right[i] : "nothing";
            if (one != other)
            {
                differences.Add($"{i + 1}. lab: {one}; simulator: {other}");
            }
        }

        differences.AddRange(PathComparison.Compare(live, simulated).Where(found => found.What != SignInDifference.Same).Select(found => found.ToString()));
        return differences;
    }

    private static string Facts(SignInHop hop) => string.Create(
        CultureInfo.InvariantCulture, $"{hop.Stage} query {hop.Query ?? "-"} target {hop.Target ?? "-"} port {hop.Port} {hop.Outcome} {hop.StatusCode}").ToLowerInvariant();

    private static string ResultOf(SignInPath path) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path.Mode} on {path.Registrar ?? "-"}, discovered by {path.DiscoveredBy}, first hop {path.FirstHop ?? "-"}, primary {path.PrimaryRegistrar ?? "-"}, backup {path.BackupRegistrar ?? "-"}, redirects {path.RedirectCount}");
}
