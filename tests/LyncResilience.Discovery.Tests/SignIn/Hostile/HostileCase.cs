using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using LyncResilience.Discovery.Tests.Dns;
using LyncResilience.Discovery.Tests.Sip;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>One row: how the peers behave, and what the walk must make of it.</summary>
/// <param name="Stage">The stage of the hop that tells.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Finding">The finding that names it; null for none in particular.</param>
/// <param name="Words">What that hop's detail says, as far as it matters.</param>
internal sealed record HostileCase(SignInStage Stage, SignInOutcome Outcome, string? Finding = null, string Words = "")
{
    /// <summary>What the registrar does with a connection; by default it takes everybody in, by an answer that it doesn't sign.</summary>
    public Func<HostilePeer, HostileWalk, Task> Play { get; init; } = (peer, _) => peer.AnswerAsync(Challenges.ThenYes(Challenges.With(Challenges.Strong)));

    /// <summary>What the DNS server does with a query.</summary>
    public Func<ScriptedDnsServer.Query, HostileWalk, Task> Names { get; init; } = (query, walk) => walk.AnswerHonestlyAsync(query);

    /// <summary>What the registrar presents; null for the certificate that it should have.</summary>
    public Func<TestAuthority, HostileWalk, X509Certificate2>? Certificate { get; init; }

    /// <summary>What the Autodiscover service does with a connection; null for none, and a client that looks for none.</summary>
    public Func<HostilePeer, HostileWalk, Task>? Autodiscover { get; init; }

    public bool SpeaksTls { get; init; } = true;

    /// <summary>Whether the walk may, and does, speak plain TCP.</summary>
    public bool AllowTcp { get; init; }

    public ResultStatus Status { get; init; } = ResultStatus.Fail;

    public SignInMode Mode { get; init; } = SignInMode.None;

    /// <summary>Whether the rules let the walk prove who the user is: and then it must have.</summary>
    public bool MayAuthenticate { get; init; }

    /// <summary>Whether the walk may connect to the trap: which then gets nothing out of it.</summary>
    public bool ReachesTrap { get; init; }

    /// <summary>The walk's limit: short where the walk is to run into it, long enough for a busy machine elsewhere.</summary>
    public double Seconds { get; init; } = Outcome == SignInOutcome.NoAnswer ? 2 : 8;

    /// <summary>The most look-ups that it may make.</summary>
    public int MaximumQueries { get; init; } = 100;
}
