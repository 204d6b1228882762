using System;
using System.Text;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Finds one header in a message's bytes without reading the others: most messages are only asked for two or three. A header that
/// goes on in the next line is left to <see cref="TraceHead"/>.
/// </summary>
internal sealed class HeaderBytes
{
    private static readonly byte[] s_body = ByteText.Of("message-body");

    private readonly byte[] _name;
    private readonly byte _compact;

    private HeaderBytes(string lowerName, char compact)
    {
        _name = ByteText.Of(lowerName);
        _compact = (byte)compact;
    }

    public static HeaderBytes CallId { get; } = new("call-id", 'i');

    public static HeaderBytes CSeq { get; } = new("cseq", '\0');

    public static HeaderBytes From { get; } = new("from", 'f');

    public static HeaderBytes To { get; } = new("to", 't');

    /// <summary>Looks for the header.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="start">The end of its start line.</param>
    /// <param name="endsAtEmptyLine">Whether the head ends at an empty line, as in logs of clients, rather than at <c>Message-Body</c>.</param>
    /// <returns>Its value, credentials included; null when it isn't there as a whole line, or goes on in the next one.</returns>
    public string? Find(byte[] bytes, int start, bool endsAtEmptyLine)
    {
        int lineEnd = Array.IndexOf(bytes, (byte)'\n', start);
        while (lineEnd >= 0)
        {
            int line = lineEnd + 1;
            lineEnd = Array.IndexOf(bytes, (byte)'\n', line);
            if (lineEnd < 0 || (endsAtEmptyLine ? ByteText.TrimEnd(bytes, line, lineEnd) == line : ByteText.StartsWithIgnoreCase(bytes, line, lineEnd, s_body)))
            {
                // The end of the head, or a line that was cut off and would mislead.
                return null;
            }

            int colon = Colon(bytes, line, lineEnd);
            if (colon > 0)
            {
                bool isFolded = lineEnd + 1 < bytes.Length && bytes[lineEnd + 1] is (byte)' ' or (byte)'\t';
                int from = ByteText.SkipBlanks(bytes, colon + 1, lineEnd);
                return isFolded ? null : Encoding.UTF8.GetString(bytes, from, ByteText.TrimEnd(bytes, from, lineEnd) - from);
            }
        }

        return null;
    }

    // The colon after the name, or 0.
    private int Colon(byte[] bytes, int line, int end)
    {
        int after = ByteText.StartsWithIgnoreCase(bytes, line, end, _name) ? line + _name.Length
            : (bytes[line] | 0x20) == _compact ? line + 1
            : end;
        int colon = ByteText.SkipBlanks(bytes, after, end);
        return colon < end && bytes[colon] == (byte)':' ? colon : 0;
    }
}
