using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What the findings of a path are drawn from.</summary>
internal sealed record PathFacts
{
    public SignInSettings Settings { get; init; } = new();

    /// <summary>The round of attempts.</summary>
    public SignInResult Result { get; init; } = new();

    /// <summary>Look-ups made for the findings only: targets that were not dialled, the internal TCP record.</summary>
    public IReadOnlyList<DnsAnswer> FurtherAnswers { get; init; } = [];

    /// <summary>When the walk began.</summary>
    public DateTime TimeUtc { get; init; }
}
