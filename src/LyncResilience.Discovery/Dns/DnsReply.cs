namespace LyncResilience.Discovery.Dns;

/// <summary>How one exchange with one server ended.</summary>
internal enum DnsReplyKind
{
    Message,
    Truncated,
    Silent,
    Unreadable,
    Unreachable,
    Cancelled,
}

/// <summary>What one exchange with one server brought.</summary>
internal readonly struct DnsReply
{
    public DnsReply(DnsReplyKind kind, DnsMessage? message = null, string? problem = null)
    {
        Kind = kind;
        Message = message;
        Problem = problem;
    }

    public DnsReplyKind Kind { get; }

    /// <summary>There when the kind is Message.</summary>
    public DnsMessage? Message { get; }

    /// <summary>What was wrong, to stand behind the server's name in a sentence.</summary>
    public string? Problem { get; }

}
