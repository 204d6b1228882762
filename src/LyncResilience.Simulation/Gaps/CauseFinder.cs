using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Finds why clients are stranded: plays the failure again in worlds that are ideal in one respect, and sees where they get in.</summary>
internal sealed class CauseFinder
{
    // "invalid" names nothing anywhere (RFC 2606 2).
    private const string Ideal = "ideal.invalid";

    private readonly GapTrials _trials;

    public CauseFinder(GapTrials trials) => _trials = trials;

    /// <summary>Gives every stranded kind of client its cause.</summary>
    /// <param name="failure">What strands them.</param>
    /// <param name="stranded">Whom.</param>
    /// <param name="everybody">The fates of all kinds of client, three in a row for each kind of user, those who were told their backup first.</param>
    public IReadOnlyList<KeyValuePair<GapFate, string>> Find(GapFailure failure, IReadOnlyList<GapFate> stranded, IReadOnlyList<GapFate> everybody)
    {
        ILookup<bool, GapFate> byKnowledge = stranded.ToLookup(fate => everybody[3 * fate.Entry.Kind].IsStranded);
        Dictionary<GapEntry, string> causes = [];
        AmongRegistrars(failure, [.. byKnowledge[true]], causes);
        InDiscovery(failure, [.. byKnowledge[false].Select(fate => fate.Entry)], causes);
        return [.. stranded.Select(fate => new KeyValuePair<GapFate, string>(fate, causes[fate.Entry]))];
    }

    // Not even a client that knows its backup gets in, so the cause lies with the registrars and what all kinds of client of the user share.
    private void AmongRegistrars(GapFailure failure, IReadOnlyList<GapFate> stranded, Dictionary<GapEntry, string> causes)
    {
        HashSet<int> kinds = [.. stranded.Select(fate => fate.Entry.Kind)];
        HashSet<int> open = [.. kinds];
        Dictionary<int, string> found = [];
        GapWorld present = _trials.Present;
        bool anyLink = failure.Events.Any(happening => happening.Do == SimulationEventKind.LinkDown);
        GapWorld failsOver = present.WithEachPool(pool => GapWorld.Copy(pool, pool.BackupPool, automaticFailover: true, pool.UserCapacity));

        Try(GapCauses.NoRegistrarInReach, Without(failure, SimulationEventKind.LinkDown), present, _ => anyLink);
        Try(GapCauses.AutomaticFailoverOff, failure, failsOver, _ => true);
        Try(GapCauses.NoBackupRegistrar, failure, Backed(present), kind => Backup(kind) is null);
        Try(GapCauses.BackupDownToo, failure, Backed(present), kind => Backup(kind) is { } backup && failure.TakesDown(backup));

        // More than one thing is amiss: the first of them counts.
        Try(GapCauses.NoBackupRegistrar, failure, Backed(failsOver), kind => Backup(kind) is null);
        Try(GapCauses.BackupDownToo, failure, Backed(failsOver), kind => Backup(kind) is { } backup && failure.TakesDown(backup));
        Try(GapCauses.NoRegistrarInReach, Without(failure, SimulationEventKind.LinkDown), Backed(failsOver), _ => anyLink);
        foreach (GapFate fate in stranded)
        {
            causes[fate.Entry] = found.TryGetValue(fate.Entry.Kind, out string? cause) ? cause : GapCauses.Unexplained;
        }

        void Try(string cause, GapFailure milder, GapWorld world, Func<int, bool> applies)
        {
            GapEntry[] told = [.. open.Where(applies).OrderBy(kind => kind).Select(kind => new GapEntry(kind, GapClients.ToldBackup))];
            foreach (GapEntry saved in Saved(milder, told, world))
            {
                found[saved.Kind] = cause;
                open.Remove(saved.Kind);
            }
        }
    }

    // A client that knows its backup gets in, or its home serves it all along: the others lack the knowledge, and discovery doesn't give it to them.
    private void InDiscovery(GapFailure failure, IReadOnlyList<GapEntry> stranded, Dictionary<GapEntry, string> causes)
    {
        HashSet<GapEntry> open = [.. stranded];
        GapWorld present = _trials.Present;
        Try(GapCauses.DnsSinglePoint, present.WithDnsServer(Ideal, site: null), _ => true);
        Try(GapCauses.NameMismatch, present.WithEach(record => Matching(present, record)), _ => true);
        Try(GapCauses.StaleSrvTtl, present.WithEach(record => [record is SrvRecord srv ? srv with { Ttl = 0 } : record]), _ => true);
        foreach (GapEntry fromCache in stranded.Where(entry => entry.Client == GapClients.FromCache && open.Contains(entry)))
        {
            causes[fromCache] = GapCauses.BackupUnknownToClient;
            open.Remove(fromCache);
        }

        Try(GapCauses.NoSrvRecord, Led(present), entry => !HasSrv(entry));
        Try(GapCauses.NoSecondSrvTarget, Led(present), HasSrv);
        foreach (GapEntry unexplained in open)
        {
            causes[unexplained] = GapCauses.Unexplained;
        }

        void Try(string cause, GapWorld world, Func<GapEntry, bool> applies)
        {
            foreach (GapEntry saved in Saved(failure, [.. stranded.Where(entry => open.Contains(entry) && applies(entry))], world))
            {
                causes[saved] = cause;
                open.Remove(saved);
            }
        }
    }

    private IEnumerable<GapEntry> Saved(GapFailure failure, IReadOnlyList<GapEntry> entries, GapWorld world) =>
        entries.Count == 0 ? [] : _trials.Play(failure, entries, world).Where(fate => !fate.IsStranded).Select(fate => fate.Entry);

    private TopologyPool? Backup(int kind) => Backups.Of(_trials.Present.Topology, _trials.Present.Topology.FindPool(_trials.Kinds[kind].First.RegistrarPool)!);

    private bool HasSrv(GapEntry entry)
    {
        UserKind kind = _trials.Kinds[entry.Kind];
        return SrvNames.Of(kind.First.ClientProfile, kind.Domain).Any(name => _trials.Present.Records.OfType<SrvRecord>().Any(record => record.IsOffered && DnsName.AreEqual(record.Name, name)));
    }

    private static GapFailure Without(GapFailure failure, SimulationEventKind what) => new(failure.Name, [.. failure.Events.Where(happening => happening.Do != what)]);

    // Everybody's backup is a pool that nothing can take down or cut off.
    private static GapWorld Backed(GapWorld world) => world
        .WithEachPool(pool => pool.Kind == PoolKind.Director ? pool : GapWorld.Copy(pool, Ideal, pool.AutomaticFailover, pool.UserCapacity))
        .WithPool(IdealPool(Ideal, PoolKind.Enterprise));

    // SRV records lead to a Director of every domain that nothing can take down or cut off.
    private GapWorld Led(GapWorld world)
    {
        foreach (string domain in _trials.Kinds.Select(kind => kind.Domain).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            string name = "ideal-lead." + domain;
            world = world.WithPool(IdealPool(name, PoolKind.Director)).WithRecords([new SrvRecord(SrvNames.InternalTls(domain), 3600, 65535, 0, Discovery.Topology.PoolDefaults.Port, name)]);
        }

        return world;
    }

    private static IEnumerable<DnsRecord> Matching(GapWorld world, DnsRecord record) =>
        record is SrvRecord srv && srv.IsOffered && SrvNames.DomainOf(srv.Name) is { } domain && !DomainRule.Matches(srv.Target, domain, NameMatching.Strict, [])
            ? MatchingNames.Instead(world, srv, domain)
            : [record];

    private static TopologyPool IdealPool(string fqdn, PoolKind kind) => new() { Fqdn = fqdn, Kind = kind, Port = Discovery.Topology.PoolDefaults.Port, AutomaticFailover = true };
}
