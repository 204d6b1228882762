using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery;
using LyncResilience.Discovery.Dns;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Engine;

/// <summary>What happens to the world: the scenario's events, and backups that change their minds about home pools.</summary>
internal sealed class WorldLife
{
    private readonly SimulationClock _clock;
    private readonly SimulatedWorld _world;
    private readonly ClientLife _clients;
    private readonly Ledger _ledger;
    private readonly Dictionary<string, int> _scripts;

    public WorldLife(SimulationClock clock, SimulatedWorld world, ClientLife clients, Ledger ledger, Dictionary<string, int> scripts)
    {
        _clock = clock;
        _world = world;
        _clients = clients;
        _ledger = ledger;
        _scripts = scripts;
    }

    /// <summary>Puts everything that is known beforehand into the queue.</summary>
    public void Schedule(SimulationScenario scenario)
    {
        foreach (SimulationEvent happening in scenario.Events)
        {
            _clock.Schedule(happening.At.Ticks, SimulationEntryKind.World, () => Happen(happening));
        }

        // People who are not signed in, and of whom no event says when they will be, arrive during the outage.
        HashSet<int> expected = [.. scenario.Events.Where(IsArrival).Select(happening => _scripts[Addressed(happening.User!)])];
        TimeSpan firstFailure = scenario.Events.Where(happening => happening.IsFailure).Select(happening => happening.At).DefaultIfEmpty(TimeSpan.Zero).Min();
        Cohort[] arriving = [.. _clients.Cohorts.Where(cohort => !cohort.Key.IsSignedIn && !expected.Contains(cohort.Key.Script))];
        if (arriving.Length > 0)
        {
            _clock.Schedule((firstFailure + scenario.Assumptions.FreshSignInDelay).Ticks, SimulationEntryKind.World, () => Array.ForEach(arriving, _clients.SignIn));
        }
    }

    /// <summary>An address as the population knows it.</summary>
    public static string Addressed(string user) => Discovery.SignIn.SipName.TryParseAddress(user, out string address) ? address : user;

    private static bool IsArrival(SimulationEvent happening) => happening.Do is SimulationEventKind.SignIn or SimulationEventKind.ClientRestart;

    private void Happen(SimulationEvent happening)
    {
        switch (happening.Do)
        {
            case SimulationEventKind.SignIn:
                ForUser(happening, _clients.SignIn);
                return;
            case SimulationEventKind.SignOut:
                ForUser(happening, _clients.SignOut);
                return;
            case SimulationEventKind.ClientRestart:
                ForUser(happening, _clients.Restart);
                return;
            case SimulationEventKind.CacheClear:
                ForUser(happening, _clients.ClearCache);
                return;
        }

        bool changed = Apply(happening, out string detail);
        string note = changed ? detail : detail.TrimEnd('.') + ": nothing new.";
        _ledger.Happened(SimulationEntryKind.World, happening.CutsSessions ? note.TrimEnd('.') + "; sessions are cut." : note);
        if (!changed)
        {
            return;
        }

        _world.Version++;
        UpdateViews();
        if (happening.Do == SimulationEventKind.ServerDown)
        {
            PoolState pool = _world.FindHost(happening.Server!)!;
            _clients.SeparateSessionsOn(pool, pool.ServerNamed(happening.Server!));
        }

        if (happening.Do is SimulationEventKind.SrvAdd or SimulationEventKind.SrvRemove)
        {
            // No session hangs on a record.
            _clients.WakeAll();
            return;
        }

        _clients.WorldChanged(happening.CutsSessions ? cohort => Concerns(happening, cohort) : null);
        FollowFailover(happening);
    }

    private void ForUser(SimulationEvent happening, Action<Cohort> act)
    {
        int script = _scripts[Addressed(happening.User!)];
        foreach (Cohort cohort in _clients.Cohorts.Of(script))
        {
            act(cohort);
        }
    }

    /// <returns>False when the world was so already.</returns>
    private bool Apply(SimulationEvent happening, out string detail)
    {
        PoolState? pool = happening.Pool is null ? null : _world.FindHost(happening.Pool);
        SiteState? site = _world.FindSite(happening.Site);
        string sites = string.Join(" and ", happening.Sites);
        switch (happening.Do)
        {
            case SimulationEventKind.PoolDown:
                detail = $"The pool {pool} goes down.";
                return Set(pool!.IsFailed, true, value => pool.IsFailed = value);
            case SimulationEventKind.PoolUp:
                detail = $"The pool {pool} comes up.";
                return Set(pool!.IsFailed, false, value => pool.IsFailed = value);
            case SimulationEventKind.ServerDown:
                detail = $"The server {happening.Server} of {_world.FindHost(happening.Server!)} goes down.";
                return SetServer(happening.Server!, isUp: false);
            case SimulationEventKind.ServerUp:
                detail = $"The server {happening.Server} of {_world.FindHost(happening.Server!)} comes up.";
                return SetServer(happening.Server!, isUp: true);
            case SimulationEventKind.SiteDown:
                detail = $"The site {site!.Name} goes down.";
                return Set(site.IsDown, true, value => site.IsDown = value);
            case SimulationEventKind.SiteUp:
                detail = $"The site {site!.Name} comes up.";
                return Set(site.IsDown, false, value => site.IsDown = value);
            case SimulationEventKind.LinkDown:
                detail = $"The link between {sites} goes down.";
                return _world.SetLink(happening.Sites[0], happening.Sites[1], isUp: false);
            case SimulationEventKind.LinkUp:
                detail = $"The link between {sites} comes up.";
                return _world.SetLink(happening.Sites[0], happening.Sites[1], isUp: true);
            case SimulationEventKind.DnsDown:
                detail = happening.DnsServer is null ? "All DNS servers go down." : $"The DNS server {happening.DnsServer} goes down.";
                return _world.SetDns(happening.DnsServer, isUp: false);
            case SimulationEventKind.DnsUp:
                detail = happening.DnsServer is null ? "All DNS servers come up." : $"The DNS server {happening.DnsServer} comes up.";
                return _world.SetDns(happening.DnsServer, isUp: true);
            case SimulationEventKind.SrvAdd:
                detail = $"A record is added: {ZoneFile.ToLine(happening.Record!)}.";
                return _world.Zone.Add(happening.Record!);
            case SimulationEventKind.SrvRemove:
                detail = $"A record is removed: {ZoneFile.ToLine(happening.Record!)}.";
                return _world.Zone.Remove(happening.Record!);
            case SimulationEventKind.UserServicesDown:
                detail = $"The user services of {pool} go down.";
                return Set(pool!.UserServicesFailed, true, value => pool.UserServicesFailed = value);
            case SimulationEventKind.UserServicesUp:
                detail = $"The user services of {pool} come up.";
                return Set(pool!.UserServicesFailed, false, value => pool.UserServicesFailed = value);
            case SimulationEventKind.PoolFailover:
                detail = $"An administrator fails {pool} over to {pool!.Backup}.";
                return Set(pool.IsFailedOver, true, value => pool.IsFailedOver = value);
            case SimulationEventKind.PoolFailback:
                // A failback with the home pool up also fetches guests whom an earlier failback had to leave.
                detail = $"An administrator fails {pool} back from {pool!.Backup}.";
                return Set(pool.IsFailedOver, false, value => pool.IsFailedOver = value) || pool.IsUp;
            default:
                throw UnknownMember.Of(happening.Do);
        }
    }

    private static bool Set(bool current, bool value, Action<bool> set)
    {
        set(value);
        return current != value;
    }

    private bool SetServer(string server, bool isUp)
    {
        PoolState pool = _world.FindHost(server)!;
        return pool.SetServer(pool.ServerNamed(server), isUp);
    }

    private void FollowFailover(SimulationEvent happening)
    {
        if (happening.Do is not (SimulationEventKind.PoolFailover or SimulationEventKind.PoolFailback))
        {
            return;
        }

        PoolState home = _world.FindHost(happening.Pool!)!;
        _clients.FailoverChanged(home);
        if (happening.Do == SimulationEventKind.PoolFailback && home.IsUp)
        {
            _clock.Schedule(_clock.Now, SimulationEntryKind.Client, () => _clients.MoveGuestsHome(home));
        }
    }

    private static bool Concerns(SimulationEvent happening, Cohort cohort) => happening.Do switch
    {
        SimulationEventKind.PoolDown => Same(cohort.Registrar!.Name, happening.Pool),
        SimulationEventKind.ServerDown => Same(cohort.Server, happening.Server),
        SimulationEventKind.SiteDown => Same(cohort.Registrar!.Site?.Name, happening.Site),
        SimulationEventKind.LinkDown => happening.Sites.Any(site => Same(site, cohort.Place.Location?.Name)) && happening.Sites.Any(site => Same(site, cohort.Registrar!.Site?.Name)),

        // No session hangs on a DNS server, nor a registration on user services.
        SimulationEventKind.DnsDown or SimulationEventKind.UserServicesDown => false,
        _ => throw UnknownMember.Of(happening.Do),
    };

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private void UpdateViews()
    {
        foreach (ViewState view in _world.Pools.Select(pool => pool.View).OfType<ViewState>())
        {
            bool isAudible = view.Home.IsUp && view.Backup.IsUp && _world.IsLinked(view.Home.Site, view.Backup.Site);
            view.WorldChanged(_clock.Now, isAudible, at => _clock.Schedule(Math.Max(at, _clock.Now), SimulationEntryKind.Heartbeat, () => Look(view)));
        }
    }

    private void Look(ViewState view)
    {
        switch (view.Look(_clock.Now))
        {
            case ViewChange.WentDown:
                _ledger.Happened(SimulationEntryKind.Heartbeat, $"{view.Backup} has heard nothing of {view.Home} for its failure detection interval and gives it up: it takes in its users now.");
                break;
            case ViewChange.CameBack:
                _ledger.Happened(SimulationEntryKind.Heartbeat, $"{view.Backup} has heard {view.Home} for its failback interval and trusts it again.");
                SendGuestsHome(view.Home);
                break;
            case ViewChange.HeardThrough:
                SendGuestsHome(view.Home);
                return;
            default:
                return;
        }

        _world.Version++;
        _clients.WakeAll();
    }

    // While an administrator's failover stands, nobody is moved.
    private void SendGuestsHome(PoolState home)
    {
        if (!home.IsFailedOver)
        {
            _clock.Schedule(_clock.Now, SimulationEntryKind.Client, () => _clients.MoveGuestsHome(home));
        }
    }
}
