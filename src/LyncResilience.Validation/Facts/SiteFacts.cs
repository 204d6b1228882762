using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation;

namespace LyncResilience.Validation.Facts;

/// <summary>Everything that checks are judged by, each fact collected once. Immutable: each stage of collecting gives a fuller copy.</summary>
public sealed record SiteFacts
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    /// <summary>When the facts were collected, which is also what certificates and exclusions are compared with.</summary>
    public DateTime TimeUtc { get; init; }

    /// <summary>The SIP domains.</summary>
    public IReadOnlyList<string> SipDomains { get; init; } = [];

    /// <summary>Who backs whom; null when nobody told.</summary>
    public ResilienceTopology? Topology { get; init; }

    /// <summary>The client generations whose discovery has to work.</summary>
    public IReadOnlyList<ClientProfile> Profiles { get; init; } = [];

    /// <summary>How an SRV target's name must relate to the SIP domain.</summary>
    public NameMatching NameMatching { get; init; } = NameMatching.Strict;

    /// <summary>Domains whose hosts clients trust besides the SIP domain's.</summary>
    public IReadOnlyList<string> TrustedDomains { get; init; } = [];

    /// <summary>The DNS servers that were asked, in order.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];

    /// <summary>What every DNS server said about every name.</summary>
    public IReadOnlyList<ServerAnswer> Answers { get; init; } = [];

    /// <summary>What registrars answered: every TLS target of the sign-in records, and every pool of the topology that is none.</summary>
    public IReadOnlyList<RegistrarFacts> Registrars { get; init; } = [];

    /// <summary>Whole sign-ins of users with credentials.</summary>
    public IReadOnlyList<SignInPath> SignIns { get; init; } = [];

    /// <summary>Clients' caches, judged by the topology when there is one.</summary>
    public IReadOnlyList<EndpointCacheEntry> Caches { get; init; } = [];

    /// <summary>The users that were given; empty when none were.</summary>
    public IReadOnlyList<SimulatedUser> Users { get; init; } = [];

    /// <summary>Every single failure and what it does to users.</summary>
    public IReadOnlyList<SimulatedFailure> Failures { get; init; } = [];

    /// <summary>Why no failure was simulated; null when some were.</summary>
    public string? WhyNotSimulated { get; init; }

    /// <summary>Whether any DNS server said anything.</summary>
    public bool HasNames => Answers.Any(answer => answer.IsReply);

    /// <summary>The SRV record sets that lead clients to registrars, in the order in which clients ask for them, those that exist.</summary>
    public IEnumerable<SignInRecord> SignInRecords =>
        from domain in SipDomains
        from prefix in SignInNames.Services
        let answer = Find(prefix + domain, isHost: false)
        where answer is not null && answer.Records.OfType<SrvRecord>().Any()
        select new SignInRecord(domain, answer);

    /// <summary>What the first DNS server that said anything about a name said.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isHost">Whether its addresses are meant, not its services.</param>
    /// <returns>The answer; null when nobody said anything.</returns>
    public DnsAnswer? Find(string name, bool isHost) => Answers
        .FirstOrDefault(answer => answer.IsReply && (answer.Answer.Type != DnsRecordType.Srv) == isHost && s_names.Equals(answer.Answer.Name, name))?.Answer;

    /// <summary>The pool that a host name belongs to: its own name, or that of one of its servers.</summary>
    /// <param name="host">The host name.</param>
    /// <returns>The pool; null when there is no topology or none of that name.</returns>
    public TopologyPool? PoolOf(string? host) => Topology?.FindPool(host)
        ?? Topology?.Pools.FirstOrDefault(pool => pool.Servers.Contains(host, s_names));

    /// <summary>The site of a pool, server, Edge pool, DNS server or of the site itself; null when unknown.</summary>
    /// <param name="name">Its name.</param>
    public string? SiteOf(string? name) => PoolOf(name)?.Site
        ?? Topology?.EdgePools.FirstOrDefault(edge => s_names.Equals(edge.Fqdn, name))?.Site
        ?? Topology?.Sites.FirstOrDefault(site => s_names.Equals(site, name));
}
