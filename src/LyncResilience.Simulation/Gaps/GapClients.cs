using System;

namespace LyncResilience;

/// <summary>The kinds of client that every user is searched with.</summary>
[Flags]
public enum GapClients
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Signed in before the failure, and told its backup registrar by a redirect.</summary>
    ToldBackup = 1,

    /// <summary>Signed in from its cache before the failure, so that no redirect told it a backup registrar.</summary>
    FromCache = 2,

    /// <summary>Started during the failure with nothing cached.</summary>
    Fresh = 4,
}
