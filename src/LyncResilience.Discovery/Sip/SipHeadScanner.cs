namespace LyncResilience.Discovery.Sip;

/// <summary>
/// Finds the empty line that ends start line and headers while bytes still arrive, looking at each byte once. It stops at
/// the limits as soon as they are passed, so that an endless line never fills memory.
/// </summary>
internal sealed class SipHeadScanner
{
    private readonly SipLimits _limits;
    private readonly int _start;
    private int _next;
    private int _lineStart;
    private int _lines;

    /// <param name="limits">What is too large.</param>
    /// <param name="start">Where the start line begins.</param>
    public SipHeadScanner(SipLimits limits, int start)
    {
        _limits = limits;
        _start = start;
        _next = start;
        _lineStart = start;
    }

    /// <summary>Looks at the bytes that are new.</summary>
    /// <param name="data">The bytes so far.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>Where the head with its empty line ends, or -1 while it hasn't.</returns>
    /// <exception cref="SipFormatException">A line or the whole is over its limit.</exception>
    public int Scan(byte[] data, int count)
    {
        for (; _next < count; _next++)
        {
            if (data[_next] != (byte)'\n')
            {
                continue;
            }

            CheckLine(_next - _lineStart);
            bool empty = _next == _lineStart || (_next == _lineStart + 1 && data[_lineStart] == (byte)'\r');
            _lineStart = _next + 1;
            _lines++;
            if (empty)
            {
                return ++_next;
            }
        }

        CheckLine(count - _lineStart);
        return -1;
    }

    private void CheckLine(int length)
    {
        // The line break may add a carriage return to what the limit counts.
        int limit = _lines == 0 ? _limits.StartLine : _limits.HeaderLine;
        if (length > limit + 1)
        {
            throw new SipFormatException($"{(_lines == 0 ? "The start line" : $"Line {_lines + 1}")} is over the limit of {limit} bytes.");
        }

        if (_next - _start > _limits.HeadSize)
        {
            throw new SipFormatException($"Start line and headers are over the limit of {_limits.HeadSize} bytes.");
        }
    }
}
