using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Validation.Facts;
using static LyncResilience.Validation.Checks.CheckVerdict;
using static LyncResilience.Validation.Checks.Text;

namespace LyncResilience.Validation.Checks;

/// <summary>Whether the DNS servers answer, and agree.</summary>
internal static class DnsServerChecks
{
    public static readonly CheckDefinition[] All =
    [
        new("LR-DNS-001", CheckSeverity.Critical, "Every DNS server answers")
        {
            Needs = FactStage.Names,
            Expected = "an answer to every question",
            Why = "A client whose DNS server is silent or refuses finds no registrar, whatever else is in order.",
            Source = Sources.Dns,
            Remedy = "Check the DNS server, the zone on it and the firewalls between, or name the servers that your clients ask with -DnsServer.",
            Ask = facts => OfServers(facts, (_, answers) =>
            {
                // A server of the domain's own zone may refuse to speak of foreign targets; that is the target's matter (LR-DNS-012).
                ServerAnswer[] own = [.. answers.Where(answer => IsOwn(facts, answer.Answer.Name))];
                ServerAnswer[] failed = [.. own.Where(answer => !answer.IsReply)];
                return own.Length == 0 ? Skip("It was asked about no name of the SIP domains.")
                    : failed.Length == 0 ? Pass(Count(own.Length, "answer"), own.Length == 1 ? "It answered the only question about the SIP domains." : $"It answered all {Count(own.Length, "question")} about the SIP domains.")
                    : Fail(Invariant($"{failed.Length} of {Count(own.Length, "question")} without an answer"), failed[0].Answer.Detail);
            }),
        },
        new("LR-DNS-002", CheckSeverity.Low, "DNS servers answer quickly")
        {
            Needs = FactStage.Names,
            Expected = "answers within the limit",
            Why = "A client asks for up to eight names one after the other before it dials, so each slow answer delays every sign-in.",
            Source = Sources.DnsRequirements,
            Remedy = "Check the load of the DNS server and how it reaches the zone's own servers.",
            Thresholds = [new("maxAnswerMs", 1000, "ms")],
            Ask = facts => OfServers(facts, (limits, answers) => WhenItAnswers(answers, replies =>
            {
                ServerAnswer slowest = replies.OrderByDescending(reply => reply.Answer.DurationMs).First();
                string actual = Invariant($"at most {slowest.Answer.DurationMs:0} ms");
                return slowest.Answer.DurationMs <= limits["maxAnswerMs"]
                    ? Pass(actual, $"Its slowest answer, about {slowest.Answer.Name}, took {actual.Substring(8)}.")
                    : Warn(actual, Invariant($"Its answer about {slowest.Answer.Name} took {slowest.Answer.DurationMs:0} ms, more than {limits["maxAnswerMs"]} ms."));
            })),
        },
        new("LR-DNS-003", CheckSeverity.Low, "Answers come over UDP")
        {
            Needs = FactStage.Names,
            Expected = "no answer that needs TCP",
            Why = "An answer that doesn't fit a datagram is asked for again over TCP, which firewalls often don't let through to DNS servers.",
            Source = Sources.DnsOverTcp,
            Remedy = "Publish fewer records under the name, and let EDNS (4,096 bytes) and TCP port 53 through the firewalls.",
            Ask = facts => OfServers(facts, (_, answers) => WhenItAnswers(answers, replies =>
            {
                string[] overTcp = [.. replies.Where(reply => reply.Answer.Transport == "TCP").Select(reply => reply.Answer.Name).Distinct(Names)];
                return overTcp.Length == 0
                    ? Pass("UDP", "Every answer came over UDP.")
                    : Warn(Count(overTcp.Length, "answer") + " over TCP", $"The answers about {Some(overTcp)} were cut over UDP and came over TCP.");
            })),
        },
        new("LR-DNS-004", CheckSeverity.High, "DNS servers agree with each other")
        {
            Needs = FactStage.Names,
            Expected = "the same records from every server",
            Why = "A client that happens to ask the server with the old records finds the old registrars, or none: in an outage the record added by hand may be on one server only.",
            Source = Sources.DnsRequirements,
            Remedy = "Check the replication of the zone between the DNS servers, and that all of them serve the same zone (inside, outside).",
            Ask = facts => ServersThatAnswer(facts).Length < 2 ? [] : facts.Answers.Where(answer => answer.IsReply && !IsUnused(answer.Answer.Name))
                .GroupBy(answer => answer.Answer.Name, Names).Where(group => group.Count() > 1).Select(group => new CheckQuestion(group.Key, _ => Compare([.. group]))),
            WhyNothing = facts => ServersThatAnswer(facts).Length == 0 ? NoServer : "Only one DNS server answered, so there is nothing to compare.",
        },
        new("LR-DNS-005", CheckSeverity.Medium, "DNS doesn't answer for names that nobody published")
        {
            Needs = FactStage.Names,
            Expected = "no records under an unused name",
            Why = "A wildcard or a provider's search page gives clients an address for every step of discovery, which they dial in vain before they come to the right one.",
            Source = Sources.Wildcards,
            Remedy = "Remove the wildcard record from the zone, or ask a DNS server that doesn't invent answers.",
            Ask = facts =>
                from domain in facts.SipDomains
                from answer in new[] { facts.Find(SignInNames.UnusedService + domain, isHost: false), facts.Find(SignInNames.UnusedHost + domain, isHost: true) }
                where answer is not null
                select new CheckQuestion(answer.Name, _ => answer.Records.Count == 0
                    ? Pass("no records", $"{answer.Name} has no records, as it should.")
                    : Fail(Count(answer.Records.Count, "record"), $"{answer.Name}, which nobody publishes, has records: {Some(answer.Records.Select(Describe))}.")),
            WhyNothing = _ => NoServer,
        },
    ];

    public const string NoServer = "No DNS server answered (LR-DNS-001).";

    /// <summary>A record as people compare it: without TTL.</summary>
    public static string Describe(DnsRecord record) => record switch
    {
        SrvRecord srv => Invariant($"SRV {srv.Priority} {srv.Weight} {srv.Port} {srv.Target.ToLowerInvariant()}"),
        AddressRecord address => address.Address.ToString(),
        NameRecord name => $"alias of {name.Target.ToLowerInvariant()}",
        _ => record.Type.ToString(),
    };

    /// <summary>Whether a name stands in one of the SIP domains.</summary>
    public static bool IsOwn(SiteFacts facts, string name) => facts.SipDomains.Any(domain => DomainRule.Matches(name, domain, NameMatching.Suffix, []));

    private static bool IsUnused(string name) =>
        name.StartsWith(SignInNames.UnusedService, StringComparison.OrdinalIgnoreCase) || name.StartsWith(SignInNames.UnusedHost, StringComparison.OrdinalIgnoreCase);

    private static string[] ServersThatAnswer(SiteFacts facts) => [.. facts.Answers.Where(answer => answer.IsReply).Select(answer => answer.Server).Distinct(Names)];

    private static IEnumerable<CheckQuestion> OfServers(SiteFacts facts, Func<CheckLimits, ServerAnswer[], CheckVerdict> judge) =>
        from server in facts.DnsServers
        let answers = facts.Answers.Where(answer => Same(answer.Server, server)).ToArray()
        where answers.Length > 0
        select new CheckQuestion(server, limits => judge(limits, answers)) { DurationMs = answers.Max(answer => answer.Answer.DurationMs) };

    private static CheckVerdict WhenItAnswers(ServerAnswer[] answers, Func<ServerAnswer[], CheckVerdict> judge)
    {
        ServerAnswer[] replies = [.. answers.Where(answer => answer.IsReply)];
        return replies.Length > 0 ? judge(replies) : Skip("It answered nothing (LR-DNS-001).");
    }

    private static CheckVerdict Compare(ServerAnswer[] answers)
    {
        (string Records, string[] Servers)[] views =
        [
            .. answers.GroupBy(answer => answer.Answer.Records.Count == 0 ? "nothing" : string.Join("; ", answer.Answer.Records.Select(Describe).OrderBy(text => text, StringComparer.Ordinal)))
                .Select(group => (group.Key, group.Select(answer => answer.Server).ToArray())),
        ];
        return views.Length == 1
            ? Pass("the same everywhere", Invariant($"All {answers.Length} servers say {views[0].Records}."))
            : Fail(Invariant($"{views.Length} different answers"), string.Join("; but ", views.Select(Say)) + ".");

        static string Say((string Records, string[] Servers) view) => $"{Some(view.Servers)} {(view.Servers.Length == 1 ? "says" : "say")} {view.Records}";
    }
}
