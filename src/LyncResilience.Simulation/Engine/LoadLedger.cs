using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Simulation.Engine;

/// <summary>Keeps count of one pool's registrations.</summary>
internal sealed class LoadLedger
{
    private readonly TopologyPool _pool;
    private readonly List<PoolLoadPoint> _points = [];
    private readonly Queue<PoolLoadPoint> _lastSecond = new();
    private long _registered;
    private long _new;
    private bool _isTouched = true;

    public LoadLedger(TopologyPool pool) => _pool = pool;

    public void Change(int users, int registrations)
    {
        _registered += users;
        _new += registrations;
        _isTouched = true;
    }

    /// <summary>The instant is over.</summary>
    public void Close(double atSeconds)
    {
        bool isSame = _points.Count > 0 && _new == 0 && _points[_points.Count - 1].Registrations == _registered;
        if (_isTouched && !isSame)
        {
            while (_lastSecond.Count > 0 && _lastSecond.Peek().AtSeconds <= atSeconds - 1)
            {
                _lastSecond.Dequeue();
            }

            var point = new PoolLoadPoint
            {
                AtSeconds = atSeconds,
                Registrations = _registered,
                NewRegistrations = _new,
                RegistrationsPerSecond = _new + _lastSecond.Sum(recent => recent.NewRegistrations),
            };
            _lastSecond.Enqueue(point);
            _points.Add(point);
        }

        _new = 0;
        _isTouched = false;
    }

    public PoolLoad ToLoad()
    {
        PoolLoadPoint peak = _points.Aggregate((most, point) => point.Registrations > most.Registrations ? point : most);
        return new PoolLoad
        {
            Pool = _pool.Fqdn,
            Capacity = _pool.UserCapacity,
            PeakRegistrations = peak.Registrations,
            PeakAtSeconds = peak.AtSeconds,
            PeakRegistrationsPerSecond = _points.Max(point => point.RegistrationsPerSecond),
            IsOverCapacity = peak.Registrations > _pool.UserCapacity,
            Points = Array.AsReadOnly(_points.ToArray()),
        };
    }
}
