using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Clients;

/// <summary>One thing that happened to a cohort. Entries are chained backwards, so that cohorts that part share their past.</summary>
internal sealed record HistoryEntry(long At, ClientState State, PoolState? Registrar, string Detail, HistoryEntry? Previous);
