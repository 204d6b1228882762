using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Clients;

/// <summary>Where a round takes place, for whom, and under which assumptions.</summary>
internal sealed record RoundPlace
{
    public RoundPlace(PoolState home, SiteState? location, SimulationAssumptions assumptions)
    {
        Home = home;
        Location = location;
        AttemptTicks = assumptions.Attempt.Ticks;
        KnownHostsNeedNoDns = assumptions.KnownHostsNeedNoDns;
        NegativeTtlSeconds = assumptions.NegativeTtlSeconds;
    }

    /// <summary>The user's home pool.</summary>
    public PoolState Home { get; }

    /// <summary>Where the client is; null for anywhere.</summary>
    public SiteState? Location { get; }

    /// <summary>How long dialling a server takes.</summary>
    public long AttemptTicks { get; init; }

    public bool KnownHostsNeedNoDns { get; }

    public int NegativeTtlSeconds { get; }
}
