namespace LyncResilience.Simulation;

/// <summary>How far a search for gaps is. Immutable.</summary>
public sealed class GapSearchProgress
{
    internal GapSearchProgress(int failureCount, int done, int total, string failure)
    {
        FailureCount = failureCount;
        Done = done;
        Total = total;
        Failure = failure;
    }

    /// <summary>How many things fail at the same time in this part of the search: 1, then 2.</summary>
    public int FailureCount { get; }

    /// <summary>How many failures of this part are done.</summary>
    public int Done { get; }

    /// <summary>How many failures this part has.</summary>
    public int Total { get; }

    /// <summary>The failure that was done last.</summary>
    public string Failure { get; }

    /// <summary>How much of this part is done, in percent.</summary>
    public int PercentComplete => Total == 0 ? 100 : (int)(100L * Done / Total);

    /// <inheritdoc/>
    public override string ToString() => $"{Done} of {Total} failures: {Failure}";
}
