namespace LyncResilience;

/// <summary>What becomes of one hop from one sign-in path to another, or of a fact about the whole path.</summary>
public sealed class SignInPathDifference
{
    internal SignInPathDifference()
    {
    }

    /// <summary>Position in the comparison, from 1: first the hops in the order of both paths, then the facts.</summary>
    public int Order { get; internal init; }

    /// <summary>How they compare.</summary>
    public SignInDifference What { get; internal init; }

    /// <summary>The hop, such as <c>Register A-L14FE1.shudlab.net</c>, or the fact, such as <c>Mode</c>.</summary>
    public string Subject { get; internal init; } = string.Empty;

    /// <summary>The left side in short: what differs, or how the hop ended; null when it has no such hop.</summary>
    public string? Left { get; internal init; }

    /// <summary>The right side in short; null when it has no such hop.</summary>
    public string? Right { get; internal init; }

    /// <summary>One sentence in plain words.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <summary>The hop of the left path; null when there is none, and for facts.</summary>
    public SignInHop? LeftHop { get; internal init; }

    /// <summary>The hop of the right path; null when there is none, and for facts.</summary>
    public SignInHop? RightHop { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Order}. {What} {Detail}";
}
