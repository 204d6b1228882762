using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace LyncResilience.Discovery.Sip;

/// <summary>The <c>presence-state</c> header of a 200 to REGISTER (MS-SIPREGE 2.2.1.4): what tells survivable mode from full service.</summary>
public sealed class PresenceState
{
    private PresenceState(IReadOnlyDictionary<string, string?> parameters)
    {
        IsConnectedToPrimary = Value(parameters, "is-connected-to-primary")?.ToUpperInvariant() switch
        {
            "YES" => true,
            "NO" => false,
            _ => null,
        };
        UserServicesAvailable = !string.Equals(Value(parameters, "user-services-state"), "unavailable", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the registrar is the user's primary; null when not said, as before Lync 2010.</summary>
    public bool? IsConnectedToPrimary { get; }

    /// <summary>False when the server says that presence, contacts and conferences are unavailable.</summary>
    public bool UserServicesAvailable { get; }

    /// <summary>Whether the client is in survivable (limited) mode: on another registrar than its primary, or without user services.</summary>
    public bool IsLimited => IsConnectedToPrimary == false || !UserServicesAvailable;

    /// <summary>Reads the header's value.</summary>
    /// <param name="value">Such as <c>register-action="added";is-connected-to-primary="yes"</c>; null is none.</param>
    /// <param name="state">What it says.</param>
    /// <returns>False when it holds none of the parameters known.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out PresenceState? state)
    {
        IReadOnlyDictionary<string, string?> parameters = SipText.Parameters(value ?? string.Empty);
        bool known = parameters.ContainsKey("register-action") || parameters.ContainsKey("primary-cluster-type")
            || parameters.ContainsKey("is-connected-to-primary") || parameters.ContainsKey("user-services-state");
        state = known ? new PresenceState(parameters) : null;
        return known;
    }

    private static string? Value(IReadOnlyDictionary<string, string?> parameters, string name) =>
        parameters.TryGetValue(name, out string? value) ? value : null;
}
