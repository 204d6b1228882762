using System;

namespace LyncResilience.Lab;

/// <summary>Something that goes wrong on demand.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record LabFault(LabFaultKind Kind)
{
    /// <summary>For <see cref="LabFaultKind.Slow"/>: how long each answer is held back; 2 s by default.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(2);

    internal bool FitsDns => Kind is LabFaultKind.Silent or LabFaultKind.Refused or LabFaultKind.Slow or LabFaultKind.Garbage
        or LabFaultKind.ServerFailure or LabFaultKind.Truncated or LabFaultKind.WrongId;

    internal bool FitsPool => Kind is not (LabFaultKind.ServerFailure or LabFaultKind.Truncated or LabFaultKind.WrongId);
}
