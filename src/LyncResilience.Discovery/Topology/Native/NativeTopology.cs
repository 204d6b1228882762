using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Topology.Native;

/// <summary>
/// Folds objects of the native cmdlets into a topology, in whatever order they come. Names of properties are those that Microsoft Learn
/// documents for Get-CsPool, Get-CsService, Set-CsRegistrar, Set-CsDirector, Set-CsEdgeServer, Get-CsUserPoolInfo, Get-CsSite and
/// Get-CsSipDomain. Assumption: a service has the properties that its Set- cmdlet has as parameters; no public page prints a registrar.
/// </summary>
internal sealed class NativeTopology
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    private readonly TopologyDraft _draft;
    private readonly Dictionary<NativeShape, List<NativeObject>> _objects = [];
    private readonly NativeBackups _backups = new();
    private readonly Dictionary<string, string> _siteNames = new(s_names);
    private readonly HashSet<string> _branchSites = new(s_names);
    private readonly HashSet<string> _centralSites = new(s_names);

    // Pools that are no branch appliances, because something says where their user services run.
    private readonly HashSet<string> _withUserServices = new(s_names);
    private readonly Dictionary<string, TopologyEdgePool> _edges = new(s_names);

    private NativeTopology(string source) => _draft = new TopologyDraft(source);

    /// <summary>Folds objects into a topology. What contradicts or can't be understood is left out with a warning.</summary>
    /// <param name="objects">Objects of any of the cmdlets, mixed.</param>
    /// <param name="source">Where they come from, for <see cref="ResilienceTopology.Source"/>.</param>
    public static TopologyDraft Read(IEnumerable<NativeObject> objects, string source)
    {
        NativeTopology topology = new(source);
        topology.Sort(objects);
        topology.ReadSites();
        topology.ReadDirectors();
        topology.ReadRegistrars();
        topology.ReadPools();
        topology.ReadEdgeServers();
        topology.ReadBackups();
        topology.SayWhoMayBeBranch();
        topology.ReadSipDomains();
        return topology._draft;
    }

    private static PoolVersion VersionOf(NativeObject service)
    {
        string? text = service.Text("Version") ?? service.Text("ServiceVersion");

        return ServiceVersion.Of(int.TryParse(text?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null);
    }

    private static string? PoolOf(NativeObject candidate) => candidate.Name("PoolFqdn") ?? candidate.Name("Fqdn") ?? candidate.Name("Identity");

    private static bool Runs(IReadOnlyList<string> services, string role) => services.Any(service => service.StartsWith(role + ":", StringComparison.OrdinalIgnoreCase));

    private void Sort(IEnumerable<NativeObject> objects)
    {
        int strangers = 0;
        NativeObject? stranger = null;
        foreach (NativeObject candidate in objects)
        {
            NativeShape shape = NativeShapes.Of(candidate);
            if (shape == NativeShape.None)
            {
                strangers++;
                stranger ??= candidate;
            }
            else if (shape == NativeShape.UserPool)
            {
                // As many as users: only what differs is kept.
                _backups.AddUser(candidate.Name("PrimaryPoolFqdn"), candidate.Name("BackupPoolFqdn"));
            }
            else if (shape != NativeShape.OtherService)
            {
                All(shape).Add(candidate);
            }
        }

        if (stranger is not null)
        {
            string kind = stranger.TypeNames.Count > 0 ? $"of type {stranger.TypeNames[0]}" : $"with the properties {string.Join(", ", stranger.PropertyNames.Take(5))}";
            _draft.Warnings.Add(
                $"{strangers} object{(strangers == 1 ? " is" : "s are")} left out, the first {kind}: understood are objects of Get-CsPool, Get-CsService, "
                + "Get-CsUserPoolInfo, Get-CsPoolBackupRelationship, Get-CsSite and Get-CsSipDomain.");
        }
    }

    private List<NativeObject> All(NativeShape shape)
    {
        if (!_objects.TryGetValue(shape, out List<NativeObject>? all))
        {
            all = [];
            _objects.Add(shape, all);
        }

        return all;
    }

    private void ReadSites()
    {
        foreach (NativeObject site in All(NativeShape.Site))
        {
            // Pools and services name the identity, people the display name (Get-CsPool, -Site).
            string? identity = site.Name("Identity");
            string? name = site.Text("DisplayName") ?? site.Text("Name") ?? identity;
            if (name is not null)
            {
                _siteNames[identity ?? name] = name;
                _draft.Sites.Add(name);
            }

            // Get-CsSite documents SiteType "CentralSite" and speaks of branch sites. Assumption: those have any other type.
            if (name is not null && site.Text("SiteType") is { } type)
            {
                (s_names.Equals(type, "CentralSite") ? _centralSites : _branchSites).Add(name);
            }
        }
    }

    private string? SiteOf(NativeObject candidate) =>
        (candidate.Name("SiteId") ?? candidate.Name("Site")) is { } identity ? (_siteNames.TryGetValue(identity, out string? name) ? name : identity) : null;

    private PoolDraft? ReadService(NativeObject service)
    {
        PoolDraft? pool = PoolOf(service) is { } fqdn ? _draft.PoolNamed(fqdn) : null;
        if (pool is not null)
        {
            pool.Site ??= SiteOf(service);
            pool.Version = pool.Version == PoolVersion.Unknown ? VersionOf(service) : pool.Version;
            pool.Port ??= PortOf(service, pool);
        }

        return pool;
    }

    private int? PortOf(NativeObject service, PoolDraft pool)
    {
        int? port = service.Whole("SipPort") is >= 1 and <= 65_535 and var number ? number : null;
        if (port is null && service.Text("SipPort") is { } text)
        {
            _draft.Warnings.Add($"SipPort {Shown.Of(text)} of {pool.Fqdn} is no port; the registrar is taken to listen on {PoolDefaults.Port}.");
        }

        return port;
    }

    private void ReadDirectors()
    {
        foreach (NativeObject director in All(NativeShape.Director))
        {
            if (ReadService(director) is { } pool)
            {
                pool.Kind = PoolKind.Director;
            }
        }
    }

    private void ReadRegistrars()
    {
        foreach (NativeObject registrar in All(NativeShape.Registrar))
        {
            if (ReadService(registrar) is not { } pool)
            {
                continue;
            }

            pool.FailureDetectionSeconds ??= Interval(registrar, pool, "FailureDetectionInterval");
            pool.FailbackSeconds ??= Interval(registrar, pool, "FailbackDetectionInterval");
            pool.AutomaticFailover ??= Switch(registrar, pool, "EnableAutomaticFailover");
            _backups.AddRegistrar(pool.Fqdn, registrar.Name("BackupRegistrar"));
            string? userServer = registrar.Name("UserServer");
            if (s_names.Equals(userServer, pool.Fqdn))
            {
                _withUserServices.Add(pool.Fqdn);
            }
            else if (userServer is not null)
            {
                TakeForBranch(pool, $"the user services of its registrar are those of {userServer}");
                _backups.AddUserServices(pool.Fqdn, userServer);
            }
        }
    }

    private int? Interval(NativeObject registrar, PoolDraft pool, string name)
    {
        int? seconds = registrar.Seconds(name);
        if (seconds is null && registrar.Text(name) is { } text)
        {
            _draft.Warnings.Add($"{name} '{text}' of {pool.Fqdn} is no time and is left out.");
        }

        return seconds;
    }

    private bool? Switch(NativeObject registrar, PoolDraft pool, string name)
    {
        bool? value = registrar.Flag(name);
        if (value is null && registrar.Text(name) is { } text)
        {
            _draft.Warnings.Add($"{name} {Shown.Of(text)} of {pool.Fqdn} is neither true nor false and is left out.");
        }

        return value;
    }

    private void ReadPools()
    {
        foreach (NativeObject candidate in All(NativeShape.Pool))
        {
            IReadOnlyList<string>? services = candidate.Words("Services");
            if (PoolOf(candidate) is not { } fqdn || (services is not null && !Runs(services, "Registrar") && !Runs(services, "Director")))
            {
                AddEdge(candidate, services is not null && Runs(services, "EdgeServer"));
                continue;
            }

            if (services is null && !_draft.Pools.Exists(pool => s_names.Equals(pool.Fqdn, fqdn)))
            {
                _draft.Warnings.Add($"The services of {fqdn} are not shown; it is taken for a registrar pool.");
            }

            PoolDraft pool = _draft.PoolNamed(fqdn);
            pool.Site ??= SiteOf(candidate);
            pool.Servers.AddRange(candidate.Words("Computers")?.Select(NativeObject.Bare).Where(server => server.Length > 0) ?? []);
            if (services is not null)
            {
                pool.Kind ??= Runs(services, "Director") ? PoolKind.Director : null;
                if (Runs(services, "UserServer"))
                {
                    _withUserServices.Add(fqdn);
                }
                else if (!Runs(services, "Director"))
                {
                    // Branch appliances leave user services to their central pool ("Branch-site resiliency solutions in Lync Server 2013").
                    TakeForBranch(pool, "it runs a registrar but no user services");
                }
            }
        }

        foreach (PoolDraft pool in _draft.Pools.Where(pool => pool.Site is not null && _branchSites.Contains(pool.Site)))
        {
            TakeForBranch(pool, $"{pool.Site} is no central site");
        }
    }

    private void TakeForBranch(PoolDraft pool, string ground)
    {
        if (pool.Kind is null)
        {
            pool.Kind = PoolKind.Sba;
            _draft.Warnings.Add($"{pool.Fqdn} is taken for a branch appliance: {ground}.");
        }
    }

    // A registrar alone looks the same in a Front End pool and in a branch appliance.
    private void SayWhoMayBeBranch()
    {
        string[] open = [.. _draft.Pools.Where(pool => pool.Kind is null && !IsFrontEndPool(pool)).Select(pool => pool.Fqdn).OrderBy(name => name, s_names)];
        if (open.Length > 0)
        {
            _draft.Warnings.Add(
                $"Nothing here tells a Front End pool from a branch appliance for {Shown.Some(open, 3)}, so {(open.Length == 1 ? "it is taken for a pool" : "they are taken for pools")}: "
                + "pipe the objects of Get-CsPool too, whose Services tell.");
        }
    }

    // Branch appliances back nobody up ("Backup Registrar relationships in Lync Server 2013") and stand in branch sites.
    private bool IsFrontEndPool(PoolDraft pool) =>
        _withUserServices.Contains(pool.Fqdn) || (pool.Site is not null && _centralSites.Contains(pool.Site)) || _draft.Pools.Exists(other => s_names.Equals(other.BackupPool, pool.Fqdn));

    private void ReadEdgeServers()
    {
        foreach (NativeObject edge in All(NativeShape.EdgeServer))
        {
            AddEdge(edge, true);
        }

        _draft.EdgePools.AddRange(_edges.Values);
    }

    private void AddEdge(NativeObject candidate, bool isEdge)
    {
        if (isEdge && PoolOf(candidate) is { } fqdn)
        {
            // The next hop is the registrar that belongs to the Edge Server (Set-CsEdgeServer, -Registrar).
            _edges.TryGetValue(fqdn, out TopologyEdgePool? known);
            _edges[fqdn] = new TopologyEdgePool { Fqdn = fqdn, Site = known?.Site ?? SiteOf(candidate), NextHop = known?.NextHop ?? candidate.Name("Registrar") };
        }
    }

    private void ReadBackups()
    {
        bool listed = _draft.Pools.Count > 0;
        foreach (NativeObject relation in All(NativeShape.BackupRelation))
        {
            if (!_backups.TryAddRelation(relation, [.. _draft.Pools.Select(pool => pool.Fqdn)]))
            {
                _draft.Warnings.Add("A pool backup relationship doesn't name two pools and is left out.");
            }
        }

        foreach (string pool in listed ? _backups.HomePools : _backups.AllPools)
        {
            _draft.PoolNamed(pool);
        }

        _backups.Settle(_draft);
    }

    private void ReadSipDomains()
    {
        foreach (NativeObject domain in All(NativeShape.SipDomain))
        {
            if ((domain.Text("Name") ?? domain.Text("Identity")) is { } name)
            {
                _draft.SipDomains.Add(name);
                _draft.DefaultSipDomain ??= domain.Flag("IsDefault") == true ? name : null;
            }
        }
    }
}
