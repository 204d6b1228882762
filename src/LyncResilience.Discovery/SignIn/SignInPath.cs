using System;
using System.Collections.Generic;

namespace LyncResilience;

/// <summary>
/// A sign-in as a client lives it, hop by hop: walked live, walked against the laboratory, simulated or read from a trace.
/// </summary>
public sealed class SignInPath
{
    internal SignInPath()
    {
    }

    /// <summary>The user without <c>sip:</c>, or null when only a domain was asked for.</summary>
    public string? SipAddress { get; internal init; }

    /// <summary>The SIP domain whose records lead the way.</summary>
    public string SipDomain { get; internal init; } = string.Empty;

    /// <summary>The verdict.</summary>
    public ResultStatus Status { get; internal init; }

    /// <summary>What the user has at the end.</summary>
    public SignInMode Mode { get; internal init; }

    /// <summary>What led to the first registrar that answered.</summary>
    public DiscoveryMethod DiscoveredBy { get; internal init; }

    /// <summary>The first host that answered SIP; null when none did.</summary>
    public string? FirstHop { get; internal init; }

    /// <summary>The host that registered the user; null when none did.</summary>
    public string? Registrar { get; internal init; }

    /// <summary>The primary registrar as far as this path tells: named by a 301, or the registrar that served the user in full itself.</summary>
    public string? PrimaryRegistrar { get; internal init; }

    /// <summary>
    /// The backup registrar that the client was told of in this path; null when it was never told one. A client that goes straight to
    /// its home pool gets no 301 and so has null here: that is what strands it when the pool dies.
    /// </summary>
    public string? BackupRegistrar { get; internal init; }

    /// <summary>How many 301 answers were met.</summary>
    public int RedirectCount { get; internal init; }

    /// <summary>The whole walk, in milliseconds.</summary>
    public double DurationMs { get; internal init; }

    /// <summary>The conclusion in one sentence.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <summary>When the walk began, in UTC. Of a trace whose time zone is not known: the time as written, of unspecified kind.</summary>
    public DateTime TimeUtc { get; internal init; }

    /// <summary>Every hop in order.</summary>
    public IReadOnlyList<SignInHop> Hops { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<SignInHop>([]);

    /// <summary>What an administrator should know, most serious first.</summary>
    public IReadOnlyList<Finding> Findings { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<Finding>([]);

    /// <inheritdoc/>
    public override string ToString() => $"{SipAddress ?? SipDomain} {Status}: {Detail}";
}
