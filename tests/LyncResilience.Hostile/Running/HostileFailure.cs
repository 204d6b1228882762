namespace LyncResilience.Hostile.Running;

/// <summary>A case that fails, with all that is needed to try it again.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Number">The case's number.</param>
/// <param name="Fault">What went wrong.</param>
/// <param name="File">Where the smallest input found is that fails in the same way.</param>
internal sealed record HostileFailure(string Target, ulong Seed, long Number, string Fault, string File)
{
    public override string ToString() => $"{Target}, seed {Seed}, case {Number}: {Fault}\nSmallest input: {File}";
}
