using System.Collections.Generic;

namespace LyncResilience.Validation.Reports;

/// <summary>Users who fared alike. Immutable.</summary>
internal sealed class OutcomeGroup
{
    public OutcomeGroup(FailoverOutcome example, int users, IReadOnlyList<string> sipAddresses)
    {
        Example = example;
        Users = users;
        SipAddresses = sipAddresses;
    }

    /// <summary>The first of them; its timeline may differ from another's by instants that change none of the sums.</summary>
    public FailoverOutcome Example { get; }

    /// <summary>How many they are.</summary>
    public int Users { get; }

    /// <summary>The first few of them.</summary>
    public IReadOnlyList<string> SipAddresses { get; }
}
