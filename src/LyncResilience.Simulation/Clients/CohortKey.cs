using System;

namespace LyncResilience.Simulation.Clients;

/// <summary>What distinguishes users from the start. Numbers, because a million users are sorted by it.</summary>
internal readonly struct CohortKey : IEquatable<CohortKey>
{
    public CohortKey(int home, int cached, int location, string sipDomain, ClientProfile profile, bool knowsBackup, bool isSignedIn, int script)
    {
        Home = home;
        Cached = cached;
        Location = location;
        SipDomain = sipDomain;
        Profile = profile;
        KnowsBackup = knowsBackup;
        IsSignedIn = isSignedIn;
        Script = script;
    }

    public int Home { get; }

    public int Cached { get; }

    public int Location { get; }

    /// <summary>The one instance of this domain's text.</summary>
    public string SipDomain { get; }

    public ClientProfile Profile { get; }

    public bool KnowsBackup { get; }

    public bool IsSignedIn { get; }

    /// <summary>Which user of the events this is; 0 for the many who appear in none.</summary>
    public int Script { get; }

    public bool Equals(CohortKey other) =>
        Home == other.Home && Cached == other.Cached && Location == other.Location && ReferenceEquals(SipDomain, other.SipDomain)
        && Profile == other.Profile && KnowsBackup == other.KnowsBackup && IsSignedIn == other.IsSignedIn && Script == other.Script;

    public override bool Equals(object obj) => obj is CohortKey other && Equals(other);

    public override int GetHashCode()
    {
        unchecked
        {
            int hash = Home;
            hash = (hash * 397) ^ Cached;
            hash = (hash * 397) ^ Location;
            hash = (hash * 397) ^ SipDomain.Length;
            hash = (hash * 397) ^ Script;
            return (hash * 16) + ((int)Profile * 4) + (KnowsBackup ? 2 : 0) + (IsSignedIn ? 1 : 0);
        }
    }
}
