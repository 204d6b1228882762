using System;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation;

/// <summary>
/// What a registrar answers to a REGISTER. The one place that decides it: the laboratory puts these answers on the wire, the simulator asks
/// directly.
/// </summary>
public static class RegistrarModel
{
    /// <summary>q of the primary in every captured 301 that names two registrars.</summary>
    public const double PrimaryQ = 0.7;

    /// <summary>q of the backup in every captured 301 that names two registrars.</summary>
    public const double BackupQ = 0.3;

    private static readonly RegistrarAnswer s_silence = new() { Kind = RegistrarAnswerKind.Silent, Reason = "The pool is down." };

    /// <summary>Decides the answer.</summary>
    /// <param name="situation">What the answer depends on.</param>
    public static RegistrarAnswer Answer(RegistrarSituation situation)
    {
        if (situation is null)
        {
            throw new ArgumentNullException(nameof(situation));
        }

        // No document or capture shows a special refusal: a dead pool just does not answer.
        return situation.IsUp ? AnswerOfLiving(situation) with { ServerName = situation.Pool } : s_silence;
    }

    private static RegistrarAnswer AnswerOfLiving(RegistrarSituation situation)
    {
        if (!situation.IsAuthenticated)
        {
            return new RegistrarAnswer
            {
                Kind = RegistrarAnswerKind.Challenged,
                StatusCode = 401,
                Reason = "Unauthorized",
                Schemes = ["NTLM", "Kerberos", "TLS-DSK"],
            };
        }

        if (situation.User == UserState.Disabled)
        {
            return Rejected(403, "Forbidden", 4141, "User disabled");
        }

        if (situation.User == UserState.Unknown || situation.HomePool is null)
        {
            return Rejected(404, "Not Found", 4005, "Destination URI either not enabled for SIP or does not exist");
        }

        if (Is(situation.Pool, situation.HomePool))
        {
            return Registered(isLimited: !situation.UserServicesUp, isPrimary: true);
        }

        if (situation.BackupPool is not null && Is(situation.Pool, situation.BackupPool))
        {
            // From 2013 on the backup carries the user services too, once an administrator has failed the pool over.
            if (situation.IsFailedOver)
            {
                return Registered(isLimited: false, isPrimary: false);
            }

            // "The backup accepts only if it has itself determined that the primary is down" (planning for central site voice resiliency).
            if (situation.SeesHomeDown)
            {
                return Registered(isLimited: true, isPrimary: false);
            }
        }

        return Redirected(situation.HomePool, situation.BackupPool);
    }

    private static RegistrarAnswer Registered(bool isLimited, bool isPrimary) => new()
    {
        Kind = RegistrarAnswerKind.Registered,
        StatusCode = 200,
        Reason = "OK",
        IsLimited = isLimited,
        IsPrimary = isPrimary,
    };

    // Every registrar that is not the user's own redirects, a Director among them; the home pool itself never does.
    private static RegistrarAnswer Redirected(ServerEndpoint home, ServerEndpoint? backup) => new()
    {
        Kind = RegistrarAnswerKind.Redirected,
        StatusCode = 301,
        Reason = "Redirect request to Home Server",
        Contacts = backup is null
            ? [new RegistrarContact(home.Host, home.Port, SipTransport.Tls, 1)]
            : [new RegistrarContact(home.Host, home.Port, SipTransport.Tls, PrimaryQ), new RegistrarContact(backup.Host, backup.Port, SipTransport.Tls, BackupQ)],
    };

    private static RegistrarAnswer Rejected(int statusCode, string reason, int diagnosticsId, string diagnosticsReason) => new()
    {
        Kind = RegistrarAnswerKind.Rejected,
        StatusCode = statusCode,
        Reason = reason,
        DiagnosticsId = diagnosticsId,
        DiagnosticsReason = diagnosticsReason,
    };

    private static bool Is(string pool, ServerEndpoint server) => string.Equals(pool, server.Host, StringComparison.OrdinalIgnoreCase);
}
