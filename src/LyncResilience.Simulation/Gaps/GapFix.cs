namespace LyncResilience;

/// <summary>A change that was tried against a gap, and what it brought when the same failure was simulated with it. Immutable.</summary>
public sealed class GapFix
{
    internal GapFix()
    {
    }

    /// <summary>What kind of change it is.</summary>
    public GapFixKind Kind { get; internal init; }

    /// <summary>The change as text to paste: records as lines of a zone file, settings as commands.</summary>
    public string Fix { get; internal init; } = string.Empty;

    /// <summary>The same change as commands of Windows DNS servers and of the management shell.</summary>
    public string Command { get; internal init; } = string.Empty;

    /// <summary>What else has to be seen to; null when nothing.</summary>
    public string? Note { get; internal init; }

    /// <summary>How many of the gap's users are not stranded any more with this change.</summary>
    public int UsersSaved { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} saves {UsersSaved}: {Fix}";
}
