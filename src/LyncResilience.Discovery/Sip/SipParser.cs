using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// Reads one SIP message (RFC 3261 7 and 25.1). Strict about what decides its meaning (start line, header names, CSeq,
/// Content-Length), lenient about the rest: lines may end in LF alone, and no header is required.
/// </summary>
public static class SipParser
{
    private const string Version = "SIP/2.0";

    /// <summary>Reads a message with the <see cref="SipLimits.Default"/> limits.</summary>
    /// <param name="data">Holds the message from its first byte.</param>
    /// <param name="count">How many bytes of it count. What follows the body is ignored; without Content-Length all of it is body (RFC 3261 18.3).</param>
    /// <exception cref="SipFormatException">It is no SIP message, it is cut off, or too large.</exception>
    public static SipMessage Parse(byte[] data, int count) => Parse(data, count, SipLimits.Default);

    /// <summary>Reads a message within the limits given.</summary>
    /// <param name="data">Holds the message from its first byte.</param>
    /// <param name="count">How many bytes of it count.</param>
    /// <param name="limits">What is too large.</param>
    /// <exception cref="SipFormatException">It is no SIP message, it is cut off, or too large.</exception>
    public static SipMessage Parse(byte[] data, int count, SipLimits limits)
    {
        int start = 0;
        while (start < count && data[start] is (byte)'\r' or (byte)'\n')
        {
            // RFC 3261 7.5: line breaks before the start line don't count.
            start++;
        }

        int end = new SipHeadScanner(limits, start).Scan(data, count);
        if (end < 0)
        {
            throw new SipFormatException($"The message of {count} bytes has no empty line after its headers.");
        }

        SipHead head = ParseHead(data, start, end - start, limits);
        int bodyLength = head.ContentLength ?? count - end;
        if (bodyLength > limits.BodySize)
        {
            throw new SipFormatException($"The body of {bodyLength} bytes is over the limit of {limits.BodySize}.");
        }

        if (bodyLength > count - end)
        {
            throw new SipFormatException($"Content-Length promises {bodyLength} bytes, but {count - end} follow.");
        }

        byte[] body = new byte[bodyLength];
        Array.Copy(data, end, body, 0, bodyLength);
        return head.ToMessage(body);
    }

    /// <summary>Reads start line and headers, and how long the body will be.</summary>
    internal static SipHead ParseHead(byte[] data, int start, int length, SipLimits limits)
    {
        List<string> lines = Unfold(Encoding.UTF8.GetString(data, start, length), limits);
        var headers = new List<SipHeader>(lines.Count);
        for (int i = 1; i < lines.Count; i++)
        {
            headers.Add(ParseHeader(lines[i]));
        }

        return ParseStartLine(lines[0], headers);
    }

    // Ends of lines, RFC 3261 7.3.1: a line that begins with white space continues the one before, which is one space in all.
    private static List<string> Unfold(string head, SipLimits limits)
    {
        var lines = new List<string>();
        var parts = new StringBuilder();
        string[] physical = head.Split('\n');
        for (int i = 0; i < physical.Length; i++)
        {
            string line = physical[i].EndsWith("\r", StringComparison.Ordinal) ? physical[i].Substring(0, physical[i].Length - 1) : physical[i];
            if (line.IndexOf('\r') >= 0)
            {
                throw new SipFormatException($"Line {i + 1} holds a carriage return that ends no line.");
            }

            bool continues = line.Length > 0 && line[0] is ' ' or '\t';
            if (continues && i <= 1)
            {
                throw new SipFormatException(i == 0 ? "The start line begins with white space." : "The start line is folded.");
            }

            if (!continues && i > 0)
            {
                lines.Add(parts.ToString());
                parts.Clear();
            }

            parts.Append(continues ? " " : string.Empty).Append(line.Trim(' ', '\t'));
            CheckLimits(parts.Length, lines.Count, limits);
            if (line.Length == 0)
            {
                return lines;
            }
        }

        return lines;
    }

    private static void CheckLimits(int length, int index, SipLimits limits)
    {
        int limit = index == 0 ? limits.StartLine : limits.HeaderLine;
        if (length > limit)
        {
            throw new SipFormatException($"{(index == 0 ? "The start line" : $"Header {index}")} is over the limit of {limit} bytes.");
        }

        if (index > limits.HeaderCount + 1)
        {
            throw new SipFormatException($"The message has more than {limits.HeaderCount} headers.");
        }
    }

    private static SipHeader ParseHeader(string line)
    {
        int colon = line.IndexOf(':');
        string name = colon < 0 ? string.Empty : line.Substring(0, colon).TrimEnd(' ', '\t');
        return SipText.IsToken(name)
            ? new SipHeader(name, line.Substring(colon + 1).Trim(' ', '\t'))
            : throw new SipFormatException($"'{SipText.Excerpt(line)}' is not a header.");
    }

    private static SipHead ParseStartLine(string line, List<SipHeader> headers)
    {
        string[] parts = line.Split(' ');
        if (parts.Length >= 2 && string.Equals(parts[0], Version, StringComparison.OrdinalIgnoreCase)
            && parts[1].Length == 3 && SipText.IsDigits(parts[1]) && parts[1][0] is >= '1' and <= '6')
        {
            int status = int.Parse(parts[1], CultureInfo.InvariantCulture);
            return new SipHead(status, string.Join(" ", parts, 2, parts.Length - 2), headers);
        }

        if (parts.Length == 3 && string.Equals(parts[2], Version, StringComparison.OrdinalIgnoreCase)
            && SipText.IsToken(parts[0]) && SipRequest.IsRequestUri(parts[1]))
        {
            return new SipHead(parts[0], parts[1], headers);
        }

        throw new SipFormatException($"'{SipText.Excerpt(line)}' is neither a SIP/2.0 request line nor a status line.");
    }
}
