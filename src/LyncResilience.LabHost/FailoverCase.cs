using System.Collections.Generic;
using System.Threading;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Simulation;

namespace LyncResilience.LabHost;

/// <summary>A failure of the story: which deployment, which pool, and whose fate is shown.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Introduction">What to look for.</param>
/// <param name="Scenario">The laboratory's scenario, by name.</param>
/// <param name="Pool">The pool that fails: by its full name.</param>
internal sealed record FailoverCase(string Title, string Introduction, string Scenario, string Pool)
{
    private const string FrontEnd1 = "A-L14FE1.shudlab.net";
    private const string FrontEnd2 = "A-L14FE2.shudlab.net";
    private static readonly SimulatedUser s_user1 = new() { SipAddress = "ClientUser1@shudlab.net", RegistrarPool = FrontEnd1 };
    private static readonly SimulatedUser s_user2 = new() { SipAddress = "ClientUser2@shudlab.net", RegistrarPool = FrontEnd2 };

    // The person who arrives a minute into the outage.
    private static readonly SimulatedUser s_fresh = s_user2 with { CachedServer = string.Empty, SignedIn = false };

    /// <summary>The columns of the table.</summary>
    public (string Heading, SimulatedUser User)[] People { get; private init; } = [("ClientUser1", s_user1), ("ClientUser2", s_user2), ("ClientUser2, fresh", s_fresh)];

    /// <summary>The failures of the story, from the worst to the mildest, and the other pool's.</summary>
    public static IReadOnlyList<FailoverCase> All { get; } =
    [
        new(
            "A. A-L14FE1 fails, one SRV record",
            """
            Cache and SRV record both lead ClientUser1 to the dead pool: stranded until it is back. A fresh client of ClientUser2 is stranded as well, although its
            home pool is up: nothing leads it there.
            """,
            "shudlab",
            FrontEnd1),
        new(
            "B. A-L14FE1 fails, a second SRV record names A-L14FE2",
            """
            ClientUser1 finds its backup by the second record. That sends it back to the dead home until it has missed the heartbeat for 300 s; then service is limited.
            """,
            "shudlab-two-srv",
            FrontEnd1),
        new(
            "C. A-L14FE1 fails behind a Director",
            """
            Here ClientUser1 signed in through the Director, was told its backup and goes there itself. Fresh clients still find the Director.
            """,
            "shudlab-director",
            FrontEnd1) { People = [("ClientUser1, told", s_user1 with { KnowsBackup = true }), ("ClientUser2", s_user2), ("ClientUser2, fresh", s_fresh)] },
        new(
            "D. A-L14FE2 fails, one SRV record",
            """
            The SRV record leads to the pool that lives, so both ways save ClientUser2: the backup that a 301 told in this session, or, signed in from its
            cache and told nothing, the SRV record.
            """,
            "shudlab",
            FrontEnd2) { People = [("ClientUser1", s_user1), ("ClientUser2, told", s_user2 with { KnowsBackup = true }), ("ClientUser2, untold", s_user2)] },
    ];

    /// <summary>Simulates it.</summary>
    public FailoverStory Play(CancellationToken cancellationToken) => FailoverStory.Play(LabScenarios.Get(Scenario), Pool, People, cancellationToken);
}
