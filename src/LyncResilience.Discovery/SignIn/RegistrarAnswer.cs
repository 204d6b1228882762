using System.Collections.Generic;

namespace LyncResilience.Discovery.SignIn;

/// <summary>
/// A registrar's answer to a REGISTER, free of wire details: read from a SIP response by the live walk, decided by the registrar
/// model for the laboratory and the simulator.
/// </summary>
public sealed record RegistrarAnswer
{
    /// <summary>What the registrar did.</summary>
    public RegistrarAnswerKind Kind { get; init; }

    /// <summary>SIP status code; 0 when there was no answer.</summary>
    public int StatusCode { get; init; }

    /// <summary>Reason phrase of the status line, or why there was no usable answer.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>
    /// Of a 200 or 301 to credentials: it carries no signature of the association (MS-SIPAE 3.2.5.2), so the certificate alone says who answered.
    /// False where no credentials went before it.
    /// </summary>
    public bool IsUnsigned { get; init; }

    /// <summary>Of a 200: survivable mode, by <c>presence-state</c> (MS-SIPREGE 2.2.1.4).</summary>
    public bool IsLimited { get; init; }

    /// <summary>Of a 200: the registrar is the user's primary (<c>is-connected-to-primary</c>); true when nothing was said.</summary>
    public bool IsPrimary { get; init; } = true;

    /// <summary>Of a 301: the registrars in the order of the message.</summary>
    public IReadOnlyList<RegistrarContact> Contacts { get; init; } = [];

    /// <summary>Who answered: <c>targetname</c> of the authentication header, without a <c>sip/</c> prefix.</summary>
    public string? ServerName { get; init; }

    /// <summary>The <c>Server</c> header.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>Of a 401: the schemes on offer.</summary>
    public IReadOnlyList<string> Schemes { get; init; } = [];

    /// <summary>The server's <c>Date</c> minus this machine's clock, in seconds; null when no date was sent.</summary>
    public double? ClockSkewSeconds { get; init; }

    /// <summary><c>ms-diagnostics</c>: the error id, which is what to search for; wordings differ between versions (MS-OCER).</summary>
    public int? DiagnosticsId { get; init; }

    /// <summary><c>ms-diagnostics</c>: the reason in words.</summary>
    public string? DiagnosticsReason { get; init; }

    /// <summary>How long the answer took, in milliseconds.</summary>
    public double DurationMs { get; init; }
}
