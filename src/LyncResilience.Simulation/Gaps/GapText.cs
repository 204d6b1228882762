using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Says for people who is stranded and why.</summary>
internal static class GapText
{
    /// <summary>The decisive fact for the largest kind of stranded users.</summary>
    public static string Stranded(GapTrials trials, IReadOnlyList<GapFate> fates)
    {
        GapFate most = fates.OrderByDescending(fate => fate.Stranded).First();
        UserKind kind = trials.Kinds[most.Entry.Kind];
        return $"{Client(most.Entry.Client)}, such as that of {kind.Samples[0]}, homed on {kind.First.RegistrarPool}: {most.Outcome.Reason}.";
    }

    /// <summary>Why there is no fix, as a further sentence.</summary>
    public static string NoFix(string cause, GapFailure failure, bool triesFixes, IReadOnlyList<GapRepair> tried) =>
        !triesFixes ? string.Empty
        : tried.Count > 0 ? $" Tried without success: {string.Join("; ", tried.Select(repair => repair.Summary).Distinct())}."
        : cause == GapCauses.BackupDownToo && failure.Events.Count > 1 ? " Nothing was tried: a pool has one backup registrar, so there is always a pair that takes both down."
        : cause == GapCauses.NoRegistrarInReach ? " Nothing was tried: a second way between the sites would help, and links are not part of the topology."
        : " Nothing suits that could be tried.";

    private static string Client(GapClients client) => client switch
    {
        GapClients.ToldBackup => "Clients that were told their backup",
        GapClients.FromCache => "Clients signed in from their caches",
        GapClients.Fresh => "Fresh clients",
        _ => throw UnknownMember.Of(client),
    };
}
