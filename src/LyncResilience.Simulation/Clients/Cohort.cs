using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Clients;

/// <summary>Users whose clients know the same and have fared alike so far. What happens to one of them happens to all, or the cohort is split.</summary>
internal sealed class Cohort
{
    public Cohort(CohortKey key, RoundPlace place, int[] members)
    {
        Key = key;
        Place = place;
        Members = members;
    }

    /// <summary>What its members had in common from the start.</summary>
    public CohortKey Key { get; }

    public RoundPlace Place { get; }

    public PoolState Home => Place.Home;

    /// <summary>The members' numbers, ascending.</summary>
    public int[] Members { get; private set; }

    // What the client knows.
    public ServerEndpoint? Cached { get; set; }

    public ToldServers? Told { get; set; }

    public ResolverCache Held { get; set; } = ResolverCache.Empty;

    // Its session.
    public ClientState State { get; private set; }

    public PoolState? Registrar { get; private set; }

    /// <summary>The Front Ends that were up when the members registered; round robin gives each of them its own.</summary>
    public string[] Seats { get; set; } = [];

    /// <summary>The one Front End that all members' sessions are on; null while nobody had to know.</summary>
    public string? Server { get; set; }

    /// <summary>The step that found the registrar.</summary>
    public RecoveryMethod FoundBy { get; set; } = RecoveryMethod.Cache;

    /// <summary>Since when the registrar has been silent without the client noticing.</summary>
    public long? SilentSince { get; set; }

    /// <summary>Whether the session was cut, so that a registrar that is back at once doesn't help.</summary>
    public bool IsCut { get; set; }

    // Its attempts to sign in.
    public bool IsTrying { get; set; }

    /// <summary>Whether the person signed out during a spell: its time stands still until the next successful sign-in.</summary>
    public bool IsClockStopped { get; set; }

    public ServerEndpoint? Lost { get; set; }

    public bool IsSpellOpen { get; set; }

    /// <summary>The time offline, in ticks, when the open spell began.</summary>
    public long OfflineBeforeSpell { get; set; }

    /// <summary>Whether the home pool was out of reach at any time of the open spell.</summary>
    public bool WasHomeAway { get; set; }

    public long RoundStart { get; set; }

    public int RoundNumber { get; set; }

    /// <summary>From the start of a round to the start of the next; 0 until the spell's interval is drawn.</summary>
    public long RetryTicks { get; set; }

    public long PeriodTicks { get; set; }

    /// <summary>Whether the next round would end like the last one, as long as the world stays as it is.</summary>
    public bool IsStalled { get; set; }

    public SimulatedRound? Round { get; set; }

    public int RoundVersion { get; set; }

    /// <summary>Changes whenever what was scheduled for the client no longer holds.</summary>
    public int Wake { get; set; }

    // Its past.
    public HistoryEntry? History { get; private set; }

    public long Since { get; private set; }

    public long OfflineTicks { get; private set; }

    public long LimitedTicks { get; private set; }

    public RecoveryMethod? RecoveredBy { get; set; }

    public bool ReturnedHome { get; set; }

    /// <summary>Why the last failed round failed.</summary>
    public string? LastFailure { get; set; }

    /// <summary>Why the first failed round of the first spell failed.</summary>
    public string? FirstFailure { get; set; }

    /// <summary>How the first spell ended.</summary>
    public string? FirstRecovery { get; set; }

    public bool IsOnline => State is ClientState.Full or ClientState.Limited;

    public bool IsGuest => IsOnline && Registrar != Home;

    public void Enter(long now, ClientState state, PoolState? registrar, string detail)
    {
        Settle(now);
        State = state;
        Registrar = registrar;
        History = new HistoryEntry(now, state, registrar, detail, History);
    }

    /// <summary>Adds up the time since the last change.</summary>
    public void Settle(long now)
    {
        OfflineTicks += State == ClientState.Offline ? now - Since : 0;
        LimitedTicks += State == ClientState.Limited ? now - Since : 0;
        Since = now;
    }

    /// <summary>Some members part: they go on as a cohort of their own with the same past. <see cref="KeepOnly"/> says who stays.</summary>
    public Cohort Fork(int[] leaving)
    {
        var other = (Cohort)MemberwiseClone();
        other.Members = leaving;
        return other;
    }

    /// <summary>Loses the members that have parted.</summary>
    public void KeepOnly(int[] staying) => Members = staying;

    public SignInSettings Settings(bool acceptsPrompt) => new()
    {
        SipDomain = Key.SipDomain,
        Profile = Key.Profile,
        HasCredentials = true,
        HasNothingToLose = true,
        AcceptsNamePrompt = acceptsPrompt,
        MaximumSilentLookUps = int.MaxValue,
        CachedServer = Cached,
        LostServer = Lost,
        KnownPrimary = Told?.Primary,
        KnownBackup = Told?.Backup,
    };
}
