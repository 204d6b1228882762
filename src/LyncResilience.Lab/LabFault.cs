using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Lab;

/// <summary>Something that goes wrong on demand.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record LabFault(LabFaultKind Kind)
{
    /// <summary>For <see cref="LabFaultKind.Slow"/>: how long each answer is held back; 2 s by default.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What can go wrong with a DNS server, or with a pool.</summary>
    internal static IReadOnlyList<LabFaultKind> KindsOf(bool isDns) =>
        [.. Enum.GetValues(typeof(LabFaultKind)).Cast<LabFaultKind>().Where(kind => isDns ? IsOfDns(kind) : !IsOfDnsOnly(kind))];

    private static bool IsOfDns(LabFaultKind kind) =>
        kind is LabFaultKind.Silent or LabFaultKind.Refused or LabFaultKind.Slow or LabFaultKind.Garbage || IsOfDnsOnly(kind);

    private static bool IsOfDnsOnly(LabFaultKind kind) => kind is LabFaultKind.ServerFailure or LabFaultKind.Truncated or LabFaultKind.WrongId;
}
