using System;
using System.Collections.Generic;

namespace LyncResilience;

/// <summary>
/// Why users are stranded. A cause is found by simulating the same failure in a world without it: where that saves the client, it was the cause.
/// The causes are tried in the order in which they stand here, so each hides those behind it.
/// </summary>
public static class GapCauses
{
    /// <summary>The home pool is down and has no backup registrar, or one that is not a registrar of the topology.</summary>
    public const string NoBackupRegistrar = "NoBackupRegistrar";

    /// <summary>The home pool is down, and its backup takes nobody in by itself because automatic failover is off.</summary>
    public const string AutomaticFailoverOff = "AutomaticFailoverOff";

    /// <summary>The home pool is down, and so is its backup.</summary>
    public const string BackupDownToo = "BackupDownToo";

    /// <summary>Pools that would serve the user are up, but no link leads from the client to them.</summary>
    public const string NoRegistrarInReach = "NoRegistrarInReach";

    /// <summary>No DNS server that the client can reach is left, so that it discovers nothing.</summary>
    public const string DnsSinglePoint = "DnsSinglePoint";

    /// <summary>A living SRV target is skipped, because its name does not stand in the user's SIP domain.</summary>
    public const string NameMismatch = "NameMismatch";

    /// <summary>The client holds an SRV answer that the zone no longer gives.</summary>
    public const string StaleSrvTtl = "StaleSrvTtl";

    /// <summary>A client of the same user that had been told its backup gets in; this one came from its cache, was never told, and no SRV record leads it there.</summary>
    public const string BackupUnknownToClient = "BackupUnknownToClient";

    /// <summary>The user's SIP domain has no SRV record that this client takes.</summary>
    public const string NoSrvRecord = "NoSrvRecord";

    /// <summary>All SRV targets that discovery leads to are silent, and none of them is a pool that lives.</summary>
    public const string NoSecondSrvTarget = "NoSecondSrvTarget";

    /// <summary>Nobody is stranded, but a pool has to serve more users than its capacity.</summary>
    public const string BackupOverCapacity = "BackupOverCapacity";

    /// <summary>No world that was tried saves the client.</summary>
    public const string Unexplained = "Unexplained";

    /// <summary>All of them, in the order in which they are tried.</summary>
    public static IReadOnlyList<string> All { get; } = Array.AsReadOnly(new[]
    {
        NoBackupRegistrar, AutomaticFailoverOff, BackupDownToo, NoRegistrarInReach, DnsSinglePoint, NameMismatch, StaleSrvTtl, BackupUnknownToClient, NoSrvRecord,
        NoSecondSrvTarget, BackupOverCapacity, Unexplained,
    });
}
