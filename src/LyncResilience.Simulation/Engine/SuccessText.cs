using System;
using System.Globalization;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Engine;

/// <summary>Says how a client found its registrar, in the words of its <see cref="RecoveryMethod"/>.</summary>
internal static class SuccessText
{
    /// <summary>The way of a successful round, as the end of a sentence.</summary>
    /// <param name="round">The round.</param>
    /// <param name="registrar">Who took the client in.</param>
    /// <param name="step">The step that led there.</param>
    /// <param name="by">What ends a time offline that ends with this round.</param>
    public static string How(SimulatedRound round, PoolState registrar, RecoveryMethod step, RecoveryMethod by)
    {
        string way = Way(round.Result, step);
        return by switch
        {
            RecoveryMethod.HomeReturned => $"because its home pool can be reached again; found {way}",
            RecoveryMethod.AdminFailover => $"because an administrator failed {round.Place.Home} over to it; found {way}",
            _ when registrar == round.Place.Home => $"found {way}",
            _ when round.Place.Home.IsFailedOver => $"found {way}, because {round.Place.Home} was failed over to it",
            _ => $"found {way}, because it is the backup and has given up {round.Place.Home}",
        };
    }

    /// <summary>How a time offline ended, as the end of a sentence.</summary>
    public static string Recovery(Cohort cohort, PoolState registrar, ClientState state, RecoveryMethod by, TimeSpan now)
    {
        string service = state == ClientState.Limited ? "limited" : "full";
        string why = by switch
        {
            RecoveryMethod.HomeReturned => "because its home pool can be reached again",
            RecoveryMethod.AdminFailover => $"because an administrator failed {cohort.Home} over to it",
            _ => By(by),
        };
        string waited = registrar != cohort.Home && by != RecoveryMethod.AdminFailover && cohort.FirstFailure is not null
            ? $", once that backup had given up {cohort.Home}"
            : string.Empty;
        return string.Format(CultureInfo.InvariantCulture, "then found {0} with {1} service at {2} {3}{4}", registrar, service, SimulationTime.Text(now), why, waited);
    }

    private static string Way(SignInResult result, RecoveryMethod step)
    {
        if (result.Origin == CandidateOrigin.LostServer)
        {
            return "by dialling the server that it had lost";
        }

        // A redirect in an earlier round of the same search named the backup; what led to that redirect is what found it.
        if (result.Origin == CandidateOrigin.KnownBackup && step != RecoveryMethod.KnownBackup)
        {
            return $"{By(step)} that led to a redirect naming it";
        }

        bool isRedirected = result.RedirectCount > 0 && result.FirstHop is not null
            && !string.Equals(result.FirstHop, result.Registrar?.Host, StringComparison.OrdinalIgnoreCase);
        return isRedirected ? $"{By(step)}, redirected by {result.FirstHop}" : By(step);
    }

    private static string By(RecoveryMethod step) => step switch
    {
        RecoveryMethod.KnownBackup => "as the backup that it had been told before",
        RecoveryMethod.Cache => "by the server in its cache",
        RecoveryMethod.Srv => "by an SRV record",
        RecoveryMethod.Host => "by a host record",
        _ => "by its registrar",
    };
}
