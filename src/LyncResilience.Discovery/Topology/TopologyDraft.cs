using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// A topology as a reader found it. Readers only state what their source states; everything that is filled in, put in order or checked
/// across pools happens here, once, so that the same deployment gives the same topology from every source.
/// </summary>
internal sealed class TopologyDraft
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    public TopologyDraft(string source) => Source = source;

    /// <summary>Where it comes from, as <see cref="ResilienceTopology.Source"/> shows it.</summary>
    public string Source { get; }

    public string? DefaultSipDomain { get; set; }

    public List<string> SipDomains { get; } = [];

    /// <summary>Names of sites; those that pools, Edge pools and DNS servers stand in are added by <see cref="Build"/>.</summary>
    public List<string> Sites { get; } = [];

    public List<PoolDraft> Pools { get; } = [];

    public List<TopologyEdgePool> EdgePools { get; } = [];

    public List<TopologyDnsServer> DnsServers { get; } = [];

    /// <summary>What the reader inferred or left out, each a sentence with its ground.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The pool of that name, new when there is none yet.</summary>
    public PoolDraft PoolNamed(string fqdn)
    {
        PoolDraft? pool = Pools.Find(candidate => s_names.Equals(candidate.Fqdn, fqdn));
        if (pool is null)
        {
            pool = new PoolDraft(fqdn);
            Pools.Add(pool);
        }

        return pool;
    }

    /// <summary>Fills in what is documented, says what was filled in, and puts everything in order.</summary>
    /// <param name="overrides">What somebody who knows better says.</param>
    /// <exception cref="TopologyFormatException">A pool appears twice, or an override names a pool that isn't there.</exception>
    public ResilienceTopology Build(TopologyOverrides? overrides = null)
    {
        if (Pools.GroupBy(pool => pool.Fqdn, s_names).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new TopologyFormatException($"{Source} names the pool {twice.Key} twice.");
        }

        Apply(overrides ?? TopologyOverrides.None);

        Dictionary<string, string> spellings = Pools.ToDictionary(pool => pool.Fqdn, pool => pool.Fqdn, s_names);
        TopologyPool[] pools = [.. Pools.OrderBy(pool => pool.Fqdn, s_names).Select(Finish)];
        List<string> warnings = [.. Warnings, .. Pools.Where(pool => pool.BackupPool is not null && pool.BackupEvidence is not null).Select(SayHowBackupIsKnown)];
        Assume(warnings, "for a Front End pool or a Standard Edition server by the number and names of its servers", pool => pool.Kind is null);
        Assume(
            warnings,
            $"with the documented intervals ({PoolDefaults.FailureDetectionSeconds(PoolKind.Enterprise)} s and {PoolDefaults.FailbackSeconds(PoolKind.Enterprise)} s, branch appliances {PoolDefaults.FailureDetectionSeconds(PoolKind.Sba)} s and {PoolDefaults.FailbackSeconds(PoolKind.Sba)} s)",
            pool => pool.BackupPool is not null && (pool.FailureDetectionSeconds is null || pool.FailbackSeconds is null));
        Assume(warnings, "with automatic failover on", pool => pool.BackupPool is not null && pool.AutomaticFailover is null);

        return new ResilienceTopology(pools)
        {
            DefaultSipDomain = DefaultSipDomain,
            SipDomains = Sorted(DefaultSipDomain is null ? SipDomains : [DefaultSipDomain, .. SipDomains]),
            Sites = Sorted([.. Sites, .. SitesOfMembers()]),
            EdgePools = Array.AsReadOnly(EdgePools.OrderBy(edge => edge.Fqdn, s_names).ToArray()),
            DnsServers = Array.AsReadOnly(DnsServers.OrderBy(server => server.Name, s_names).ToArray()),
            Source = Source,
            Warnings = Array.AsReadOnly(warnings.Distinct().ToArray()),
        };

        TopologyPool Finish(PoolDraft pool)
        {
            PoolKind kind = pool.Kind ?? KindByServers(pool);
            string[] servers = [.. pool.Servers.Distinct(s_names).OrderBy(server => server, s_names)];
            return new TopologyPool
            {
                Fqdn = pool.Fqdn,
                Site = pool.Site,
                Kind = kind,
                Version = pool.Version,
                Servers = Array.AsReadOnly(servers),

                // In the spelling of the pool itself, where it is one of ours.
                BackupPool = pool.BackupPool is { } backup && spellings.TryGetValue(backup, out string? spelling) ? spelling : pool.BackupPool,
                FailureDetectionSeconds = pool.FailureDetectionSeconds ?? PoolDefaults.FailureDetectionSeconds(kind),
                FailbackSeconds = pool.FailbackSeconds ?? PoolDefaults.FailbackSeconds(kind),
                AutomaticFailover = pool.AutomaticFailover ?? true,
                UserCapacity = pool.UserCapacity ?? PoolDefaults.UserCapacity(kind, pool.Version, servers.Length),
                UserCount = pool.UserCount,
                Port = pool.Port ?? PoolDefaults.Port,
            };
        }
    }

    // A Standard Edition server is its own pool: one machine with the pool's name.
    private static PoolKind KindByServers(PoolDraft pool) =>
        pool.Servers.Count == 1 && s_names.Equals(pool.Servers[0], pool.Fqdn) ? PoolKind.Standard : PoolKind.Enterprise;

    private static string SayHowBackupIsKnown(PoolDraft pool) =>
        $"{pool.BackupPool} as the backup of {pool.Fqdn} is inferred from {pool.BackupEvidence}; state it with -BackupMap if that is wrong.";

    private void Assume(List<string> warnings, string what, Func<PoolDraft, bool> applies)
    {
        string[] pools = [.. Pools.Where(applies).Select(pool => pool.Fqdn).OrderBy(name => name, s_names)];
        if (pools.Length > 0)
        {
            warnings.Add($"{Source} does not state it, so it is assumed: {Shown.Some(pools, 3)} {(pools.Length == 1 ? "is" : "are")} taken {what}.");
        }
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> names) =>
        Array.AsReadOnly(names.Distinct(s_names).OrderBy(name => name, s_names).ToArray());

    private IEnumerable<string> SitesOfMembers() =>
        Pools.Select(pool => pool.Site).Concat(EdgePools.Select(edge => edge.Site)).Concat(DnsServers.Select(server => server.Site)).OfType<string>();

    private void Apply(TopologyOverrides overrides)
    {
        foreach (KeyValuePair<string, string?> backup in overrides.Backups)
        {
            PoolDraft pool = Overridden(backup.Key, "-BackupMap");
            pool.BackupPool = string.IsNullOrWhiteSpace(backup.Value) ? null : (Find(backup.Value!)?.Fqdn ?? backup.Value);
            pool.BackupEvidence = null;
        }

        foreach (KeyValuePair<string, int> capacity in overrides.Capacities)
        {
            Overridden(capacity.Key, "-UserCapacity").UserCapacity = capacity.Value;
        }

        foreach (KeyValuePair<string, int> count in overrides.UserCounts)
        {
            Overridden(count.Key, "-UserCount").UserCount = count.Value;
        }
    }

    private PoolDraft Overridden(string name, string parameter)
    {
        if (Find(name) is { } pool)
        {
            return pool;
        }

        string[] known = [.. Pools.Select(candidate => candidate.Fqdn)];
        throw new TopologyFormatException(known.Length == 0
            ? $"{parameter} names the pool '{name}', but {Source} has no pools."
            : $"{parameter} names the pool '{name}', which is not in {Source}. Did you mean '{NearestName.Of(name, known)}'? Pools: {string.Join(", ", known)}.");
    }

    /// <summary>The pool of that full name, or the only one with that first label.</summary>
    private PoolDraft? Find(string name)
    {
        if (Pools.Find(pool => s_names.Equals(pool.Fqdn, name)) is { } exact)
        {
            return exact;
        }

        PoolDraft[] byLabel = [.. Pools.Where(pool => s_names.Equals(pool.Fqdn.Split('.')[0], name))];
        return byLabel.Length == 1 ? byLabel[0] : null;
    }
}
