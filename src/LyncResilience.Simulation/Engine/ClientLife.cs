using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation.Clients;
using LyncResilience.Simulation.World;

namespace LyncResilience.Simulation.Engine;

/// <summary>What clients and the people before them do: sign in and out, notice that their registrar is silent, are moved home.</summary>
internal sealed class ClientLife
{
    private readonly SimulationClock _clock;
    private readonly SimulatedWorld _world;
    private readonly SimulationAssumptions _assumptions;
    private readonly Population _population;
    private readonly Ledger _ledger;
    private readonly ClientRounds _rounds;
    private readonly CohortList _cohorts;

    public ClientLife(SimulationClock clock, SimulatedWorld world, SimulationAssumptions assumptions, Population population, Ledger ledger)
    {
        _clock = clock;
        _world = world;
        _assumptions = assumptions;
        _population = population;
        _ledger = ledger;
        _cohorts = population.ToCohorts();
        _rounds = new ClientRounds(clock, world, assumptions, ledger, _cohorts);
    }

    public CohortList Cohorts => _cohorts;

    public IReadOnlyList<Finding> Findings => _rounds.Findings;

    /// <summary>Everybody is where the scenario says.</summary>
    public void Begin()
    {
        foreach (Cohort cohort in _cohorts)
        {
            _clock.ThrowIfStopped();
            if (cohort.Key.IsSignedIn)
            {
                bool isLimited = _world.Ask(cohort.Home, cohort.Home, isAuthenticated: true).IsLimited;
                cohort.Enter(0, isLimited ? ClientState.Limited : ClientState.Full, cohort.Home, $"Is signed in to {cohort.Home}.");
                cohort.Seats = cohort.Home.UpServers;
            }
            else
            {
                cohort.Enter(0, ClientState.SignedOut, null, "Is not signed in.");
            }

            _ledger.Begin(cohort.State, cohort.Registrar, cohort.Members.Length);
        }
    }

    public void SignIn(Cohort cohort)
    {
        if (cohort.IsOnline || cohort.IsTrying)
        {
            return;
        }

        // A spell that a sign-out interrupted goes on, but its time stands still until somebody is signed in again.
        cohort.IsClockStopped = cohort.IsSpellOpen;
        StartProcess(cohort, "Starts the client.");
    }

    public void SignOut(Cohort cohort)
    {
        if (!cohort.IsOnline && !cohort.IsTrying)
        {
            return;
        }

        cohort.IsTrying = false;
        cohort.Lost = null;
        EndSession(cohort);
        _rounds.Enter(cohort, ClientState.SignedOut, null, "Signs out.", $"Users homed on {cohort.Home} sign out");
    }

    public void Restart(Cohort cohort)
    {
        cohort.Told = null;
        if (!cohort.IsOnline && !cohort.IsTrying)
        {
            SignIn(cohort);
            return;
        }

        cohort.Lost = null;
        EndSession(cohort);
        StartProcess(cohort, "Restarts the client.");
    }

    public void ClearCache(Cohort cohort)
    {
        cohort.Cached = null;
        _rounds.Note(cohort, "The cache of the client is deleted.");
        _rounds.Wake(cohort);
    }

    /// <summary>A Front End died: those whose session is on it part from those whose session is not.</summary>
    public void SeparateSessionsOn(PoolState pool, string server)
    {
        foreach (Cohort cohort in _cohorts.Where(cohort => cohort.Registrar == pool && cohort.Server is null && Array.IndexOf(cohort.Seats, server) >= 0).ToArray())
        {
            string[] seats = cohort.Seats;
            int seat = Array.IndexOf(seats, server);
            int[] on = Array.FindAll(cohort.Members, member => SeatOf(member) % seats.Length == seat);
            int[] off = Array.FindAll(cohort.Members, member => SeatOf(member) % seats.Length != seat);
            if (on.Length == 0)
            {
                continue;
            }

            List<Cohort> parts = _rounds.Split(cohort, off.Length == 0 ? [on] : [on, off]);
            parts[0].Server = server;
            foreach (Cohort silent in parts.Skip(1).Where(part => part.SilentSince is not null))
            {
                NoticeAt(silent, silent.IsCut ? _clock.Now : silent.SilentSince!.Value + _assumptions.LossDetection.Ticks);
            }
        }
    }

    /// <summary>The world is another: sessions fall silent or come back, user services go or come, and waiting clients have something to try.</summary>
    /// <param name="isCut">Tells of a session that is silent now whether the change cut it; null when it cuts none.</param>
    public void WorldChanged(Predicate<Cohort>? isCut)
    {
        foreach (Cohort cohort in _cohorts.ToArray())
        {
            _clock.ThrowIfStopped();
            if (cohort.IsOnline)
            {
                Listen(cohort, isCut);
            }
            else if (cohort.IsTrying)
            {
                cohort.WasHomeAway |= !_world.Reaches(cohort.Place.Location, cohort.Home);
                _rounds.Wake(cohort);
            }
        }
    }

    /// <summary>Clients that wait for the next round may fare better now.</summary>
    public void WakeAll()
    {
        foreach (Cohort cohort in _cohorts.Where(cohort => cohort.IsTrying).ToArray())
        {
            _rounds.Wake(cohort);
        }
    }

    /// <summary>A backup sends its guests home: preferred-registrar-change (MS-SIPREGE 3.2).</summary>
    public void MoveGuestsHome(PoolState home)
    {
        foreach (Cohort guest in _cohorts.Where(cohort => cohort.Home == home && cohort.IsGuest && cohort.SilentSince is null).ToArray())
        {
            _rounds.MoveHome(guest);
        }
    }

    /// <summary>An administrator's failover of a home pool begins or ends: guests have full service while it stands, limited service otherwise.</summary>
    public void FailoverChanged(PoolState home)
    {
        foreach (Cohort guest in _cohorts.Where(cohort => cohort.Home == home && cohort.IsGuest))
        {
            Refresh(guest);
        }
    }

    private int SeatOf(int member)
    {
        _clock.ThrowIfStopped();
        return _population.SeatOf(member);
    }

    private void StartProcess(Cohort cohort, string detail)
    {
        cohort.IsTrying = true;
        if (!cohort.IsSpellOpen)
        {
            _rounds.OpenSpell(cohort);
        }

        // People come and go in one simulation without anybody being to blame, so the world's timeline does not tell of each.
        _rounds.Enter(cohort, cohort.IsClockStopped ? ClientState.SignedOut : ClientState.Offline, null, detail, null);
        _rounds.StartSoon(cohort);
    }

    private static void EndSession(Cohort cohort)
    {
        cohort.Wake++;
        cohort.Round = null;
        cohort.IsStalled = false;
        cohort.SilentSince = null;
        cohort.IsCut = false;
        cohort.Server = null;
    }

    private void Listen(Cohort cohort, Predicate<Cohort>? isCut)
    {
        bool isAlive = _world.Reaches(cohort.Place.Location, cohort.Registrar!) && (cohort.Server is null || cohort.Registrar!.IsServerUp(cohort.Server));
        if (cohort.IsCut)
        {
            return;
        }

        if (!isAlive)
        {
            bool cuts = isCut is not null && isCut(cohort);
            if (cohort.SilentSince is null || cuts)
            {
                cohort.SilentSince ??= _clock.Now;
                cohort.IsCut = cuts;
                NoticeAt(cohort, cuts ? _clock.Now : _clock.Now + _assumptions.LossDetection.Ticks);
            }

            return;
        }

        if (cohort.SilentSince is not null)
        {
            cohort.SilentSince = null;
            cohort.Wake++;
            MoveIfForgotten(cohort);
        }

        Refresh(cohort);
    }

    // A guest that was out of reach when its backup moved the others.
    private void MoveIfForgotten(Cohort cohort)
    {
        if (cohort.IsGuest && cohort.Home is { IsFailedOver: false, View: { IsAliveByHearing: true } })
        {
            _clock.Schedule(_clock.Now, SimulationEntryKind.Client, () => MoveGuestsHome(cohort.Home));
        }
    }

    private void NoticeAt(Cohort cohort, long at)
    {
        int wake = ++cohort.Wake;
        _clock.Schedule(at, SimulationEntryKind.Client, () =>
        {
            if (cohort.Wake == wake)
            {
                PoolState lost = cohort.Registrar!;
                if (_world.Reaches(cohort.Place.Location, lost))
                {
                    _rounds.Lose(cohort, $"Notices that its session with {lost} is gone.", $"Users homed on {cohort.Home} notice that their sessions with {lost} are gone");
                }
                else
                {
                    string why = _world.WhyOutOfReach(cohort.Place.Location, lost);
                    _rounds.Lose(cohort, $"Notices that {lost} does not answer: it {why}.", $"Users homed on {cohort.Home} notice that {lost} does not answer");
                }
            }
        });
    }

    private void Refresh(Cohort cohort)
    {
        if (cohort.SilentSince is not null)
        {
            return;
        }

        RegistrarAnswer answer = _world.Ask(cohort.Registrar!, cohort.Home, isAuthenticated: true);
        bool isServedFully = answer.Kind == RegistrarAnswerKind.Registered && !answer.IsLimited;

        // A guest that a failover has given full service keeps it until the failback, also when the home pool lives again meanwhile.
        bool keepsFull = cohort.IsGuest && cohort.Home.IsFailedOver && cohort.State == ClientState.Full;
        ClientState state = isServedFully || keepsFull ? ClientState.Full : ClientState.Limited;
        if (state != cohort.State)
        {
            string service = state == ClientState.Full ? "full" : "limited";
            string why = cohort.IsGuest
                ? state == ClientState.Full ? $"an administrator failed {cohort.Home} over" : $"the failover of {cohort.Home} is over"
                : state == ClientState.Full ? "the user services are back" : "the user services are down";
            _rounds.Enter(
                cohort, state, cohort.Registrar, $"Has {service} service on {cohort.Registrar} now: {why}.",
                $"Users homed on {cohort.Home} have {service} service on {cohort.Registrar}: {why}");
        }
    }
}
