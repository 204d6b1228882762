using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>What a file gives away by itself; what its server is to its owner only a topology can tell.</summary>
internal static class CacheFindings
{
    private const string WithoutServer = "CacheWithoutServer";
    private const string Ambiguous = "CacheAmbiguous";
    private const int MostShown = 10;

    /// <summary>Whether a finding is one of the file, which holds whatever a topology says.</summary>
    public static bool IsOfFile(Finding finding) => finding.Id is WithoutServer or Ambiguous;

    public static IEnumerable<Finding> Of(CacheEvidence evidence, string path)
    {
        if (evidence.Best is not { } best)
        {
            yield return new Finding(
                WithoutServer, FindingSeverity.Info, path,
                $"{(evidence.IsWhole ? "The file" : "The part of the file that was looked at")} holds nothing that looks like a server's name, so it can't be said where the client goes first.",
                "Take the client's trace to see where it signs in; a client whose cache is useless goes through discovery.");
            yield break;
        }

        string[] rivals = [.. evidence.Servers.TakeWhile(server => server.Score == best.Score).Select(server => server.Host)];
        if (rivals.Length > 1)
        {
            string more = rivals.Length > MostShown ? $" and {rivals.Length - MostShown} more" : string.Empty;
            yield return new Finding(
                Ambiguous, FindingSeverity.Info, path,
                $"The file has as much for {string.Join(" as for ", rivals.Take(MostShown))}{more}: which of them the client goes to first can't be said.",
                "Compare the names with the owner's home pool (Get-CsUserPoolInfo).");
        }
    }
}
