using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;

namespace LyncResilience.Discovery.Dns;

/// <summary>Ends exchanges whose time is up. One timer serves all of them, and rests when there are none.</summary>
internal sealed class DeadlineSweep
{
    private const int PeriodMs = 15;
    private readonly LinkedList<UdpExchange> _waiting = new();
    private readonly List<Socket> _expired = [];
    private readonly Timer _timer;
    private bool _running;

    public DeadlineSweep()
    {
        _timer = new Timer(static state => ((DeadlineSweep)state!).Sweep(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public void Add(UdpExchange exchange)
    {
        lock (_waiting)
        {
            _waiting.AddLast(exchange.Place);
            if (!_running)
            {
                _running = true;
                _timer.Change(PeriodMs, PeriodMs);
            }
        }
    }

    public void Remove(UdpExchange exchange)
    {
        lock (_waiting)
        {
            if (exchange.Place.List != null)
            {
                _waiting.Remove(exchange.Place);
            }
        }
    }

    private void Sweep()
    {
        lock (_expired)
        {
            CollectExpired();

            // Closing a socket may run its owner's completion. The exchange may serve another query by then: only the socket is ours.
            foreach (Socket socket in _expired)
            {
                socket.Dispose();
            }

            _expired.Clear();
        }
    }

    private void CollectExpired()
    {
        lock (_waiting)
        {
            long now = Stopwatch.GetTimestamp();
            for (LinkedListNode<UdpExchange>? node = _waiting.First; node != null;)
            {
                LinkedListNode<UdpExchange>? next = node.Next;
                if (now >= node.Value.Deadline)
                {
                    _waiting.Remove(node);
                    _expired.Add(node.Value.Expire());
                }

                node = next;
            }

            if (_waiting.Count == 0)
            {
                _running = false;
                _timer.Change(Timeout.Infinite, Timeout.Infinite);
            }
        }
    }
}
