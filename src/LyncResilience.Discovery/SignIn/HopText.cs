using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>The words of the hops.</summary>
internal static class HopText
{
    public static SignInOutcome Outcome(DnsOutcome outcome) => outcome switch
    {
        DnsOutcome.Answer => SignInOutcome.Ok,
        DnsOutcome.NoData or DnsOutcome.NxDomain => SignInOutcome.NotFound,
        DnsOutcome.Refused => SignInOutcome.Refused,
        DnsOutcome.Timeout or DnsOutcome.Unreachable => SignInOutcome.NoAnswer,
        DnsOutcome.ServerFailure or DnsOutcome.Malformed => SignInOutcome.Rejected,
        _ => throw UnknownMember.Of(outcome),
    };

    public static SignInOutcome Outcome(RegistrarAnswerKind kind) => kind switch
    {
        RegistrarAnswerKind.Registered => SignInOutcome.Registered,
        RegistrarAnswerKind.Redirected => SignInOutcome.Redirected,
        RegistrarAnswerKind.Challenged => SignInOutcome.Challenged,
        RegistrarAnswerKind.Silent => SignInOutcome.NoAnswer,
        RegistrarAnswerKind.Closed => SignInOutcome.Refused,
        RegistrarAnswerKind.Rejected or RegistrarAnswerKind.Unusable => SignInOutcome.Rejected,
        _ => throw UnknownMember.Of(kind),
    };

    public static SignInOutcome Outcome(AutodiscoverOutcome outcome) => outcome switch
    {
        AutodiscoverOutcome.ServerNamed => SignInOutcome.Ok,
        AutodiscoverOutcome.NeedsWebTicket => SignInOutcome.Challenged,
        AutodiscoverOutcome.NoAnswer => SignInOutcome.NoAnswer,
        AutodiscoverOutcome.Refused => SignInOutcome.Refused,
        AutodiscoverOutcome.TlsFailed => SignInOutcome.TlsFailed,
        AutodiscoverOutcome.NameMismatch => SignInOutcome.NameMismatch,
        AutodiscoverOutcome.NotUsable => SignInOutcome.Rejected,
        _ => throw UnknownMember.Of(outcome),
    };

    public static string Name(SipTransport transport) => transport == SipTransport.Tls ? "TLS" : "TCP";

    public static string Reason(RegistrarAnswer answer) => answer.DiagnosticsId is null
        ? answer.Reason
        : string.Format(CultureInfo.InvariantCulture, "{0} ({1} {2}", answer.Reason, answer.DiagnosticsId, answer.DiagnosticsReason).TrimEnd() + ")";

    public static string? FirstAddress(DnsAnswer answer) => answer.Records.OfType<AddressRecord>().FirstOrDefault()?.Address.ToString();

    public static string Targets(IReadOnlyList<SrvRecord> targets, int offered)
    {
        IEnumerable<string> each = targets.Select(target =>
            string.Format(CultureInfo.InvariantCulture, "{0}:{1} (priority {2}, weight {3}, TTL {4} s)", target.Target, target.Port, target.Priority, target.Weight, target.Ttl));
        return (offered == 1 ? "One target: " : offered == targets.Count ? $"{offered} targets: " : $"{offered} targets, of which the first {targets.Count} count: ") + string.Join(", ", each) + ".";
    }

    public static string NoRecord(DnsAnswer answer) => answer.Outcome switch
    {
        DnsOutcome.NxDomain => $"{answer.Name} does not exist.",
        DnsOutcome.NoData => $"{answer.Name} has no {DnsRecordCodec.TypeName(answer.Type)} record.",
        DnsOutcome.Answer => $"{answer.Name} says that the service is not offered here (target '.').",
        _ => answer.Detail,
    };

    public static string NoAddress(string host, DnsAnswer answer) => answer.Outcome is DnsOutcome.NxDomain or DnsOutcome.NoData
        ? $"{host} has no address; add an A record for it or correct the name that points to it."
        : $"The address of {host} could not be looked up: {answer.Detail}";

    public static string Challenge(Candidate candidate, RegistrarAnswer answer)
    {
        string schemes = answer.Schemes.Count == 0 ? "credentials" : string.Join(", ", answer.Schemes);
        return $"{Who(candidate, answer)} asks for {schemes}{Skew(answer)}.";
    }

    public static string Redirect(Candidate candidate, RegistrarAnswer answer)
    {
        List<RegistrarContact> ordered = [.. answer.Contacts.OrderByDescending(contact => contact.Q)];
        return ordered.Count switch
        {
            0 => $"{candidate.Host} redirects, but names nobody.",
            1 => $"{candidate.Host} redirects to {Name(ordered[0])} and names no backup.",
            _ => $"{candidate.Host} redirects to the primary {Name(ordered[0])} and names the backup {Name(ordered[1])}.",
        };
    }

    public static string Answer(Candidate candidate, RegistrarAnswer answer) => answer.Kind switch
    {
        RegistrarAnswerKind.Registered when !answer.IsLimited => $"{candidate.Host} registered the user with full service.",
        RegistrarAnswerKind.Registered when answer.IsPrimary =>
            $"{candidate.Host} registered the user with limited service: its user services are unavailable.",
        RegistrarAnswerKind.Registered =>
            $"{candidate.Host} registered the user with limited service, because it is only the backup and holds the home pool for down.",
        RegistrarAnswerKind.Silent or RegistrarAnswerKind.Closed or RegistrarAnswerKind.Unusable => answer.Reason,
        RegistrarAnswerKind.Challenged => Challenge(candidate, answer),
        _ => string.Format(
            CultureInfo.InvariantCulture, "{0} answered {1} {2}: {3}.", candidate.Host, answer.StatusCode, Reason(answer), Rejection.Explain(answer).Meaning),
    };

    private static string Who(Candidate candidate, RegistrarAnswer answer)
    {
        string name = answer.ServerName is null || string.Equals(answer.ServerName, candidate.Host, StringComparison.OrdinalIgnoreCase)
            ? candidate.Host
            : $"{candidate.Host} (server {answer.ServerName})";
        return answer.ServerVersion is null ? name : $"{name} ({answer.ServerVersion})";
    }

    private static string Skew(RegistrarAnswer answer)
    {
        if (answer.ClockSkewSeconds is not double skew)
        {
            return string.Empty;
        }

        // A SIP Date has whole seconds, so less than two mean nothing.
        return Math.Abs(skew) < 2
            ? "; its clock agrees with this one"
            : string.Format(CultureInfo.InvariantCulture, "; its clock is {0:0} s {1} this one", Math.Abs(skew), skew > 0 ? "ahead of" : "behind");
    }

    private static string Name(RegistrarContact contact) => new ServerEndpoint(contact.Host, contact.Port).ToString();
}
