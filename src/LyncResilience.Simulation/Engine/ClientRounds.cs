using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Engine;

/// <summary>Rounds of attempts to sign in: when they begin, whom they concern, and what comes of them.</summary>
internal sealed class ClientRounds
{
    // A retry interval is drawn from that many classes, so that jitter does not turn every user into a cohort.
    private const int JitterClasses = 21;
    private const int JitterDraw = -1;

    private readonly SimulationClock _clock;
    private readonly SimulatedWorld _world;
    private readonly SimulationAssumptions _assumptions;
    private readonly Ledger _ledger;
    private readonly CohortList _cohorts;
    private readonly NamePrompts _prompts = new();

    public ClientRounds(SimulationClock clock, SimulatedWorld world, SimulationAssumptions assumptions, Ledger ledger, CohortList cohorts)
    {
        _clock = clock;
        _world = world;
        _assumptions = assumptions;
        _ledger = ledger;
        _cohorts = cohorts;
    }

    public IReadOnlyList<Finding> Findings => _prompts.Findings;

    /// <summary>Changes what a cohort has.</summary>
    /// <param name="cohort">Who.</param>
    /// <param name="state">What it has from now on.</param>
    /// <param name="registrar">Who serves it from now on.</param>
    /// <param name="detail">What happened, for the user's story.</param>
    /// <param name="crowd">The same for the story of the world; null when that need not tell it.</param>
    /// <param name="isRegistration">Whether it registered anew.</param>
    public void Enter(Cohort cohort, ClientState state, PoolState? registrar, string detail, string? crowd, bool isRegistration = false)
    {
        _ledger.Move(cohort.Members.Length, cohort.State, cohort.Registrar, state, registrar, isRegistration);
        cohort.Enter(_clock.Now, state, registrar, detail);
        if (crowd is not null)
        {
            _ledger.Did(cohort.Members.Length, crowd);
        }
    }

    /// <summary>Something happened that changes nothing yet.</summary>
    public void Note(Cohort cohort, string detail) => cohort.Enter(_clock.Now, cohort.State, cohort.Registrar, detail);

    /// <summary>Splits a cohort; the first part stays in it. Whoever splits sees to what was scheduled for it.</summary>
    public List<Cohort> Split(Cohort cohort, IReadOnlyList<int[]> parts)
    {
        List<Cohort> cohorts = [cohort, .. parts.Skip(1).Select(cohort.Fork)];
        cohort.KeepOnly(parts[0]);
        foreach (Cohort part in cohorts.Skip(1))
        {
            _clock.ThrowIfStopped();
            _cohorts.Add(part);
        }

        return cohorts;
    }

    public void OpenSpell(Cohort cohort)
    {
        cohort.IsSpellOpen = true;
        cohort.OfflineBeforeSpell = cohort.OfflineTicks;
        cohort.WasHomeAway = !_world.Reaches(cohort.Place.Location, cohort.Home);
        cohort.RetryTicks = 0;
        cohort.PeriodTicks = 0;
        cohort.LastFailure = null;
    }

    /// <summary>A client notices that its session is gone, and begins the first round at once.</summary>
    public void Lose(Cohort cohort, string detail, string crowd)
    {
        PoolState lost = cohort.Registrar!;
        cohort.Lost = lost.Endpoint;
        cohort.SilentSince = null;
        cohort.IsCut = false;
        cohort.Server = null;
        cohort.IsTrying = true;
        cohort.Settle(_clock.Now);
        OpenSpell(cohort);
        cohort.WasHomeAway |= lost == cohort.Home;
        Enter(cohort, ClientState.Offline, null, detail, crowd);
        Start(cohort);
    }

    /// <summary>Begins a round at this instant, when the world and the heartbeats have had their turn.</summary>
    public void StartSoon(Cohort cohort)
    {
        cohort.PeriodTicks = 0;
        StartAt(cohort, _clock.Now);
    }

    /// <summary>A client that waits because nothing could have changed gets its next turn.</summary>
    public void Wake(Cohort cohort)
    {
        if (cohort.IsStalled)
        {
            cohort.IsStalled = false;
            StartAt(cohort, NextTurn(cohort, _clock.Now));
        }
    }

    /// <summary>A registrar sends the client home.</summary>
    public void MoveHome(Cohort cohort)
    {
        PoolState backup = cohort.Registrar!;
        RoundPlace place = cohort.Place with { AttemptTicks = 0 };
        var round = new SimulatedRound(_world, cohort.Settings(_assumptions.PromptAccepted) with { Server = cohort.Home.Endpoint }, place, cohort.Held);
        round.Run(_clock.Now);
        if (round.Result.Registrar is null)
        {
            Lose(
                cohort,
                $"{backup} sends the client home to {cohort.Home}, which {_world.WhyOutOfReach(place.Location, cohort.Home)}.",
                $"Users homed on {cohort.Home} are sent home by {backup}, but can't reach it");
            return;
        }

        cohort.Cached = cohort.Home.Endpoint;
        cohort.FoundBy = RecoveryMethod.HomeReturned;
        cohort.ReturnedHome = true;
        cohort.Server = null;
        cohort.Seats = cohort.Home.UpServers;
        ClientState state = StateOf(round.Result);
        Enter(
            cohort, state, cohort.Home, $"{backup} sends the client home to {cohort.Home}, which serves it with {Word(state)} service.",
            $"Users homed on {cohort.Home} are sent home by {backup}", isRegistration: true);
    }

    private void StartAt(Cohort cohort, long at)
    {
        int wake = ++cohort.Wake;
        _clock.Schedule(at, SimulationEntryKind.Client, () =>
        {
            if (cohort.Wake == wake)
            {
                Start(cohort);
            }
        });
    }

    private void Start(Cohort cohort)
    {
        _clock.ThrowIfStopped();
        cohort.IsStalled = false;

        // Rounds that were not played count too, so that draws don't depend on which were.
        cohort.RoundNumber += cohort.PeriodTicks > 0 ? (int)((_clock.Now - cohort.RoundStart) / cohort.PeriodTicks) : 1;
        cohort.RoundStart = _clock.Now;
        cohort.RoundVersion = _world.Version;
        cohort.Round = new SimulatedRound(_world, cohort.Settings(_assumptions.PromptAccepted), cohort.Place, cohort.Held);
        Continue(cohort);
    }

    private void Continue(Cohort cohort)
    {
        List<RoundBranch> branches = RoundBranch.Explore(_clock, cohort.Members, cohort.Round!, cohort.RoundNumber);
        List<Cohort> parts = Split(cohort, [.. branches.Select(branch => branch.Members)]);
        for (int i = 0; i < branches.Count; i++)
        {
            parts[i].Round = branches[i].Round;
            Conclude(parts[i], branches[i].Pause);
        }
    }

    private void Conclude(Cohort cohort, RoundPause pause)
    {
        if (pause == RoundPause.Attempt)
        {
            int wake = ++cohort.Wake;
            _clock.Schedule(_clock.Now + cohort.Place.AttemptTicks, SimulationEntryKind.Client, () =>
            {
                if (cohort.Wake == wake)
                {
                    Continue(cohort);
                }
            });
            return;
        }

        SimulatedRound round = cohort.Round!;
        cohort.Round = null;
        cohort.Held = round.Held;
        _prompts.Look(round.Result, round.Settings);
        RecoveryMethod step = StepOf(cohort, round.Result.Origin);
        bool learned = Learn(cohort, round.Result, step);
        if (round.Result.Registrar is null)
        {
            Failed(cohort, round, learned);
        }
        else
        {
            Succeeded(cohort, round, step);
        }
    }

    // What the client knew already before the spell, it did not learn in it.
    private static bool Learn(Cohort cohort, SignInResult result, RecoveryMethod step)
    {
        if (!result.IsPrimaryTold || (cohort.Told is { } known && known.Primary == result.Primary && known.Backup == result.Backup))
        {
            return false;
        }

        cohort.Told = new ToldServers(result.Primary!, result.Backup, step);
        return true;
    }

    private static RecoveryMethod StepOf(Cohort cohort, CandidateOrigin origin) => origin switch
    {
        CandidateOrigin.KnownBackup => cohort.Told?.By ?? RecoveryMethod.KnownBackup,
        CandidateOrigin.Cache => RecoveryMethod.Cache,
        CandidateOrigin.Srv => RecoveryMethod.Srv,
        CandidateOrigin.Host => RecoveryMethod.Host,
        _ => cohort.FoundBy,
    };

    private void Failed(Cohort cohort, SimulatedRound round, bool learned)
    {
        cohort.WasHomeAway |= !_world.Reaches(cohort.Place.Location, cohort.Home);
        string why = FailureText.Of(round, cohort.Told);
        if (why != cohort.LastFailure)
        {
            cohort.LastFailure = why;
            cohort.FirstFailure ??= why;
            Note(cohort, $"Finds no registrar: {why}.");
            _ledger.Did(cohort.Members.Length, $"Users homed on {cohort.Home} find no registrar");
        }

        long duration = _clock.Now - cohort.RoundStart;
        foreach (Cohort part in WithRetryInterval(cohort))
        {
            part.PeriodTicks = Math.Max(part.RetryTicks, duration);

            // Nothing learned and the world unchanged: every further round would end the same, until the world changes or an answer of DNS gets too old.
            // A round that takes time may have begun before such a change and still profit from it, so those are all played.
            if (learned || part.RoundVersion != _world.Version || part.Place.AttemptTicks > 0)
            {
                StartAt(part, NextTurn(part, _clock.Now));
            }
            else
            {
                Stall(part);
            }
        }
    }

    private void Stall(Cohort cohort)
    {
        int wake = ++cohort.Wake;
        cohort.IsStalled = true;
        if (cohort.Held.NextExpiry(_clock.Now) is { } expiry)
        {
            _clock.Schedule(NextTurn(cohort, expiry), SimulationEntryKind.Client, () =>
            {
                if (cohort.Wake == wake)
                {
                    Start(cohort);
                }
            });
        }
    }

    private static long NextTurn(Cohort cohort, long notBefore)
    {
        long periods = (notBefore - cohort.RoundStart + cohort.PeriodTicks - 1) / cohort.PeriodTicks;
        return cohort.RoundStart + (Math.Max(1, periods) * cohort.PeriodTicks);
    }

    private List<Cohort> WithRetryInterval(Cohort cohort)
    {
        if (cohort.RetryTicks > 0)
        {
            return [cohort];
        }

        long retry = _assumptions.Retry.Ticks;
        if (_assumptions.RetryJitterPercent == 0)
        {
            cohort.RetryTicks = retry;
            return [cohort];
        }

        List<IGrouping<uint, int>> classes = [.. cohort.Members.GroupBy(member => _clock.Draw(member, cohort.RoundNumber, JitterDraw) % JitterClasses)];
        List<Cohort> parts = Split(cohort, [.. classes.Select(members => members.ToArray())]);
        for (int i = 0; i < classes.Count; i++)
        {
            long offset = (2L * classes[i].Key) - (JitterClasses - 1);
            parts[i].RetryTicks = retry + (retry * _assumptions.RetryJitterPercent * offset / (100 * (JitterClasses - 1)));
        }

        return parts;
    }

    private void Succeeded(Cohort cohort, SimulatedRound round, RecoveryMethod step)
    {
        SignInResult result = round.Result;
        PoolState registrar = round.LastPool!;
        ClientState state = StateOf(result);
        RecoveryMethod by = CloseSpell(cohort, registrar, state, step);

        cohort.Cached = CacheOf(cohort, result, registrar, state);
        cohort.FoundBy = step;
        cohort.Told = cohort.Told is null ? null : cohort.Told with { By = RecoveryMethod.KnownBackup };
        cohort.IsTrying = false;
        cohort.IsClockStopped = false;
        cohort.Lost = null;
        cohort.Wake++;
        cohort.Seats = registrar.UpServers;
        string how = SuccessText.How(round, registrar, step, by);
        Enter(
            cohort, state, registrar, $"Signs in to {registrar} with {Word(state)} service, {how}.",
            $"Users homed on {cohort.Home} sign in to {registrar} with {Word(state)} service", isRegistration: true);
    }

    private RecoveryMethod CloseSpell(Cohort cohort, PoolState registrar, ClientState state, RecoveryMethod step)
    {
        bool isByAdministrator = registrar != cohort.Home && cohort.Home.IsFailedOver && cohort.Home.View is not { IsDown: true };
        RecoveryMethod by = registrar == cohort.Home && cohort.WasHomeAway ? RecoveryMethod.HomeReturned
            : isByAdministrator ? RecoveryMethod.AdminFailover
            : step;
        cohort.Settle(_clock.Now);
        if (cohort.OfflineTicks > cohort.OfflineBeforeSpell && cohort.RecoveredBy is null)
        {
            cohort.RecoveredBy = by;
            cohort.FirstRecovery = SuccessText.Recovery(cohort, registrar, state, by, _clock.Time);
        }
        else if (cohort.RecoveredBy is null)
        {
            // It was no spell, so what was told in it was told before.
            cohort.FirstFailure = null;
        }

        cohort.IsSpellOpen = false;
        cohort.LastFailure = null;
        return by;
    }

    private ServerEndpoint? CacheOf(Cohort cohort, SignInResult result, PoolState registrar, ClientState state)
    {
        if (result.IsServedByPrimary)
        {
            return registrar.Endpoint;
        }

        bool cachesBackup = _assumptions.CacheBackupWhenLimited && state == ClientState.Limited;
        return result.CacheEntry ?? (cachesBackup ? registrar.Endpoint : cohort.Cached);
    }

    private static ClientState StateOf(SignInResult result) => result.Mode == SignInMode.Limited ? ClientState.Limited : ClientState.Full;

    private static string Word(ClientState state) => state == ClientState.Limited ? "limited" : "full";
}
