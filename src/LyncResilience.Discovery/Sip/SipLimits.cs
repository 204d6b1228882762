namespace LyncResilience.Discovery.Sip;

/// <summary>How large a message may be before reading it stops with a <see cref="SipFormatException"/>. All sizes in bytes.</summary>
public sealed class SipLimits
{
    /// <summary>Generous for registration: the largest header known there is a Kerberos token of a few tens of kilobytes.</summary>
    public static SipLimits Default { get; } = new();

    /// <summary>Longest start line.</summary>
    public int StartLine { get; init; } = 8 * 1024;

    /// <summary>Longest header, all its folded lines together.</summary>
    public int HeaderLine { get; init; } = 64 * 1024;

    /// <summary>Most headers in one message.</summary>
    public int HeaderCount { get; init; } = 256;

    /// <summary>Start line and headers together.</summary>
    public int HeadSize { get; init; } = 256 * 1024;

    /// <summary>Largest body.</summary>
    public int BodySize { get; init; } = 1024 * 1024;
}
