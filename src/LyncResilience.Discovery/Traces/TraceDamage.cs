namespace LyncResilience.Discovery.Traces;

/// <summary>What of one file could not be read, told once for the file.</summary>
public sealed class TraceDamage
{
    /// <summary>The file; in a ZIP archive followed by <c>!</c> and the entry.</summary>
    public string File { get; internal init; } = string.Empty;

    /// <summary>The line, counted from 1, at which the first damaged record begins.</summary>
    public long Line { get; internal init; }

    /// <summary>How many records are damaged: left out, or handed out with <see cref="SipTraceMessage.IsComplete"/> false.</summary>
    public long Count { get; internal init; }

    /// <summary>One sentence that says what was found, how often and where first.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): {Detail}";
}
