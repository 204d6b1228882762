using System;
using System.Collections.Generic;
using System.Globalization;

namespace LyncResilience.Hostile.Running;

/// <summary>What a run over one target saw.</summary>
internal sealed class HostileReport(Target target, ulong seed)
{
    private readonly HashSet<string> _refusals = [];

    /// <summary>The head of the table whose rows <see cref="ToString"/> gives.</summary>
    public const string Head =
        "| target | reads | cases | seed | read | refused | kinds of refusal | slowest, ms | largest allocation, MB | failures | s |\n" +
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

    public Target Target { get; } = target;

    public long Cases { get; private set; }

    /// <summary>Cases that gave a result.</summary>
    public long ReadCases { get; private set; }

    /// <summary>Cases that gave a documented exception.</summary>
    public long RefusedCases { get; private set; }

    public TimeSpan Slowest { get; private set; }

    public long LargestAllocation { get; private set; }

    public TimeSpan Elapsed { get; set; }

    /// <summary>Failing cases, the first of each kind.</summary>
    public List<HostileFailure> Failures { get; } = [];

    public void Add(CaseResult result)
    {
        Cases++;
        if (result.Refusal is { } refusal)
        {
            RefusedCases++;
            _refusals.Add(MessageKind.Of(refusal));
        }
        else if (result.Fault is null)
        {
            ReadCases++;
        }

        Slowest = result.Elapsed > Slowest ? result.Elapsed : Slowest;
        LargestAllocation = Math.Max(LargestAllocation, result.Allocated);
    }

    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "| {0} | {1} | {2:N0} | {3} | {4:N0} | {5:N0} | {6:N0} | {7:0.0} | {8:0.0} | {9} | {10:0} |",
        Target.Name, Target.Reads, Cases, seed, ReadCases, RefusedCases, _refusals.Count, Slowest.TotalMilliseconds, LargestAllocation / 1048576.0, Failures.Count, Elapsed.TotalSeconds);
}
