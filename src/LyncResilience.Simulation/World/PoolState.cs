using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation.World;

/// <summary>A pool of the simulated world.</summary>
internal sealed class PoolState
{
    private readonly string[] _servers;
    private readonly HashSet<string> _downServers = new(StringComparer.OrdinalIgnoreCase);

    public PoolState(TopologyPool pool, SiteState? site)
    {
        Pool = pool;
        Site = site;
        Endpoint = new ServerEndpoint(pool.Fqdn, pool.Port);
        _servers = pool.Servers.Count == 0 ? [pool.Fqdn] : [.. pool.Servers];
        UpServers = _servers;
    }

    public TopologyPool Pool { get; }

    public string Name => Pool.Fqdn;

    public SiteState? Site { get; }

    public ServerEndpoint Endpoint { get; }

    /// <summary>Where redirects lead besides home: also a backup that is not in the topology, which nobody will find.</summary>
    public ServerEndpoint? BackupEndpoint { get; set; }

    public PoolState? Backup { get; set; }

    /// <summary>How the backup sees this pool; null when it never looks.</summary>
    public ViewState? View { get; set; }

    /// <summary>Whether the pool itself failed.</summary>
    public bool IsFailed { get; set; }

    public bool UserServicesFailed { get; set; }

    /// <summary>Whether an administrator's failover of this pool stands.</summary>
    public bool IsFailedOver { get; set; }

    /// <summary>The Front Ends that are up, as far as only their own failures count. A new array whenever it changes.</summary>
    public string[] UpServers { get; private set; }

    /// <summary>Causes of being down add up: up means that none is left.</summary>
    public bool IsUp => !IsFailed && Site is not { IsDown: true } && UpServers.Length > 0;

    /// <returns>False when the server was so already.</returns>
    public bool SetServer(string server, bool isUp)
    {
        bool changed = isUp ? _downServers.Remove(server) : _downServers.Add(server);
        if (changed)
        {
            UpServers = [.. _servers.Where(candidate => !_downServers.Contains(candidate))];
        }

        return changed;
    }

    /// <summary>A server in the spelling of the topology.</summary>
    public string ServerNamed(string name) => Array.Find(_servers, server => string.Equals(server, name, StringComparison.OrdinalIgnoreCase)) ?? name;

    public bool IsServerUp(string server) => Array.IndexOf(UpServers, server) >= 0;

    public override string ToString() => Name;
}
