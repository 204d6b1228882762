namespace LyncResilience.Simulation.Gaps;

/// <summary>What became of a kind of client.</summary>
/// <param name="Entry">Who.</param>
/// <param name="Users">How many users the kind has.</param>
/// <param name="Stranded">How many of them are offline at the end.</param>
/// <param name="IsLimited">Whether any has limited service at the end.</param>
/// <param name="WasOffline">Whether any was offline for a time.</param>
/// <param name="Outcome">What became of the first one that is stranded, or of the first one.</param>
internal sealed record GapFate(GapEntry Entry, int Users, int Stranded, bool IsLimited, bool WasOffline, FailoverOutcome Outcome)
{
    public bool IsStranded => Stranded > 0;
}
