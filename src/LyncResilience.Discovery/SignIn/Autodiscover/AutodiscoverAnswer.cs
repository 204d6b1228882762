namespace LyncResilience.Discovery.SignIn;

/// <summary>The result of asking one Autodiscover name, good or bad.</summary>
public sealed record AutodiscoverAnswer
{
    /// <summary>Makes an answer.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="detail">One sentence that names the host.</param>
    public AutodiscoverAnswer(AutodiscoverOutcome outcome, string detail)
    {
        Outcome = outcome;
        Detail = detail;
    }

    /// <summary>What came of it.</summary>
    public AutodiscoverOutcome Outcome { get; }

    /// <summary>One sentence that names the host.</summary>
    public string Detail { get; }

    /// <summary>The registrar named; only with <see cref="AutodiscoverOutcome.ServerNamed"/>. Whether it may be trusted is for the caller to decide.</summary>
    public string? Server { get; init; }

    /// <summary>The port named along with it.</summary>
    public int? Port { get; init; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>HTTP reason phrase of the last answer.</summary>
    public string? Reason { get; init; }

    /// <summary>From the call to the answer, redirects included, in milliseconds.</summary>
    public double DurationMs { get; init; }
}
