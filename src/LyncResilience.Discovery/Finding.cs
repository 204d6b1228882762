namespace LyncResilience;

/// <summary>Something an administrator should know about a result: a finding is a result, never an error.</summary>
public sealed class Finding
{
    internal Finding(string id, FindingSeverity severity, string target, string detail, string recommendation)
    {
        Id = id;
        Severity = severity;
        Target = target;
        Detail = detail;
        Recommendation = recommendation;
    }

    /// <summary>Stable name of the finding, such as <c>SingleSrvTarget</c>; the names stand in <c>about_LyncResilience_SignIn</c>.</summary>
    public string Id { get; }

    /// <summary>How much it matters.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>What it is about: a record name, a host or an address.</summary>
    public string Target { get; }

    /// <summary>What was seen, in one sentence.</summary>
    public string Detail { get; }

    /// <summary>The smallest next step.</summary>
    public string Recommendation { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Severity} {Id}: {Detail}";
}
