using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>The bytes of a record while it is being collected, and where its parts are. Used again for later records.</summary>
internal sealed class TraceRecord
{
    private readonly int _limit;

    public TraceRecord(int limit)
    {
        _limit = limit;
        Bytes = new byte[Math.Min(4096, limit)];
    }

    /// <summary>The bytes, <see cref="Length"/> of them.</summary>
    public byte[] Bytes { get; private set; }

    public int Length { get; private set; }

    /// <summary>The stamp of its first line.</summary>
    public TraceStamp Stamp { get; private set; }

    /// <summary>The line at which it begins.</summary>
    public long Line { get; private set; }

    /// <summary>Not wanted by its time: its lines are passed over, nothing is collected.</summary>
    public bool IsSkipped { get; private set; }

    /// <summary>It went over the limit and was let go.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>What its lines have shown so far.</summary>
    public SipTraceKind? Kind { get; set; }

    /// <summary>Where the SIP start line is; without its line break.</summary>
    public int StartLineOffset { get; set; }

    /// <summary>How long the SIP start line is; 0 while it hasn't been seen.</summary>
    public int StartLineLength { get; set; }

    public void Begin(TraceStamp stamp, long line, bool skip)
    {
        Stamp = stamp;
        Line = line;
        IsSkipped = skip;
        IsTooLarge = false;
        Length = 0;
        Kind = null;
        StartLineOffset = 0;
        StartLineLength = 0;
    }

    public void Append(byte[] source, int start, int count)
    {
        if (IsSkipped || IsTooLarge)
        {
            return;
        }

        if (count > _limit - Length)
        {
            IsTooLarge = true;
            return;
        }

        if (count > Bytes.Length - Length)
        {
            byte[] larger = new byte[Math.Min(_limit, Math.Max(Length + count, Bytes.Length * 2))];
            Buffer.BlockCopy(Bytes, 0, larger, 0, Length);
            Bytes = larger;
        }

        Buffer.BlockCopy(source, start, Bytes, Length, count);
        Length += count;
    }
}
