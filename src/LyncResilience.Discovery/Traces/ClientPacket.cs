using System;
using System.Globalization;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// What a client's log says about a packet: <c>Data Received - 172.16.8.8:5061 (To Local Address: 172.16.8.7:50327) 756 bytes:</c>
/// (sample in J. Deitterick, "Another Reason to Include a Director in Your Lync Server 2010 Deployment"). Assumption: no public sample
/// shows the line of a packet that was sent; <c>Sending Packet - … (From Local Address: …)</c> and
/// <c>Data Sent</c>, <c>Packet Sent</c>, <c>Sent Packet</c> and <c>Sending Data</c> in its place are taken for one, as is any line that
/// begins with <c>End of</c> and the same words for the packet's end. Addresses and size may be missing.
/// </summary>
internal sealed class ClientPacket
{
    private static readonly string[] s_incoming = ["Data Received", "Received Data", "Packet Received", "Received Packet", "Receiving Packet", "Receiving Data"];
    private static readonly string[] s_outgoing = ["Sending Packet", "Sending Data", "Data Sent", "Packet Sent", "Sent Packet", "Sent Data"];

    /// <summary>A packet that the log doesn't announce.</summary>
    public ClientPacket(TraceStamp stamp, string? level)
    {
        ProcessId = stamp.ProcessId;
        ThreadId = stamp.ThreadId;
        Level = level;
    }

    public int ProcessId { get; }

    public int ThreadId { get; }

    public string? Level { get; }

    public SipTraceDirection Direction { get; private init; }

    public string? Peer { get; private init; }

    public string? LocalEndpoint { get; private init; }

    /// <summary>Its size in bytes; null when not told.</summary>
    public long? Size { get; private init; }

    /// <summary>Whether the text after a stamp can announce a packet or its end: a quick look at its first three letters, which spares most lines a text of their own.</summary>
    public static bool MayAnnounce(byte[] bytes, int start, int end) =>
        end - start > 2 && (bytes[start], (byte)(bytes[start + 1] | 0x20), (byte)(bytes[start + 2] | 0x20)) is
            ((byte)'D', (byte)'a', (byte)'t') or
            ((byte)'S', (byte)'e', (byte)'n') or
            ((byte)'R', (byte)'e', (byte)'c') or
            ((byte)'P', (byte)'a', (byte)'c') or
            ((byte)'E', (byte)'n', (byte)'d');

    /// <summary>Reads the text after a stamp.</summary>
    /// <param name="text">The text.</param>
    /// <param name="stamp">The stamp.</param>
    /// <param name="level">The stamp's level.</param>
    /// <param name="isEnd">Whether it is the end of a packet.</param>
    /// <returns>The packet, at its end without addresses; null when the line is about something else.</returns>
    public static ClientPacket? Read(string text, TraceStamp stamp, string? level, out bool isEnd)
    {
        const string End = "End of ";
        isEnd = text.StartsWith(End, StringComparison.OrdinalIgnoreCase);
        string rest = isEnd ? text.Substring(End.Length) : text;
        SipTraceDirection direction = Begins(rest, s_incoming) ? SipTraceDirection.Incoming
            : Begins(rest, s_outgoing) ? SipTraceDirection.Outgoing
            : SipTraceDirection.Unknown;
        if (direction == SipTraceDirection.Unknown)
        {
            isEnd = false;
            return null;
        }

        if (isEnd)
        {
            return new ClientPacket(stamp, level) { Direction = direction };
        }

        int dash = rest.IndexOf(" - ", StringComparison.Ordinal);
        int open = rest.IndexOf('(');
        int close = rest.IndexOf(')', Math.Max(open, 0));
        string peer = dash < 0 ? string.Empty : rest.Substring(dash + 3, (open > dash + 3 ? open : rest.Length) - dash - 3);
        return new ClientPacket(stamp, level)
        {
            Direction = direction,
            Peer = FirstWord(peer),
            LocalEndpoint = open >= 0 && close > open ? Local(rest.Substring(open + 1, close - open - 1)) : null,
            Size = ReadSize(rest),
        };
    }

    private static bool Begins(string text, string[] names)
    {
        foreach (string name in names)
        {
            if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? FirstWord(string text)
    {
        string word = text.Trim().Split(' ')[0];
        return word.Length == 0 ? null : word;
    }

    // To Local Address: 172.16.8.7:50327
    private static string? Local(string text)
    {
        int label = text.IndexOf(": ", StringComparison.Ordinal);
        return FirstWord(label < 0 ? text : text.Substring(label + 2));
    }

    private static long? ReadSize(string text)
    {
        int end = text.LastIndexOf(" bytes", StringComparison.OrdinalIgnoreCase);
        int start = end < 0 ? -1 : text.LastIndexOf(' ', Math.Max(end - 1, 0)) + 1;
        return start > 0 && long.TryParse(text.Substring(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : null;
    }
}
