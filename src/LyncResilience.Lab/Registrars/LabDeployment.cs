using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Simulation;

namespace LyncResilience.Lab.Registrars;

/// <summary>
/// What the laboratory's registrars know together: who is homed where, who is up, and what each backup has heard of its home pool.
/// It gathers the situation; what follows from it is <see cref="RegistrarModel"/>'s to say.
/// </summary>
internal sealed class LabDeployment
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    private readonly object _lock = new();
    private readonly LabClock _clock;
    private readonly Func<string, int?> _tlsPortOf;
    private readonly Dictionary<string, TopologyPool> _pools;
    private readonly Dictionary<string, ScenarioUser> _users;
    private readonly Dictionary<string, PowerSwitch> _power;
    private readonly Dictionary<string, HeartbeatView> _views;

    /// <summary>Starts with every pool up.</summary>
    /// <param name="scenario">The pools and users.</param>
    /// <param name="clock">The time that heartbeats run on.</param>
    /// <param name="tlsPortOf">The port to put into redirects for a pool.</param>
    public LabDeployment(LabScenario scenario, LabClock clock, Func<string, int?> tlsPortOf)
    {
        _clock = clock;
        _tlsPortOf = tlsPortOf;
        TimeSpan now = clock.Elapsed;
        _pools = scenario.Pools.ToDictionary(pool => pool.Fqdn, s_names);
        _users = scenario.Users.ToDictionary(user => user.SipAddress, s_names);
        _power = scenario.Pools.ToDictionary(pool => pool.Fqdn, _ => new PowerSwitch(), s_names);
        _views = scenario.Pools.Where(pool => pool.BackupPool is not null && pool.AutomaticFailover)
            .ToDictionary(pool => pool.Fqdn, pool => new HeartbeatView(TimeSpan.FromSeconds(pool.FailureDetectionSeconds), TimeSpan.FromSeconds(pool.FailbackSeconds), now), s_names);
    }

    public PowerSwitch PowerOf(string pool) => _power[pool];

    /// <summary>Whether the pool homes the user and is a branch appliance: <c>primary-cluster-type="remote"</c>.</summary>
    public bool IsHomedOnBranch(string sipAddress) =>
        _users.TryGetValue(sipAddress, out ScenarioUser? user) && _pools[user.HomePool].Kind == PoolKind.Sba;

    public void TakeDown(string pool) => Set(pool, isUp: false);

    public void BringUp(string pool) => Set(pool, isUp: true);

    /// <summary>Asks a pool what it answers to a REGISTER at this moment.</summary>
    public RegistrarAnswer Answer(string pool, string sipAddress, bool isAuthenticated)
    {
        lock (_lock)
        {
            ScenarioUser? user = _users.TryGetValue(sipAddress, out ScenarioUser? known) ? known : null;
            TopologyPool? home = user is null ? null : _pools[user.HomePool];
            return RegistrarModel.Answer(new RegistrarSituation
            {
                Pool = pool,
                IsUp = _power[pool].IsUp,
                IsAuthenticated = isAuthenticated,
                User = user is null ? UserState.Unknown : user.IsEnabled ? UserState.Enabled : UserState.Disabled,
                HomePool = EndpointOf(home?.Fqdn),
                BackupPool = EndpointOf(home?.BackupPool),
                SeesHomeDown = home is not null && _views.TryGetValue(home.Fqdn, out HeartbeatView? view) && view.IsDownAt(_clock.Elapsed),
                UserServicesUp = UserServicesUp(home),
            });
        }
    }

    /// <summary>
    /// Whether the backup may send a user home whom it wouldn't serve any more: not yet when it has only just come up itself, and holds the home pool for alive without
    /// having heard it.
    /// </summary>
    public bool MayMoveHome(string sipAddress)
    {
        lock (_lock)
        {
            return !_users.TryGetValue(sipAddress, out ScenarioUser? user)
                || !_views.TryGetValue(user.HomePool, out HeartbeatView? view)
                || view.IsAliveByHearingAt(_clock.Elapsed);
        }
    }

    private void Set(string pool, bool isUp)
    {
        lock (_lock)
        {
            if (_power[pool].IsUp == isUp)
            {
                return;
            }

            // The order matters to those who wait: the views know of the change before the first answer after it.
            TimeSpan now = _clock.Elapsed;
            if (_views.TryGetValue(pool, out HeartbeatView? view))
            {
                view.SetAudible(now, isUp);
            }

            foreach (TopologyPool watched in _pools.Values.Where(candidate => isUp && s_names.Equals(candidate.BackupPool, pool) && _views.ContainsKey(candidate.Fqdn)))
            {
                _views[watched.Fqdn].Restart(now, _power[watched.Fqdn].IsUp);
            }

            if (isUp)
            {
                _power[pool].TurnOn();
            }
            else
            {
                _power[pool].TurnOff();
            }
        }
    }

    // A branch's users have their contacts and presence on the central pool behind it.
    private bool UserServicesUp(TopologyPool? home) =>
        home is not { Kind: PoolKind.Sba, BackupPool: { } central } || _power[central].IsUp;

    private ServerEndpoint? EndpointOf(string? pool) => pool is null ? null : new ServerEndpoint(_pools[pool].Fqdn, _tlsPortOf(pool));
}
