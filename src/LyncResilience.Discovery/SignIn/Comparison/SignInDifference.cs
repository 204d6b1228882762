namespace LyncResilience;

/// <summary>How a hop, or a fact, of two sign-in paths compares.</summary>
public enum SignInDifference
{
    /// <summary>It is the same in both.</summary>
    Same,

    /// <summary>Both have it, but not alike.</summary>
    Changed,

    /// <summary>Only the left path has it.</summary>
    OnlyLeft,

    /// <summary>Only the right path has it.</summary>
    OnlyRight,

    /// <summary>One of the paths comes from a trace, which can't show such a thing.</summary>
    NotCompared,
}
