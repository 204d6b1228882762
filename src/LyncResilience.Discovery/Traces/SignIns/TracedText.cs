using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>The words that only sign-ins from traces need; those of the hops are the walk's.</summary>
internal sealed class TracedText
{
    /// <summary>How a server is called when nothing in the trace tells its name or address.</summary>
    public const string UnknownServer = "(unnamed server)";

    /// <summary>No name or id is longer; what is longer is cut, so that a log can't fill the memory.</summary>
    public const int LongestValue = 512;

    private readonly TracedSignIn _signIn;
    private readonly SignInResult _result;
    private readonly TracedEnd _end;
    private readonly TimeSpan _gap;

    public TracedText(TracedSignIn signIn, SignInResult result, TracedEnd end, TimeSpan gap)
    {
        _signIn = signIn;
        _result = result;
        _end = end;
        _gap = gap;
    }

    /// <summary>A value of bounded length.</summary>
    public static string? Bounded(string? value) => value is { Length: > LongestValue } ? value.Substring(0, LongestValue) : value;

    /// <summary>A server that didn't answer.</summary>
    /// <param name="host">The server.</param>
    /// <param name="gap">How long the trace shows nothing more; null when the client went on to another server.</param>
    public static string Silent(string host, TimeSpan? gap) => gap is { } shown
        ? string.Format(CultureInfo.InvariantCulture, "{0} did not answer a REGISTER: the trace shows nothing more of the sign-in for {1:0.#} s.", host, shown.TotalSeconds)
        : $"{host} did not answer a REGISTER before the client went on to another server.";

    /// <summary>A registrar ended the registration (MS-SIPREGE 3.2).</summary>
    public static string Moved(TracedMessage moved, string? by) =>
        $"{by ?? "The registrar"} ended the registration of {moved.User} ({moved.EndedBy})"
        + (moved.Preferred is { } preferred ? $" and named {preferred.Host} as the preferred registrar." : ".");

    /// <summary>That a registrar sent the user elsewhere is how failback shows.</summary>
    public Finding MovedFinding() => new(
        "RegistrationEnded", FindingSeverity.Info, _signIn.MovedBy ?? _signIn.User, Moved(_signIn.Moved!, _signIn.MovedBy),
        "preferred-registrar-change is the failback to the home pool; for other reasons see the user's account (Get-CsUser).");

    /// <summary>What is missing in the trace.</summary>
    public Finding Unfinished() => new(
        "SignInUnfinished", FindingSeverity.Warning, _signIn.User, $"The sign-in is not finished: {Missing()}.",
        IsBackupWaiting
            ? $"{_result.Backup!.Host} is the backup itself: it takes over only when it has missed the home pool's heartbeat for the failure detection interval. Check {_result.Primary!.Host}."
            : "Trace the server that comes next, too, and read the logs together; a client's log shows all servers.");

    // A client's log would show the primary's answer.
    private bool IsBackupWaiting =>
        _end == TracedEnd.Quiet && _signIn.Attempts.Any(attempt => attempt.Server.Address is not null) && _result.Backup is { } backup
        && string.Equals(_result.Hops.LastOrDefault(hop => hop.Outcome == SignInOutcome.Redirected)?.Target, backup.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>The conclusion.</summary>
    /// <param name="failure">The conclusion of a walk that failed in the same way.</param>
    /// <param name="isUnfinished">Whether the trace doesn't show how it ended.</param>
    public string Detail(string failure, bool isUnfinished)
    {
        string moved = _signIn.Moved is { } end ? Moved(end, _signIn.MovedBy) + " " : string.Empty;
        return moved + (
            _result.Registrar is not null ? Served()
            : !isUnfinished ? failure
            : _result.RedirectCount > 0 ? $"{Redirected()}; {Missing()}."
            : _result.FirstHop is { } asked ? $"{asked} asked {_signIn.User} for credentials; {Missing()}."
            : _signIn.Attempts.Count > 0 ? $"{_signIn.User} began to sign in; {Missing()}."
            : $"Not finished: {Missing()}.");
    }

    private string Served()
    {
        string host = _result.Hops.Last(hop => hop.Outcome == SignInOutcome.Registered).Target!;
        bool isLimited = _result.Mode == SignInMode.Limited;
        if (_result.RedirectCount == 0)
        {
            string way = string.Equals(_result.FirstHop, host, StringComparison.OrdinalIgnoreCase) ? "directly" : $"after {_result.FirstHop} did not";
            return $"{host} served {_signIn.User} {way}{(isLimited ? " with limited service" : string.Empty)}: no redirect, backup never told.";
        }

        bool isPrimary = string.Equals(_result.Primary?.Host, _result.Registrar!.Host, StringComparison.OrdinalIgnoreCase);
        string service = isLimited ? "with limited service" : "with full service";
        return isPrimary && !isLimited ? Redirected() + "." : $"{Redirected()} and was served by {host} {service}.";
    }

    private string Redirected()
    {
        IEnumerable<string> redirectors = _result.Hops.Where(hop => hop.Outcome == SignInOutcome.Redirected).Select(hop => hop.Target!).Distinct(StringComparer.OrdinalIgnoreCase);
        string by = string.Join(" and ", redirectors);
        return _result switch
        {
            { IsPrimaryTold: false } => $"{_signIn.User} was redirected by {by} to {_result.Registrar?.Host ?? "another server of the same pool"} (no backup named)",
            { Backup: { } backup } => $"{_signIn.User} was redirected by {by} to {_result.Primary!.Host} (backup {backup.Host})",
            _ => $"{_signIn.User} was redirected by {by} to {_result.Primary!.Host} (no backup named)",
        };
    }

    private string Missing()
    {
        string what = _result switch
        {
            { RedirectCount: > 0, Primary: { } primary } => $"what {primary.Host} answered is not in the trace",
            { RedirectCount: > 0 } => "what came of the redirect is not in the trace",
            { FirstHop: not null } => "what came of them is not in the trace",
            _ when _signIn.Attempts.Count == 0 => "where the user registered next is not in the trace",
            _ => "no answer is in the trace",
        };
        return what + (_end switch
        {
            TracedEnd.Quiet => string.Format(CultureInfo.InvariantCulture, ", which shows nothing more of this sign-in for {0:0.#} s", _gap.TotalSeconds),
            TracedEnd.TraceEnds => ", which ends there",
            _ => ": too much was going on at once, so this sign-in was cut short",
        });
    }
}
