using System.Collections.Generic;
using LyncResilience.Simulation;

namespace LyncResilience;

/// <summary>Users whom a failure strands for one cause, and the smallest change that was seen to save them. Immutable.</summary>
public sealed record ResilienceGap
{
    internal ResilienceGap()
    {
    }

    /// <summary>What fails, and stays so until the end: "pool x", "site x and DNS server y". "nothing" when users are stranded as things are.</summary>
    public string Failure { get; internal init; } = string.Empty;

    /// <summary>How many users notice the failure, whatever the cause: with at least one kind of client they are offline for a time, or limited or offline at the end.</summary>
    public int UsersAffected { get; internal init; }

    /// <summary>
    /// How many users this cause strands: with at least one kind of client they are offline at the end. Of a pair of failures those are counted
    /// whom neither of the two strands alone.
    /// </summary>
    public int UsersOffline { get; internal init; }

    /// <summary>How many users have limited service at the end with at least one kind of client and are stranded with none, whatever the cause.</summary>
    public int UsersLimited { get; internal init; }

    /// <summary>Why: one of <see cref="GapCauses"/>.</summary>
    public string Cause { get; internal init; } = string.Empty;

    /// <summary>The decisive fact, with names; without a fix also what was tried.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <summary>The smallest change that saves most, as text to paste: records as lines of a zone file, settings as commands. Null when nothing that was tried helps, or nothing was tried.</summary>
    public string? Fix { get; internal init; }

    /// <summary>How many of the users counted are not stranded any more, or fit within the capacity, when the same failure was simulated with <see cref="Fix"/>; 0 without one.</summary>
    public int UsersSavedByFix { get; internal init; }

    /// <summary>What kind of change <see cref="Fix"/> is; null without one.</summary>
    public GapFixKind? FixKind { get; internal init; }

    /// <summary>The same change as commands of Windows DNS servers and of the management shell; null without a fix.</summary>
    public string? FixCommand { get; internal init; }

    /// <summary>What else has to be seen to for <see cref="Fix"/>; null when nothing.</summary>
    public string? FixNote { get; internal init; }

    /// <summary>How many users are over the capacity of the pool that takes them in; 0 unless <see cref="Cause"/> is <see cref="GapCauses.BackupOverCapacity"/>.</summary>
    public int UsersOverCapacity { get; internal init; }

    /// <summary>How many things fail at the same time: 0, 1 or 2.</summary>
    public int FailureCount { get; internal init; }

    /// <summary>Which kinds of client are stranded.</summary>
    public GapClients Clients { get; internal init; }

    /// <summary>The home pools of the users counted, in order of their names.</summary>
    public IReadOnlyList<string> HomePools { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<string>([]);

    /// <summary>The addresses of a few of the users counted, the first of each kind of user.</summary>
    public IReadOnlyList<string> SampleUsers { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<string>([]);

    /// <summary>The other changes that were tried and save somebody, best first.</summary>
    public IReadOnlyList<GapFix> Alternatives { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<GapFix>([]);

    /// <summary>The failure as events of a scenario, so that it can be simulated by itself.</summary>
    public IReadOnlyList<SimulationEvent> Events { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<SimulationEvent>([]);

    /// <inheritdoc/>
    public override string ToString() => $"{Failure}: {Cause}, {Discovery.Counted.Of(UsersOffline, "user")} offline, {UsersSavedByFix} saved by the fix";
}
