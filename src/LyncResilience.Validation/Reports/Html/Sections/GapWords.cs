using System;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Gaps and fixes in words.</summary>
internal static class GapWords
{
    /// <summary>The worst gap that no more than one failure opens; null when there is none.</summary>
    public static ResilienceGap? WorstSingle(PageContent content) => content.Gaps.Where(gap => gap.FailureCount < 2 && gap.UsersOffline > 0).OrderByDescending(gap => gap.UsersOffline).FirstOrDefault();

    public static string When(ResilienceGap gap)
    {
        bool areSeveral = gap.Failure.StartsWith("all ", StringComparison.Ordinal);
        return gap.FailureCount == 0 ? "As things are" : $"When {gap.Failure} {(gap.FailureCount > 1 ? "fail together" : areSeveral ? "fail" : "fails")}";
    }

    /// <summary>What to do with the text of a fix.</summary>
    public static string Deed(GapFixKind? kind) => kind switch
    {
        GapFixKind.SrvRecord => "Add this SRV record",
        GapFixKind.MatchingName => "Add this SRV record and the alias behind it",
        GapFixKind.ShorterTtl => "Give this SRV record a shorter time to live",
        GapFixKind.AutomaticFailover => "Turn automatic failover on",
        GapFixKind.BackupRegistrar => "Give the home pool this backup registrar",
        GapFixKind.DnsServer => "Put a DNS server into another site",
        GapFixKind.Director => "Put a Director in front",
        GapFixKind.Capacity => "Give the backup more room",
        _ => "Change this",
    };

    public static string Cause(ResilienceGap gap) => gap.Cause switch
    {
        GapCauses.NoBackupRegistrar => "No backup registrar",
        GapCauses.AutomaticFailoverOff => "Automatic failover is off",
        GapCauses.BackupDownToo => "The backup is down too",
        GapCauses.NoRegistrarInReach => "No registrar in reach",
        GapCauses.DnsSinglePoint => "DNS is a single point of failure",
        GapCauses.NameMismatch => "A server’s name breaks the naming rule",
        GapCauses.StaleSrvTtl => "Clients hold an old SRV answer",
        GapCauses.BackupUnknownToClient => "Clients were never told their backup",
        GapCauses.NoSrvRecord => "No SRV record",
        GapCauses.NoSecondSrvTarget => "No second SRV target",
        GapCauses.BackupOverCapacity => "The backup is over its capacity",
        _ => gap.Cause,
    };

    public static Tone ToneOf(ResilienceGap gap) => gap.UsersOffline > 0 && gap.FailureCount < 2 ? Tone.Bad : Tone.Warn;

    /// <summary>How many users the gap is about: those stranded, or those for whom there is no room.</summary>
    public static int Concerned(ResilienceGap gap) => gap.UsersOffline > 0 ? gap.UsersOffline : gap.UsersOverCapacity > 0 ? gap.UsersOverCapacity : gap.UsersLimited;

    public static string Saving(int saved, ResilienceGap gap) => $"saves {Words.Count(saved)} of {Words.Count(Concerned(gap), "user")}, simulated";
}
