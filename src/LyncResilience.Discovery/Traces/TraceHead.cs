using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Reads header lines one after the other from a record's text. More lenient than the parser for the wire: a line that is no header
/// is passed over, unless it begins with white space and so continues the one before (RFC 3261 7.3.1), and so is one after the first ten thousand.
/// </summary>
internal sealed class TraceHead
{
    // A message has some dozen. A record of nothing but short ones would cost 80 times its size.
    private const int MostHeaders = 10_000;

    private static readonly char[] s_blank = [' ', '\t'];
    private static readonly char[] s_lineEnd = ['\r', ' ', '\t'];

    private readonly string _text;
    private readonly int _end;
    private readonly List<KeyValuePair<string, StringBuilder>> _headers = [];
    private int _next;

    /// <param name="text">The record's text.</param>
    /// <param name="start">Where the first header line begins.</param>
    /// <param name="isComplete">Whether a last line without a line break counts: what was cut off would mislead.</param>
    public TraceHead(string text, int start, bool isComplete)
    {
        _text = text;
        _next = Math.Min(start, text.Length);
        _end = isComplete ? text.Length : text.LastIndexOf('\n') + 1;
    }

    /// <summary>Where the text after what was read begins.</summary>
    public int Position => Math.Min(_next, _text.Length);

    /// <summary>The headers so far.</summary>
    public IReadOnlyList<SipHeader> Headers =>
        Array.AsReadOnly(_headers.Select(header => new SipHeader(header.Key, Clean(header.Value.ToString()))).ToArray());

    /// <summary>A header's value without white space around it and without stray carriage returns, which damage leaves behind.</summary>
    public static string Clean(string value) => value.Replace('\r', ' ').Trim();

    /// <summary>The first value of a header so far, or null.</summary>
    public string? Find(string name)
    {
        foreach (KeyValuePair<string, StringBuilder> header in _headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value.ToString();
            }
        }

        return null;
    }

    /// <summary>Reads up to the header of that name, which is the last one to be read; or up to an empty line when that ends the head.</summary>
    /// <param name="last">The header's name; null for none.</param>
    /// <param name="stopsAtEmptyLine">Whether an empty line ends the head.</param>
    public void ReadTo(string? last, bool stopsAtEmptyLine)
    {
        while (_next < _end)
        {
            int lineEnd = _text.IndexOf('\n', _next, _end - _next);
            string line = _text.Substring(_next, (lineEnd < 0 ? _end : lineEnd) - _next).TrimEnd(s_lineEnd);
            _next = lineEnd < 0 ? _end : lineEnd + 1;
            if (line.Length == 0)
            {
                if (stopsAtEmptyLine)
                {
                    return;
                }
            }
            else if (line[0] is ' ' or '\t')
            {
                Continue(line);
            }
            else if (TryAdd(line, last))
            {
                return;
            }
        }
    }

    private void Continue(string line)
    {
        if (_headers.Count > 0)
        {
            _headers[_headers.Count - 1].Value.Append(' ').Append(line.Trim());
        }
    }

    private bool TryAdd(string line, string? last)
    {
        int colon = line.IndexOf(':');
        string name = colon < 0 ? string.Empty : line.Substring(0, colon).TrimEnd(s_blank);
        bool isLast = string.Equals(name, last, StringComparison.OrdinalIgnoreCase);
        if (!SipText.IsToken(name) || (_headers.Count >= MostHeaders && !isLast))
        {
            return false;
        }

        _headers.Add(new KeyValuePair<string, StringBuilder>(name, new StringBuilder(line.Substring(colon + 1).Trim())));
        return isLast;
    }
}
