namespace LyncResilience.Discovery.SignIn.Comparison;

/// <summary>What two sign-in paths are compared in.</summary>
public sealed class PathComparisonOptions
{
    /// <summary>Whether ports count for nothing: those of a laboratory are new at each start.</summary>
    public bool IgnorePorts { get; init; }
}
