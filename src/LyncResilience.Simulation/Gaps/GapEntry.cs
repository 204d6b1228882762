namespace LyncResilience.Simulation.Gaps;

/// <summary>One kind of client of one kind of user.</summary>
/// <param name="Kind">The number of the kind of user.</param>
/// <param name="Client">The kind of client.</param>
internal sealed record GapEntry(int Kind, GapClients Client);
