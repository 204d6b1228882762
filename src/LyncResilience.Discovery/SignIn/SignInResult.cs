using System.Collections.Generic;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What came of one round of attempts, and the facts met on the way.</summary>
public sealed class SignInResult
{
    internal SignInResult()
    {
    }

    /// <summary>What the user has.</summary>
    public SignInMode Mode { get; internal init; }

    /// <summary>What began the chain that ended at the registrar; without one, what led to the first host that answered.</summary>
    public CandidateOrigin Origin { get; internal init; }

    /// <summary>The first host that answered SIP.</summary>
    public string? FirstHop { get; internal init; }

    /// <summary>The host that registered the user.</summary>
    public ServerEndpoint? Registrar { get; internal init; }

    /// <summary>The primary registrar, as told by a 301 or proved by the registrar's own answer.</summary>
    public ServerEndpoint? Primary { get; internal init; }

    /// <summary>Whether a 301 of this round told the primary registrar.</summary>
    public bool IsPrimaryTold { get; internal init; }

    /// <summary>Whether the registrar said that it is the user's primary.</summary>
    public bool IsServedByPrimary { get; internal init; }

    /// <summary>The backup registrar told by a 301 in this round.</summary>
    public ServerEndpoint? Backup { get; internal init; }

    /// <summary>How many 301 answers were met.</summary>
    public int RedirectCount { get; internal init; }

    /// <summary>
    /// What the client writes to its cache: the primary registrar only, never the backup; null when it leaves the cache as it is.
    /// </summary>
    public ServerEndpoint? CacheEntry { get; internal init; }

    /// <summary>The servers that registered the user without a challenge. Nobody knows that of a log, which may begin after it.</summary>
    public IReadOnlyList<ServerEndpoint> Unchallenged { get; internal init; } = [];

    /// <summary>The servers whose answer to the credentials carried no signature. Nobody knows that of a log, which may leave the signature out.</summary>
    public IReadOnlyList<ServerEndpoint> Unsigned { get; internal init; } = [];

    /// <summary>Every hop in order.</summary>
    public IReadOnlyList<SignInHop> Hops { get; internal init; } = [];

    /// <summary>The answers to SRV look-ups, in order.</summary>
    public IReadOnlyList<DnsAnswer> SrvAnswers { get; internal init; } = [];

    /// <summary>The answers to host look-ups, in order.</summary>
    public IReadOnlyList<DnsAnswer> HostAnswers { get; internal init; } = [];

    /// <summary>The certificates met, in order.</summary>
    public IReadOnlyList<ServerCertificate> Certificates { get; internal init; } = [];

    /// <summary>The registrars' answers, in order.</summary>
    public IReadOnlyList<RegistrarAnswer> RegistrarAnswers { get; internal init; } = [];
}
