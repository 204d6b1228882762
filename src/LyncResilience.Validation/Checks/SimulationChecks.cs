using System;
using System.Linq;
using LyncResilience.Discovery;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>What single failures would do to users, by the model that about_LyncResilience_Model describes.</summary>
internal static class SimulationChecks
{
    private const string StrandedRemedy = "Simulate the failure (Invoke-FailoverSimulation) and look at who is stranded and why; most often a second SRV target that is the backup pool helps.";

    public static readonly CheckDefinition[] All =
    [
        Strands("LR-SIM-001", CheckSeverity.High, "The loss of a pool strands nobody", FailureScope.Pool,
            "It is what backup registrars are for; records, caches and what clients were told decide whether it works.", Sources.VoiceResiliency),
        Strands("LR-SIM-002", CheckSeverity.High, "The loss of a Front End strands nobody", FailureScope.Server,
            "Every pool of several servers loses one now and then: for an update, for instance.", Sources.DnsBalancing),
        Strands("LR-SIM-003", CheckSeverity.High, "The loss of a site strands nobody", FailureScope.Site,
            "A site takes its pools, Directors and DNS servers with it, so a backup in the same site is none.", Sources.VoiceResiliency),
        Strands("LR-SIM-004", CheckSeverity.High, "The loss of a DNS server strands nobody", FailureScope.DnsServer,
            "Clients that start while it is away, and those that lose their registrar, find nobody without another one.", Sources.DnsRequirements),
        OfFailures("LR-SIM-005", CheckSeverity.Medium, "Users are served again in bounded time", "nobody offline for longer than the limit",
            "A backup takes users in when the failure detection interval is over; until then they have no telephone.",
            Sources.RegistrarTimers, "Shorten the failure detection interval (Set-CsRegistrar -FailureDetectionInterval, not below 90 s), or lead clients to the backup in fewer steps.",
            [new("maxOfflineSeconds", 600, "s")],
            (failure, _, limits) => failure.LongestOfflineSeconds is not { } longest ? Skip($"Everybody is stranded ({StrandingCheck(failure.Scope)}).")
                : longest <= limits["maxOfflineSeconds"] ? Pass(Invariant($"{longest:0} s"), Invariant($"Whoever isn't stranded is offline for at most {longest:0} s."))
                : Warn(Invariant($"{longest:0} s"), Invariant($"Somebody is offline for {longest:0} s; the limit is {limits["maxOfflineSeconds"]} s."))),
        OfFailures("LR-SIM-006", CheckSeverity.Low, "Limited service stays within bounds", "no more users in limited service than the limit",
            "On the backup registrar users have telephony, but no presence, contacts or conferences, until a pool failover gives them back (2013 and later).",
            Sources.Experience, "Spread users over more pools; from 2013 on plan for Invoke-CsPoolFailover.", [new("maxLimitedPercent", 100, "%")],
            (_, simulation, limits) =>
            {
                long most = simulation.Timeline.Select(entry => entry.Limited).DefaultIfEmpty(0).Max();
                double percent = 100.0 * most / Math.Max(1, simulation.Users);
                string actual = Invariant($"{most:N0} of {simulation.Users:N0}");
                return percent <= limits["maxLimitedPercent"]
                    ? Pass(actual, Invariant($"Limited service is met by at most {most:N0} of {Count(simulation.Users, "user")} at a time."))
                    : Warn(actual, Invariant($"Limited service is met by {most:N0} of {Count(simulation.Users, "user")} at a time, {percent:0} %; the limit is {limits["maxLimitedPercent"]} %."));
            }),
        OfFailures("LR-SIM-007", CheckSeverity.Medium, "Guests return home", "everybody back on the home pool with full service in the end",
            "Users who stay on the backup have limited service, and no backup of their own.",
            Sources.Preferred, "Switch automatic failover on (Set-CsRegistrar -EnableAutomaticFailover), and check the failback interval.", [],
            (_, simulation, _) =>
            {
                FailoverOutcome[] away = [.. simulation.Outcomes.Where(outcome => outcome.FinalState != FailoverState.Full || !Same(outcome.FinalRegistrar, outcome.HomePool))];
                return away.Length == 0
                    ? Pass("everybody", simulation.Users == 1 ? "The only user has full service at home in the end." : $"All {Count(simulation.Users, "user")} have full service at home in the end.")
                    : Fail(Invariant($"{away.Length:N0} of {Count(simulation.Users, "user")} away"), $"{away[0].SipAddress} is {away[0].FinalState} in the end: {away[0].Reason}.");
            }),
        OfFailures("LR-SIM-008", CheckSeverity.High, "No pool is overloaded during a failure", "users within the capacity of every pool",
            "A backup that is overloaded fails too, and takes its own users with it.",
            Sources.DisasterRecovery, "Add Front Ends to the pool, give pools of one site different backups, or move users.", [],
            (_, simulation, _) => simulation.Load.FirstOrDefault(load => load.IsOverCapacity) is { } over
                ? Fail(Invariant($"{over.PeakRegistrations:N0} of {over.Capacity:N0}"), Invariant($"{over.Pool} would have {Count(over.PeakRegistrations, "user")}; it can serve {over.Capacity:N0}."))
                : simulation.Load.All(load => load.Capacity is null) ? Skip("No pool's capacity is known (LR-CAP-001).")
                : Pass("within capacity", "Every pool whose capacity is known stays within it.")),
    ];

    private static string StrandingCheck(FailureScope scope) => scope switch
    {
        FailureScope.Pool => "LR-SIM-001",
        FailureScope.Server => "LR-SIM-002",
        FailureScope.Site => "LR-SIM-003",
        FailureScope.DnsServer => "LR-SIM-004",
        _ => throw UnknownMember.Of(scope),
    };

    private static CheckDefinition Strands(string id, CheckSeverity severity, string title, FailureScope scope, string why, string source) => new(id, severity, title)
    {
        Needs = FactStage.Simulations,
        Expected = "everybody served again while it lasts",
        Why = why,
        Source = source,
        Remedy = StrandedRemedy,
        Ask = facts => facts.Failures.Where(failure => failure.Scope == scope).Select(failure => Question(failure, (simulation, _) => failure.Stranded.Count == 0
            ? Pass("nobody", $"None of {Count(simulation.Users, "user")} is stranded.")
            : Fail(Invariant($"{failure.Stranded.Count:N0} of {Count(simulation.Users, "user")}"), $"{failure.Stranded[0].SipAddress}: {failure.Stranded[0].Reason}."))),
        WhyNothing = facts => facts.WhyNotSimulated ?? scope switch
        {
            FailureScope.Server => "No pool has several servers.",
            FailureScope.DnsServer => "The topology names no DNS servers (dnsServers in our JSON).",
            FailureScope.Site => "The topology doesn't tell the sites of its pools.",
            _ => "There is no pool.",
        },
    };

    private static CheckDefinition OfFailures(
        string id, CheckSeverity severity, string title, string expected, string why, string source, string remedy, CheckThreshold[] thresholds,
        Func<SimulatedFailure, FailoverSimulation, CheckLimits, CheckVerdict> judge) => new(id, severity, title)
        {
            Needs = FactStage.Simulations,
            Expected = expected,
            Why = why,
            Source = source,
            Remedy = remedy,
            Thresholds = thresholds,
            Ask = facts => facts.Failures.Select(failure => Question(failure, (simulation, limits) => judge(failure, simulation, limits))),
            WhyNothing = facts => facts.WhyNotSimulated ?? "There is nothing that could fail.",
        };

    private static CheckQuestion Question(SimulatedFailure failure, Func<FailoverSimulation, CheckLimits, CheckVerdict> judge) => new(
        failure.Target, limits => failure.Simulation is { } simulation ? judge(simulation, limits) : Error(failure.Problem ?? "It was not simulated."))
    {
        Place = failure.Site ?? failure.Name,
    };
}
