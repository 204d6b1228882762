using System;
using System.Text;

namespace LyncResilience.Discovery.Traces;

/// <summary>Looks for ASCII text in bytes. <see cref="Array.IndexOf{T}(T[], T, int, int)"/> for bytes looks at many at once.</summary>
internal static class ByteText
{
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Whether the bytes from a position on are that text.</summary>
    public static bool StartsWith(byte[] bytes, int start, int end, byte[] text)
    {
        if (text.Length > end - start)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (bytes[start + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same without regard to the case of ASCII letters; the text is in lower case.</summary>
    public static bool StartsWithIgnoreCase(byte[] bytes, int start, int end, byte[] lowerText)
    {
        if (lowerText.Length > end - start)
        {
            return false;
        }

        for (int i = 0; i < lowerText.Length; i++)
        {
            if (ToLower(bytes[start + i]) != lowerText[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the bytes before a position are that text.</summary>
    public static bool EndsWith(byte[] bytes, int start, int end, byte[] text) =>
        text.Length <= end - start && StartsWith(bytes, end - text.Length, end, text);

    /// <summary>Where the text is, or -1; an empty one is everywhere.</summary>
    public static int IndexOf(byte[] bytes, int start, int end, byte[] text)
    {
        if (text.Length == 0)
        {
            return start;
        }

        int last = end - text.Length;
        while (start <= last)
        {
            int at = Array.IndexOf(bytes, text[0], start, last - start + 1);
            if (at < 0 || StartsWith(bytes, at, end, text))
            {
                return at;
            }

            start = at + 1;
        }

        return -1;
    }

    /// <summary>Whether the text is somewhere, without regard to the case of ASCII letters.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where to end.</param>
    /// <param name="lowerText">The text in lower case.</param>
    /// <param name="anchor">The position in it of a character that has no case, best a rare one such as the @ of an address.</param>
    public static bool ContainsIgnoreCase(byte[] bytes, int start, int end, byte[] lowerText, int anchor)
    {
        int from = start + anchor;
        int last = end - lowerText.Length + anchor;
        while (from <= last)
        {
            int at = Array.IndexOf(bytes, lowerText[anchor], from, last - from + 1);
            if (at < 0 || StartsWithIgnoreCase(bytes, at - anchor, end, lowerText))
            {
                return at >= 0;
            }

            from = at + 1;
        }

        return false;
    }

    /// <summary>The end of the text before line break and white space.</summary>
    public static int TrimEnd(byte[] bytes, int start, int end)
    {
        while (end > start && bytes[end - 1] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            end--;
        }

        return end;
    }

    /// <summary>The first position that isn't a blank or tabulator.</summary>
    public static int SkipBlanks(byte[] bytes, int start, int end)
    {
        while (start < end && bytes[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        return start;
    }

    public static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private static byte ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
