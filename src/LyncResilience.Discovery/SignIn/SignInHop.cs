namespace LyncResilience;

/// <summary>One step of a sign-in: a look-up, a connection, a REGISTER and what came of it.</summary>
public sealed class SignInHop
{
    internal SignInHop()
    {
    }

    /// <summary>Position in the path, from 1.</summary>
    public int Order { get; internal init; }

    /// <summary>Which step of the sign-in this is.</summary>
    public SignInStage Stage { get; internal init; }

    /// <summary>What was asked: the name looked up, or the SIP request. Null where nothing was asked.</summary>
    public string? Query { get; internal init; }

    /// <summary>The host that this hop led to or talked to.</summary>
    public string? Target { get; internal init; }

    /// <summary>Its address as text, once known.</summary>
    public string? Address { get; internal init; }

    /// <summary>Its port, once known.</summary>
    public int? Port { get; internal init; }

    /// <summary><c>UDP</c>, <c>TCP</c>, <c>TLS</c> or <c>HTTPS</c>; null where nothing was sent.</summary>
    public string? Transport { get; internal init; }

    /// <summary>How it ended.</summary>
    public SignInOutcome Outcome { get; internal init; }

    /// <summary>SIP or HTTP status code of the answer, or null.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>Reason phrase of the answer, or its <c>ms-diagnostics</c> in words.</summary>
    public string? Reason { get; internal init; }

    /// <summary>The Front End or Director that answered: <c>targetname</c> of its authentication header (MS-SIPAE 2.2).</summary>
    public string? ServerName { get; internal init; }

    /// <summary>The answer's <c>Server</c> header, such as <c>RTC/4.0</c>.</summary>
    public string? ServerVersion { get; internal init; }

    /// <summary>One sentence in plain words.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <summary>How long it took, in milliseconds.</summary>
    public double DurationMs { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Order}. {Stage} {Target ?? Query} {Outcome}";
}
