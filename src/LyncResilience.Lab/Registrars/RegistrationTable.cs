using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Lab.Registrars;

/// <summary>Who is registered with a registrar. A user may be with several endpoints.</summary>
internal sealed class RegistrationTable
{
    private readonly List<Registration> _registrations = [];

    /// <summary>The registrations at this moment.</summary>
    public IReadOnlyList<Registration> All
    {
        get
        {
            lock (_registrations)
            {
                return [.. _registrations];
            }
        }
    }

    /// <summary>Takes a registration in, in place of an earlier one of the same endpoint.</summary>
    /// <returns>True when the endpoint was registered over this connection before.</returns>
    public bool Add(Registration registration)
    {
        lock (_registrations)
        {
            Registration? earlier = _registrations.Find(known => IsSame(known, registration.SipAddress, registration.Epid));
            _registrations.Remove(earlier!);
            _registrations.Add(registration);
            return ReferenceEquals(earlier?.Connection, registration.Connection);
        }
    }

    /// <summary>Ends an endpoint's registration.</summary>
    /// <returns>False when there was none, for instance because somebody else has just ended it.</returns>
    public bool Remove(string sipAddress, string? epid)
    {
        lock (_registrations)
        {
            return _registrations.RemoveAll(known => IsSame(known, sipAddress, epid)) > 0;
        }
    }

    /// <summary>Ends all registrations that came over a connection.</summary>
    /// <returns>What ended.</returns>
    public IReadOnlyList<Registration> Remove(RegistrarConnection connection)
    {
        lock (_registrations)
        {
            Registration[] ended = [.. _registrations.Where(known => ReferenceEquals(known.Connection, connection))];
            _registrations.RemoveAll(known => ReferenceEquals(known.Connection, connection));
            return ended;
        }
    }

    private static bool IsSame(Registration known, string sipAddress, string? epid) =>
        string.Equals(known.SipAddress, sipAddress, StringComparison.OrdinalIgnoreCase) && known.Epid == epid;
}
