namespace LyncResilience.Validation.Facts;

/// <summary>How far collecting has come.</summary>
/// <param name="Stage">What is being collected.</param>
/// <param name="Done">How many questions of the stage are settled.</param>
/// <param name="Total">How many the stage has.</param>
/// <param name="Activity">What was settled last, in a few words.</param>
public sealed record FactProgress(FactStage Stage, int Done, int Total, string Activity)
{
    /// <summary>What came of it; of a sign-in first its hops, each when it has happened.</summary>
    public string Outcome { get; init; } = string.Empty;
}
