using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.EndpointCache;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Topology;
using LyncResilience.Simulation;

namespace LyncResilience.Validation.Facts;

/// <summary>
/// Collects the facts that checks are judged by, each once, in stages: what was given, DNS, registrars, sign-ins; simulations beside them. Within
/// a stage everything is asked at once, up to a limit.
/// </summary>
public sealed class FactCollector
{
    private const string SystemServers = "the system's DNS servers";
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    private readonly FactRequest _request;
    private readonly IProgress<FactProgress>? _progress;
    private readonly LiveSignInOptions _options;
    private readonly (string Name, IDnsResolver Resolver)[] _servers;

    /// <summary>Makes a collector.</summary>
    /// <param name="request">What to collect facts about, and how.</param>
    /// <param name="progress">Hears how far it has come; null for nobody.</param>
    public FactCollector(FactRequest request, IProgress<FactProgress>? progress)
    {
        _request = request ?? throw new ArgumentNullException(nameof(request));
        _progress = progress;
        _options = new LiveSignInOptions { Timeout = request.Timeout, TrustedRoots = request.TrustedRoots, UtcNow = request.UtcNow };
        var patience = TimeSpan.FromTicks(request.Timeout.Ticks / 4);
        _servers = request.DnsServers.Count == 0
            ? [(SystemServers, request.NewResolver(new DnsClientOptions { Timeout = patience }))]
            : [.. request.DnsServers.Select(server => (server.ToString(), request.NewResolver(new DnsClientOptions { Servers = [server], Timeout = patience })))];
    }

    /// <summary>Collects.</summary>
    /// <param name="wanted">The stages whose facts are wanted; those that they build on are collected too.</param>
    /// <param name="ready">Is given the facts each time that a wanted stage is complete, one call at a time.</param>
    /// <param name="cancellationToken">Stops everything under way.</param>
    /// <returns>The facts of all wanted stages.</returns>
    /// <exception cref="OperationCanceledException">Collecting was stopped.</exception>
    public async Task<SiteFacts> CollectAsync(IReadOnlyCollection<FactStage> wanted, Action<FactStage, SiteFacts> ready, CancellationToken cancellationToken)
    {
        SiteFacts facts = Given();
        Announce(FactStage.Given);
        if (wanted.All(stage => stage == FactStage.Given))
        {
            return facts;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        facts = await CollectNamesAsync(facts, stop.Token).ConfigureAwait(false);
        Announce(FactStage.Names);

        // Simulations need nothing but names and topology, and a processor while the network is waited for.
        SiteFacts named = facts;
        Task<SiteFacts> simulated = wanted.Contains(FactStage.Simulations) ? Task.Run(() => SingleFailures.Simulate(named, _progress, stop.Token), stop.Token) : Task.FromResult(named);
        try
        {
            if (wanted.Contains(FactStage.Registrars) || wanted.Contains(FactStage.SignIns))
            {
                facts = facts with { Registrars = await ProbeAsync(facts, stop.Token).ConfigureAwait(false) };
                Announce(FactStage.Registrars);
            }

            if (wanted.Contains(FactStage.SignIns))
            {
                facts = facts with { SignIns = await SignInAsync(facts, stop.Token).ConfigureAwait(false) };
                Announce(FactStage.SignIns);
            }

            if (wanted.Contains(FactStage.Simulations))
            {
                SiteFacts outcome = await simulated.ConfigureAwait(false);
                facts = facts with { Failures = outcome.Failures, WhyNotSimulated = outcome.WhyNotSimulated };
                Announce(FactStage.Simulations);
            }

            return facts;
        }
        finally
        {
            stop.Cancel();
            await Task.WhenAny(simulated).ConfigureAwait(false);
        }

        void Announce(FactStage stage)
        {
            if (wanted.Contains(stage))
            {
                ready(stage, facts);
            }
        }
    }

    private SiteFacts Given()
    {
        ResilienceTopology? topology = _request.Topology is null ? null : WithUserCounts(_request.Topology);
        IReadOnlyList<string> domains = _request.SipDomains.Count > 0 ? _request.SipDomains : topology?.SipDomains ?? [];
        return new SiteFacts
        {
            TimeUtc = _request.UtcNow(),
            SipDomains = domains,
            Topology = topology,
            Profiles = _request.Profiles,
            NameMatching = _request.NameMatching,
            TrustedDomains = _request.TrustedDomains,
            DnsServers = [.. _servers.Select(server => server.Name)],
            Caches = topology is null ? _request.Caches : Judged(topology),
            Users = _request.Users,
        };
    }

    // Users who were given are as good a count as one that somebody wrote into the topology; where both are there, that one holds.
    private ResilienceTopology WithUserCounts(ResilienceTopology topology)
    {
        Dictionary<string, int> counts = _request.Users.GroupBy(user => user.RegistrarPool, s_names)
            .Where(group => topology.FindPool(group.Key) is { Kind: not PoolKind.Director, UserCount: null })
            .ToDictionary(group => group.Key, group => group.Sum(user => user.Count), s_names);
        return counts.Count == 0 ? topology : TopologyJson.Read(topology.ToJson(), topology.Source).Build(new TopologyOverrides { UserCounts = counts });
    }

    private IReadOnlyList<EndpointCacheEntry> Judged(ResilienceTopology topology)
    {
        Dictionary<string, string> homes = new(s_names);
        foreach (SimulatedUser user in _request.Users)
        {
            homes[SipName.TryParseAddress(user.SipAddress, out string address) ? address : user.SipAddress] = user.RegistrarPool;
        }

        CacheStandingJudge judge = new(topology, homes);
        return [.. _request.Caches.Select(cache => cache.Standing == CacheStanding.Unknown ? judge.Judge(cache) : cache)];
    }

    private async Task<SiteFacts> CollectNamesAsync(SiteFacts facts, CancellationToken cancellationToken)
    {
        IEnumerable<string> services = from domain in facts.SipDomains from prefix in SignInNames.Services.Append(SignInNames.UnusedService) select prefix + domain;
        IEnumerable<string> hosts = from domain in facts.SipDomains from prefix in SignInNames.Hosts.Concat(SignInNames.Autodiscover).Append(SignInNames.UnusedHost) select prefix + domain;
        IEnumerable<string> pools = facts.Topology is null ? [] : facts.Topology.Pools.Select(pool => pool.Fqdn).Concat(facts.Topology.EdgePools.Select(edge => edge.Fqdn));
        string[] known = [.. hosts.Concat(pools).Distinct(s_names)];
        ServerAnswer[] first = await LookUpAsync(services, known, cancellationToken).ConfigureAwait(false);
        facts = facts with { Answers = first };

        // Every server is asked about every target, also about those that only another one names: the clients of each may be sent there.
        string[] targets =
        [
            .. first.SelectMany(answer => answer.Answer.Records).OfType<SrvRecord>().Where(record => record.IsOffered).Select(record => record.Target)
                .Distinct(s_names).Except(known, s_names),
        ];
        return facts with { Answers = [.. first, .. await LookUpAsync([], targets, cancellationToken).ConfigureAwait(false)] };
    }

    private Task<ServerAnswer[]> LookUpAsync(IEnumerable<string> services, IEnumerable<string> hosts, CancellationToken cancellationToken)
    {
        (string Server, IDnsResolver Resolver, string Name, bool IsHost)[] questions =
        [
            .. from server in _servers
               from question in services.Distinct(s_names).Select(name => (name, false)).Concat(hosts.Select(name => (name, true)))
               select (server.Name, server.Resolver, question.name, question.Item2),
        ];
        return AllAsync(FactStage.Names, questions, question => $"{question.Name} at {question.Server}", OutcomeOf, async (question, _) => new ServerAnswer(
            question.Server,
            question.IsHost
                ? await LiveWorld.LookUpHostAsync(question.Resolver, question.Name, cancellationToken).ConfigureAwait(false)
                : await question.Resolver.ResolveAsync(question.Name, DnsRecordType.Srv, cancellationToken).ConfigureAwait(false)), cancellationToken);

        static string OutcomeOf(ServerAnswer said) => said.Answer.Outcome == DnsOutcome.Answer ? string.Join("; ", said.Answer.Records.Select(ZoneFile.ToLine)) : said.Answer.Outcome.ToString();
    }

    private async Task<IReadOnlyList<RegistrarFacts>> ProbeAsync(SiteFacts facts, CancellationToken cancellationToken)
    {
        if (!facts.HasNames)
        {
            return [];
        }

        (string Host, int Port, string Domain)[] targets =
            [.. facts.SignInRecords.Where(record => record.IsTls).SelectMany(record => record.Targets.Select(target => (target.Target, target.Port, record.SipDomain)))];

        // Redirects lead clients to pools that no record names.
        IEnumerable<(string Host, int Port, string Domain)> pools = facts.Topology is null ? [] : facts.Topology.Pools
            .Where(pool => !targets.Any(target => s_names.Equals(target.Host, pool.Fqdn)))
            .Select(pool => (pool.Fqdn, pool.Port, facts.SipDomains.FirstOrDefault() ?? pool.Fqdn));
        (string Host, int Port, string Domain)[] endpoints = [.. targets.Concat(pools).GroupBy(endpoint => $"{endpoint.Host}:{endpoint.Port}", s_names).Select(same => same.First())];
        var probe = new RegistrarProbe(_servers[0].Resolver, _options);
        return await AllAsync(
            FactStage.Registrars, endpoints, endpoint => endpoint.Host, registrar => registrar.WhyNoAnswer ?? $"{registrar.Answer!.StatusCode} {registrar.Answer.Reason}",
            (endpoint, _) => probe.AskAsync(endpoint.Host, endpoint.Port, facts.Find(endpoint.Host, isHost: true), endpoint.Domain, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SignInPath>> SignInAsync(SiteFacts facts, CancellationToken cancellationToken)
    {
        // The server that answered names is the one to walk with; where none did, the walk says so itself.
        IDnsResolver resolver = _servers.FirstOrDefault(server => facts.Answers.Any(answer => answer.IsReply && answer.Server == server.Name)).Resolver ?? _servers[0].Resolver;
        LiveSignIn walker = new(resolver, _options);
        return await AllAsync(
            FactStage.SignIns, _request.SignIns, request => request.SipAddress ?? request.Settings.SipDomain, path => $"{path.Status}: {path.Detail}",
            (request, tell) => walker.WalkAsync(
                request with { Settings = request.Settings with { TrustedDomains = facts.TrustedDomains, NameMatching = facts.NameMatching } }, hop => tell($"{hop}: {hop.Detail}"), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks all questions of a stage at once, as many as may be open; the answers come in the order of the questions.</summary>
    private async Task<TAnswer[]> AllAsync<TQuestion, TAnswer>(
        FactStage stage, IReadOnlyList<TQuestion> questions, Func<TQuestion, string> name, Func<TAnswer, string> outcome, Func<TQuestion, Action<string>, Task<TAnswer>> ask, CancellationToken cancellationToken)
    {
        using var room = new SemaphoreSlim(Math.Max(1, _request.MaximumConcurrency));
        int done = 0;
        return await Task.WhenAll(questions.Select(AskAsync)).ConfigureAwait(false);

        async Task<TAnswer> AskAsync(TQuestion question)
        {
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                TAnswer answer = await ask(question, step => Report(Volatile.Read(ref done), question, step)).ConfigureAwait(false);
                Report(Interlocked.Increment(ref done), question, outcome(answer));
                return answer;
            }
            finally
            {
                room.Release();
            }
        }

        void Report(int settled, TQuestion question, string text) => _progress?.Report(new FactProgress(stage, settled, questions.Count, name(question)) { Outcome = text });
    }
}
