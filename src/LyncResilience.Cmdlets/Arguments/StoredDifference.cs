using System.Collections.Generic;

namespace LyncResilience.Cmdlets;

/// <summary>What a stored difference between simulations says of itself.</summary>
internal sealed class StoredDifference
{
    public string HomePool { get; init; } = string.Empty;

    public FailoverState Before { get; init; }

    public FailoverState After { get; init; }

    public double OfflineSecondsBefore { get; init; }

    public double OfflineSecondsAfter { get; init; }

    public double LimitedSecondsBefore { get; init; }

    public double LimitedSecondsAfter { get; init; }

    public string Detail { get; init; } = string.Empty;

    public IReadOnlyList<string> SipAddresses { get; init; } = [];
}
