using System;
using System.Collections.Generic;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Fits users of the pipeline into a topology as they come, by the simulation's own rules: one who doesn't fit is one error, and the others go on.
/// A user whose home pool nobody names has it inferred from the client's cache.
/// </summary>
internal sealed class PipedUsers
{
    private readonly SimulatedWorld _world;
    private readonly Action<string> _warn;
    private readonly HashSet<(string, string?, string?)> _fitting = [];

    // Each row of a file has its own copy of a pool's name.
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private bool _hasInferred;

    /// <param name="topology">Where the users are homed.</param>
    /// <param name="warn">Told once that home pools are inferred.</param>
    internal PipedUsers(ResilienceTopology topology, Action<string> warn)
    {
        _world = new SimulatedWorld(topology, []);
        _warn = warn;
    }

    /// <summary>The user as it is simulated.</summary>
    /// <exception cref="ResilienceException">The user doesn't fit into the topology.</exception>
    internal SimulatedUser Fit(SimulatedUser user)
    {
        SimulatedUser fitted = user with
        {
            RegistrarPool = Shared(user.RegistrarPool.Length > 0 ? user.RegistrarPool : HomeOf(user))!,
            CachedServer = Shared(user.CachedServer),
            Location = Shared(user.Location),
        };
        if (!_fitting.Contains((fitted.RegistrarPool, fitted.CachedServer, fitted.Location)))
        {
            Check(fitted);
            _fitting.Add((fitted.RegistrarPool, fitted.CachedServer, fitted.Location));
        }

        return fitted;
    }

    private void Check(SimulatedUser user)
    {
        try
        {
            new Population(_world, SimulationAssumptions.Default, [], default).Add(user);
        }
        catch (ScenarioFormatException exception)
        {
            throw Errors.Of(exception);
        }
    }

    // After a sign-in the cache holds the primary registrar and never the backup (E. Shudnow, "Lync 2010 Central Site Resilience w/ Backup Registrars", part 2).
    private string HomeOf(SimulatedUser user)
    {
        if (string.IsNullOrEmpty(user.CachedServer))
        {
            throw UserRow.Homeless(user.SipAddress);
        }

        if (PoolOf(user.CachedServer!) is not { } pool)
        {
            throw UserRow.Homeless(user.SipAddress, $", and '{user.CachedServer}', which its client has cached, is no pool and no server of the topology");
        }

        if (!_hasInferred)
        {
            _hasInferred = true;
            _warn($"Users without RegistrarPool are taken to be homed where their cached server is, as {user.SipAddress} on {pool.Name}, because a client caches its primary registrar only. "
                + "A cache from before a user was moved misleads: with RegistrarPool (Get-CsUser) nothing is inferred.");
        }

        return pool.Name;
    }

    private PoolState? PoolOf(string server)
    {
        try
        {
            return _world.FindHost(ServerEndpoint.Parse(server).Host);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string? Shared(string? name)
    {
        if (name is null)
        {
            return null;
        }

        if (!_names.TryGetValue(name, out string? known))
        {
            known = name;
            _names.Add(name, name);
        }

        return known;
    }
}
