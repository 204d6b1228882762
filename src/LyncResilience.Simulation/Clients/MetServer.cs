namespace LyncResilience.Simulation.Clients;

/// <summary>A server that a client tried, and what it met there.</summary>
/// <param name="Host">The server.</param>
/// <param name="What">The rest of a sentence: "is down".</param>
internal sealed record MetServer(string Host, string What);
