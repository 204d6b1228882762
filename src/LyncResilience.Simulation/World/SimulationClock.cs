using System;
using System.Collections.Generic;
using System.Threading;

namespace LyncResilience.Simulation.World;

/// <summary>
/// The virtual time of one simulation: its clock, its queue of what is to come, and the generator of its draws. At one instant the world comes
/// first, then heartbeats, then clients, then whatever was scheduled first.
/// </summary>
internal sealed class SimulationClock
{
    private readonly List<Pending> _heap = [];
    private readonly uint _seed;
    private readonly CancellationToken _stop;
    private long _sequence;

    /// <summary>Starts at 0.</summary>
    /// <param name="seed">Whatever is drawn comes from it.</param>
    /// <param name="stop">Stops the simulation, also within what one instant brings to many.</param>
    public SimulationClock(int seed, CancellationToken stop)
    {
        _seed = unchecked((uint)seed);
        _stop = stop;
    }

    /// <summary>The present instant, in ticks from the start.</summary>
    public long Now { get; private set; }

    public TimeSpan Time => TimeSpan.FromTicks(Now);

    /// <summary>The instant of what comes next; null when nothing does.</summary>
    public long? NextAt => _heap.Count == 0 ? null : _heap[0].At;

    public void Schedule(long at, SimulationEntryKind rank, Action action)
    {
        _heap.Add(new Pending(at, rank, _sequence++, action));
        int child = _heap.Count - 1;
        while (child > 0 && _heap[child].IsBefore(_heap[(child - 1) / 2]))
        {
            Swap(child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    /// <exception cref="OperationCanceledException">The simulation was stopped. Whoever goes through many cohorts or members asks for each.</exception>
    public void ThrowIfStopped() => _stop.ThrowIfCancellationRequested();

    /// <summary>Moves on to what comes next and does it.</summary>
    public void Step()
    {
        ThrowIfStopped();
        Pending next = _heap[0];
        _heap[0] = _heap[_heap.Count - 1];
        _heap.RemoveAt(_heap.Count - 1);
        SinkRoot();
        Now = next.At;
        next.Action();
    }

    /// <summary>A number that depends on nothing but the seed and the arguments, so that it doesn't matter who is simulated together with whom.</summary>
    public uint Draw(int member, int occasion, int number)
    {
        ThrowIfStopped();
        unchecked
        {
            // The finaliser of MurmurHash3 over each part in turn (Austin Appleby, public domain).
            return Mix(Mix(Mix(Mix(_seed ^ 0x9E3779B9) + (uint)member) + (uint)occasion) + (uint)number);
        }
    }

    private static uint Mix(uint value)
    {
        unchecked
        {
            value ^= value >> 16;
            value *= 0x85EBCA6B;
            value ^= value >> 13;
            value *= 0xC2B2AE35;
            return value ^ (value >> 16);
        }
    }

    private void SinkRoot()
    {
        int parent = 0;
        while (true)
        {
            int first = parent;
            for (int child = (2 * parent) + 1; child <= (2 * parent) + 2 && child < _heap.Count; child++)
            {
                first = _heap[child].IsBefore(_heap[first]) ? child : first;
            }

            if (first == parent)
            {
                return;
            }

            Swap(first, parent);
            parent = first;
        }
    }

    private void Swap(int left, int right) => (_heap[left], _heap[right]) = (_heap[right], _heap[left]);

    private sealed class Pending
    {
        private readonly SimulationEntryKind _rank;
        private readonly long _sequence;

        public Pending(long at, SimulationEntryKind rank, long sequence, Action action)
        {
            At = at;
            Action = action;
            _rank = rank;
            _sequence = sequence;
        }

        public long At { get; }

        public Action Action { get; }

        public bool IsBefore(Pending other) =>
            At != other.At ? At < other.At
            : _rank != other._rank ? _rank < other._rank
            : _sequence < other._sequence;
    }
}
