using System.Collections.Generic;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Users who differ in nothing that the model knows: one of them is simulated for all.</summary>
internal sealed class UserKind
{
    private const int MostSamples = 3;
    private readonly List<string> _samples = [];

    public UserKind(SimulatedUser first, string domain)
    {
        First = first;
        Domain = domain;
    }

    /// <summary>The one that is simulated.</summary>
    public SimulatedUser First { get; }

    /// <summary>The SIP domain.</summary>
    public string Domain { get; }

    /// <summary>How many users there are of the kind.</summary>
    public int Count { get; private set; }

    /// <summary>The first addresses.</summary>
    public IReadOnlyList<string> Samples => _samples;

    public void Add(string address, int count)
    {
        Count += count;
        if (_samples.Count < MostSamples)
        {
            _samples.Add(address);
        }
    }

    /// <summary>The user with a client of one kind, whatever is said about the client that is open at present.</summary>
    public SimulatedUser With(GapClients client, int members) => First with
    {
        Count = members,
        SignedIn = client != GapClients.Fresh,
        KnowsBackup = client == GapClients.ToldBackup,
        CachedServer = client == GapClients.Fresh ? string.Empty : First.CachedServer,
    };
}
