using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>Recognises the first line of a SIP message in bytes.</summary>
internal static class SipStartLine
{
    private static readonly byte[] s_version = ByteText.Of(" SIP/2.0");

    /// <summary>Whether this is a status line or a request line of SIP/2.0 (RFC 3261 7.1, 7.2).</summary>
    public static bool Is(byte[] bytes, int start, int end)
    {
        if (end - start < 11)
        {
            return false;
        }

        if (TraceMatch.StatusCode(bytes, start, end) != 0)
        {
            return true;
        }

        if (!ByteText.EndsWith(bytes, start, end, s_version))
        {
            return false;
        }

        // METHOD Request-URI SIP/2.0, with one blank between each.
        int uriEnd = end - s_version.Length;
        int blank = Array.IndexOf(bytes, (byte)' ', start, uriEnd - start);
        if (blank <= start || Array.IndexOf(bytes, (byte)' ', blank + 1, uriEnd - blank - 1) >= 0)
        {
            return false;
        }

        for (int i = start; i < blank; i++)
        {
            if (bytes[i] is not (>= (byte)'A' and <= (byte)'Z') and not (byte)'_' and not (byte)'-')
            {
                return false;
            }
        }

        return Array.IndexOf(bytes, (byte)':', blank + 1, uriEnd - blank - 1) > 0;
    }
}
