using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Which messages are wanted. What is empty or null does not restrict; several values of one kind are alternatives, the kinds
/// must all hold. Applied while reading, to the bytes of the log.
/// </summary>
public sealed class TraceFilter
{
    /// <summary>Call-IDs; their case counts (RFC 3261 20.8).</summary>
    public IReadOnlyList<string> CallId { get; init; } = [];

    /// <summary>Users, with or without <c>sip:</c>, in any case: of the From or To header or the Request-URI.</summary>
    public IReadOnlyList<string> SipAddress { get; init; } = [];

    /// <summary>Methods in any case, of requests and, by their CSeq, of responses.</summary>
    public IReadOnlyList<string> Method { get; init; } = [];

    /// <summary>Status codes; restricts to responses.</summary>
    public IReadOnlyList<int> StatusCode { get; init; } = [];

    /// <summary>
    /// The earliest time wanted, itself included. A time of kind Utc or Local is compared in UTC when the log's time zone is
    /// known; otherwise the clock readings are compared as they are written.
    /// </summary>
    public DateTime? After { get; init; }

    /// <summary>The latest time wanted, itself included; compared like <see cref="After"/>.</summary>
    public DateTime? Before { get; init; }
}
