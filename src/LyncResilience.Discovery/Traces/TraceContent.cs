using System;
using System.Text;

namespace LyncResilience.Discovery.Traces;

/// <summary>Tells from a file's first bytes how its text is encoded, or what it is instead of text.</summary>
internal static class TraceContent
{
    /// <summary>How many bytes it takes to tell: the header of the first buffer of an ETL file and what follows it.</summary>
    public const int HeadSize = 128;

    private static readonly (byte[] Signature, string What)[] s_signatures =
    [
        (ByteText.Of("ElfFile\0"), "a Windows event log (.evtx)"),
        (ByteText.Of("MZ"), "a program"),
        (ByteText.Of("MSCF"), "a cabinet (.cab): extract it first"),
        (ByteText.Of("Rar!"), "a RAR archive: extract it first"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive: extract it first"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an XZ archive: extract it first"),
        (ByteText.Of("PK\x3\x4"), "a ZIP archive inside another or in a stream that cannot seek: extract it first"),
        ([0xD4, 0xC3, 0xB2, 0xA1], "a packet capture"),
        ([0xA1, 0xB2, 0xC3, 0xD4], "a packet capture"),
        ([0x0A, 0x0D, 0x0D, 0x0A], "a packet capture"),
        (ByteText.Of("%PDF"), "a PDF document"),
        (ByteText.Of("<?xml"), "an XML document"),
    ];

    public static bool IsGZip(byte[] head, int length) => length >= 2 && head[0] == 0x1F && head[1] == 0x8B;

    public static bool IsZip(byte[] head, int length) => length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;

    /// <summary>
    /// Whether this is an event trace log. Its first buffer begins with a WMI_BUFFER_HEADER of 72 bytes, whose first field is
    /// the buffer's size in whole kilobytes, followed by a system event of type 1 or 2 with marker 0xC0 (Windows SDK, evntrace.h
    /// and the Windows Performance documentation of WMI_BUFFER_HEADER and SYSTEM_TRACE_HEADER).
    /// </summary>
    public static bool IsEventTrace(byte[] head, int length)
    {
        if (length < 76)
        {
            return false;
        }

        uint size = BitConverter.ToUInt32(head, 0);
        return size is >= 1024 and <= 16 * 1024 * 1024 && size % 1024 == 0 && head[74] is 1 or 2 && head[75] == 0xC0;
    }

    /// <summary>The encoding of UTF-16 text with or without a byte order mark, with the length of that mark; null for UTF-8 and all else.</summary>
    public static Encoding? Utf16(byte[] head, int length, out int mark)
    {
        mark = length >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF)) ? 2 : 0;
        if (mark == 2)
        {
            return head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }

        mark = length >= 3 && head[0] == 0xEF && head[1] == 0xBB && head[2] == 0xBF ? 3 : 0;
        return mark == 3 || length < 4 ? null
            : IsText(head[0]) && head[1] == 0 && IsText(head[2]) && head[3] == 0 ? Encoding.Unicode
            : head[0] == 0 && IsText(head[1]) && head[2] == 0 && IsText(head[3]) ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>Says what a file that is no trace looks like, and what to do.</summary>
    /// <param name="name">The file.</param>
    /// <param name="head">Its first bytes.</param>
    /// <param name="length">How many.</param>
    public static TraceFormatException NoTrace(string name, byte[] head, int length)
    {
        if (IsEventTrace(head, length) || (IsBinary(head, length) && name.EndsWith(".etl", StringComparison.OrdinalIgnoreCase)))
        {
            return new TraceFormatException(
                $"'{name}' is a binary event trace log (.etl). Convert it to text first: open it in the logging tool (OCSLogger, 'View Log Files'), "
                + "or search the centralized log with Search-CsClsLogging and save its output.");
        }

        foreach ((byte[] signature, string what) in s_signatures)
        {
            if (ByteText.StartsWith(head, 0, length, signature))
            {
                return new TraceFormatException($"'{name}' is no trace: it looks like {what}.");
            }
        }

        return new TraceFormatException(
            $"'{name}' is no trace: it {(IsBinary(head, length) ? "looks like binary data" : "is text")} without a line that a SIP log of a server "
            + "('TL_INFO(TF_PROTOCOL) [0]...') or of a client ('12/20/2010|11:56:24.001 728:A3C INFO  :: ...') begins with.");
    }

    private static bool IsText(byte value) => value is >= (byte)' ' and <= (byte)'~' or (byte)'\r' or (byte)'\n' or (byte)'\t';

    private static bool IsBinary(byte[] head, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (head[i] < ' ' && !IsText(head[i]))
            {
                return true;
            }
        }

        return false;
    }
}
