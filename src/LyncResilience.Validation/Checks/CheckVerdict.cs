namespace LyncResilience.Validation.Checks;

/// <summary>What a check says about one target.</summary>
/// <param name="Status">What it came to.</param>
/// <param name="Actual">What was found, in a few words.</param>
/// <param name="Detail">One sentence; of a skipped check, why.</param>
/// <param name="Recommendation">The next step where it is another than the check's remedy; null for that.</param>
public sealed record CheckVerdict(CheckStatus Status, string Actual, string Detail, string? Recommendation = null)
{
    internal static CheckVerdict Pass(string actual, string detail) => new(CheckStatus.Pass, actual, detail);

    internal static CheckVerdict Warn(string actual, string detail, string? recommendation = null) => new(CheckStatus.Warn, actual, detail, recommendation);

    internal static CheckVerdict Fail(string actual, string detail, string? recommendation = null) => new(CheckStatus.Fail, actual, detail, recommendation);

    internal static CheckVerdict Skip(string why) => new(CheckStatus.Skip, "not checked", why);

    internal static CheckVerdict Error(string why) => new(CheckStatus.Error, "not known", why);
}
