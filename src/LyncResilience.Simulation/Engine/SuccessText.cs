using System;
using System.Globalization;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Engine;

/// <summary>Says how a client found its registrar.</summary>
internal static class SuccessText
{
    /// <summary>The way of a successful round, as the end of a sentence.</summary>
    public static string How(SimulatedRound round, PoolState registrar, RecoveryMethod step)
    {
        SignInResult result = round.Result;
        string led = result.Origin switch
        {
            CandidateOrigin.LostServer => "its lost server, dialled again",
            CandidateOrigin.KnownBackup when step == RecoveryMethod.KnownBackup => "the backup that it had been told",
            CandidateOrigin.KnownBackup => "the backup that it was told while it looked for a registrar",
            CandidateOrigin.Cache => "the server in its cache",
            CandidateOrigin.Srv => "an SRV record",
            CandidateOrigin.Host => "a host record",
            _ => "its registrar",
        };
        bool isRedirected = result.RedirectCount > 0 && result.FirstHop is not null
            && !string.Equals(result.FirstHop, result.Registrar?.Host, StringComparison.OrdinalIgnoreCase);
        string how = isRedirected ? $"redirected by {result.FirstHop}, to which {led} led" : $"found by {led}";
        return registrar == round.Place.Home ? how
            : round.Place.Home.IsFailedOver ? $"{how}, because {round.Place.Home} was failed over to it"
            : $"{how}, because it is the backup and holds {round.Place.Home} for down";
    }

    /// <summary>How a time offline ended, as the end of a sentence.</summary>
    public static string Recovery(Cohort cohort, PoolState registrar, ClientState state, RecoveryMethod by, TimeSpan now)
    {
        string service = state == ClientState.Limited ? "limited" : "full";
        string why = by switch
        {
            RecoveryMethod.HomeReturned => $"when its home pool {registrar} could be reached again",
            RecoveryMethod.AdminFailover => $"when an administrator had failed {cohort.Home} over",
            RecoveryMethod.KnownBackup => "by the backup that it had been told before",
            RecoveryMethod.Cache => "by the server in its cache",
            RecoveryMethod.Srv => "by an SRV record",
            _ => "by a host record",
        };
        string waited = registrar != cohort.Home && by != RecoveryMethod.AdminFailover && cohort.FirstFailure is not null
            ? $", once that backup held {cohort.Home} for down"
            : string.Empty;
        return string.Format(CultureInfo.InvariantCulture, "found {0} with {1} service at {2} {3}{4}", registrar, service, SimulationTime.Text(now), why, waited);
    }
}
