using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Clients;

/// <summary>The users of a scenario, sorted into cohorts by what distinguishes them. Keeps of each user the address and two numbers.</summary>
internal sealed class Population
{
    private const int MostUsers = 100_000_000;
    private const int HomeCached = -1;
    private const int NothingCached = -2;

    private readonly SimulatedWorld _world;
    private readonly SimulationAssumptions _assumptions;
    private readonly Dictionary<string, int> _scripts;
    private readonly CancellationToken _stop;
    private readonly Dictionary<string, int> _homes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _sites = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _caches = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ServerEndpoint> _cacheEntries = [];
    private readonly List<string> _domains = [];
    private readonly List<int> _seatsTaken = [];
    private readonly List<PoolState> _homePools = [];
    private readonly List<SiteState> _siteStates = [];
    private readonly Dictionary<CohortKey, int> _keys = [];
    private readonly List<CohortKey> _order = [];
    private readonly List<string> _addresses = [];
    private readonly List<int> _entryOfMember = [];
    private readonly List<int> _seats = [];
    private readonly List<int> _keyOfMember = [];
    private readonly List<int> _membersOfKey = [];
    private CohortKey _lastKey;
    private int _last = -1;
    private bool _isOneEach = true;

    /// <summary>Prepares for users.</summary>
    /// <param name="world">The pools and sites that they name.</param>
    /// <param name="assumptions">What holds for their clients.</param>
    /// <param name="scripts">The addresses that events name, each with a number of its own from 1.</param>
    /// <param name="stop">Stops the reading.</param>
    public Population(SimulatedWorld world, SimulationAssumptions assumptions, Dictionary<string, int> scripts, CancellationToken stop)
    {
        _world = world;
        _assumptions = assumptions;
        _scripts = scripts;
        _stop = stop;
    }

    /// <summary>How many users there are.</summary>
    public int Count => _seats.Count;

    public string AddressOf(int member) => _addresses[_isOneEach ? member : _entryOfMember[member]];

    /// <summary>The place of a user in the order of all users of the same home pool.</summary>
    public int SeatOf(int member) => _seats[member];

    /// <summary>Makes room for so many entries that stand for one user each.</summary>
    public void Expect(int entries)
    {
        _addresses.Capacity = entries;
        _seats.Capacity = entries;
        _keyOfMember.Capacity = entries;
    }

    /// <summary>Takes in one entry of the scenario.</summary>
    /// <exception cref="ScenarioFormatException">It names what isn't there or is no user. Nothing of it was taken in then.</exception>
    public void Add(SimulatedUser user)
    {
        try
        {
            TakeIn(user);
        }
        catch (ScenarioFormatException exception)
        {
            exception.User = user;
            throw;
        }
    }

    private void TakeIn(SimulatedUser user)
    {
        _stop.ThrowIfCancellationRequested();
        if (user is null || user.Count < 1 || Count > MostUsers - user.Count)
        {
            throw new ScenarioFormatException($"a user entry must stand for at least one user, and all entries together for at most {MostUsers}.");
        }

        string address = Address(user, out string domain);
        int home = Home(user, address);
        int script = _scripts.Count > 0 && _scripts.TryGetValue(address, out int number) ? number : 0;
        var key = new CohortKey(
            home, Cached(user.CachedServer, _homePools[home], address), Site(user.Location, address), domain, user.ClientProfile, user.KnowsBackup, user.SignedIn, script);
        int keyNumber = NumberOf(key);
        _membersOfKey[keyNumber] += user.Count;

        if (user.Count > 1 && _isOneEach)
        {
            _isOneEach = false;
            _entryOfMember.AddRange(Enumerable.Range(0, Count));
        }

        for (int i = 0; i < user.Count; i++)
        {
            _stop.ThrowIfCancellationRequested();
            _keyOfMember.Add(keyNumber);
            _seats.Add(_seatsTaken[home]++);
            if (!_isOneEach)
            {
                _entryOfMember.Add(_addresses.Count);
            }
        }

        _addresses.Add(address);
    }

    /// <summary>The cohorts in order of their first member. Call once, after the last <see cref="Add"/>.</summary>
    public CohortList ToCohorts()
    {
        int[][] members = Members();
        CohortList cohorts = new();
        foreach (CohortKey key in _order)
        {
            PoolState home = _homePools[key.Home];
            var place = new RoundPlace(home, key.Location < 0 ? null : _siteStates[key.Location], _assumptions);
            cohorts.Add(new Cohort(key, place, members[cohorts.Count])
            {
                Cached = key.Cached switch { HomeCached => home.Endpoint, NothingCached => null, _ => _cacheEntries[key.Cached] },
                Told = key.KnowsBackup && home.BackupEndpoint is { } backup ? new ToldServers(home.Endpoint, backup, RecoveryMethod.KnownBackup) : null,
            });
        }

        _keyOfMember.Clear();
        _keyOfMember.TrimExcess();
        return cohorts;
    }

    // Only once all are known, so that each array gets its size at once: lists that grow by turns would keep the garbage collector busy.
    private int[][] Members()
    {
        int[][] members = [.. _membersOfKey.Select(count => new int[count])];
        int[] taken = new int[members.Length];
        for (int member = 0; member < _keyOfMember.Count; member++)
        {
            _stop.ThrowIfCancellationRequested();
            int key = _keyOfMember[member];
            members[key][taken[key]++] = member;
        }

        return members;
    }

    private int NumberOf(CohortKey key)
    {
        // Users often come in long rows that are alike.
        if (_last >= 0 && key.Equals(_lastKey))
        {
            return _last;
        }

        if (!_keys.TryGetValue(key, out int number))
        {
            number = _order.Count;
            _keys.Add(key, number);
            _order.Add(key);
            _membersOfKey.Add(0);
        }

        _lastKey = key;
        _last = number;
        return number;
    }

    private string Address(SimulatedUser user, out string domain)
    {
        string address = user.SipAddress ?? string.Empty;
        int at = address.IndexOf('@');
        if (at > 0 && !HasScheme(address))
        {
            foreach (string known in _domains)
            {
                if (known.Length == address.Length - at - 1 && string.Compare(address, at + 1, known, 0, known.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    domain = known;
                    return address;
                }
            }
        }

        if (!SipName.TryParseAddress(address, out string read))
        {
            throw new ScenarioFormatException($"'{address}' is not a SIP address; write user@domain, with or without 'sip:'.");
        }

        string readDomain = read.Substring(read.IndexOf('@') + 1);
        domain = _domains.Find(known => string.Equals(known, readDomain, StringComparison.OrdinalIgnoreCase)) ?? readDomain;
        if (ReferenceEquals(domain, readDomain))
        {
            _domains.Add(domain);
        }

        return read;
    }

    private static bool HasScheme(string address) => address.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) || char.IsWhiteSpace(address[0]);

    private int Home(SimulatedUser user, string address)
    {
        string name = user.RegistrarPool ?? string.Empty;
        if (!_homes.TryGetValue(name, out int home))
        {
            PoolState? pool = _world.Pools.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
            if (pool is null)
            {
                throw new ScenarioFormatException($"{address} is homed on the pool '{name}', which is not in the topology.{NearestName.Question(name, [.. _world.Pools.Select(known => known.Name)])}");
            }

            if (pool.Pool.Kind == PoolKind.Director)
            {
                throw new ScenarioFormatException($"{address} is homed on {pool.Name}, which is a Director: Directors home nobody. Name the user's Front End pool.");
            }

            home = _homePools.IndexOf(pool);
            if (home < 0)
            {
                home = _homePools.Count;
                _homePools.Add(pool);
                _seatsTaken.Add(0);
            }

            _homes.Add(name, home);
        }

        return home;
    }

    private int Site(string? name, string address)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return -1;
        }

        if (!_sites.TryGetValue(name!, out int site))
        {
            site = _siteStates.Count;
            _siteStates.Add(_world.FindSite(name) ?? throw new ScenarioFormatException(
                $"{address} is located in '{name}', which is no site of the topology.{NearestName.Question(name!, _world.SiteNames)}"));
            _sites.Add(name!, site);
        }

        return site;
    }

    private int Cached(string? server, PoolState home, string address)
    {
        if (server is null)
        {
            return HomeCached;
        }

        if (string.IsNullOrWhiteSpace(server))
        {
            return NothingCached;
        }

        if (!_caches.TryGetValue(server, out int entry))
        {
            entry = _cacheEntries.Count;
            _cacheEntries.Add(CacheEntry(server, address));
            _caches.Add(server, entry);
        }

        return _cacheEntries[entry] == home.Endpoint ? HomeCached : entry;
    }

    private ServerEndpoint CacheEntry(string server, string address)
    {
        try
        {
            ServerEndpoint read = ServerEndpoint.Parse(server);
            return read.Port is null && _world.FindHost(read.Host) is { } pool ? pool.Endpoint : read;
        }
        catch (FormatException exception)
        {
            throw new ScenarioFormatException($"the cached server of {address}: {exception.Message}", exception);
        }
    }
}
