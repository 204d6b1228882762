using System;
using System.Security.Cryptography.X509Certificates;

namespace LyncResilience.Discovery.SignIn;

/// <summary>How a live walk goes about its work.</summary>
public sealed record LiveSignInOptions
{
    /// <summary>The longest a whole walk may take. A single wait gets a quarter of it, so that a silent server leaves time for the next.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Roots to trust instead of the system's; null or empty for the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Draws a number from 0 to its argument inclusive, for SRV weights; null for a fresh draw each time.</summary>
    public Func<int, int>? SrvDraw { get; init; }

    /// <summary>Where Autodiscover services listen; another port than theirs is for tests.</summary>
    internal int AutodiscoverPort { get; init; } = 443;

    /// <summary>The clock, in UTC.</summary>
    public Func<DateTime> UtcNow { get; init; } = () => DateTime.UtcNow;
}
