using System;
using System.Collections.Generic;
using System.Net;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>
/// Finds what may be names of servers in bytes of unknown layout, in ASCII and in UTF-16LE at either alignment. A server's name has a dot,
/// so it goes from dot to dot and looks around each; the time is linear in the size.
/// </summary>
internal static class ServerTextScanner
{
    // RFC 1035 2.3.4, as text without the final dot; and a length before it.
    private const int MaxNameLength = 254;
    private const int MaxPortDigits = 5;

    // How far from a name a binary port is looked for, in bytes.
    private const int NearbyBytes = 8;
    private const int PortBytes = 2;

    // A cache has some dozen dotted words, and a MiB of random bytes has a thousand that look so. Without a limit, a MiB of nothing else would cost 100 MiB to weigh.
    private const int MostRuns = 4096;

    private static readonly int[] s_sipPorts = [5061, 5060, 443];

    /// <summary>Finds them, from the start of the file.</summary>
    /// <param name="data">The file.</param>
    /// <param name="isWhole">False when it has so many dotted words that the last weren't looked at.</param>
    public static IReadOnlyList<ServerSighting> Scan(byte[] data, out bool isWhole)
    {
        List<ServerSighting> sightings = [];
        int runs = 0;
        int position = 0;
        isWhole = true;
        while ((position = Array.IndexOf(data, (byte)'.', position)) >= 0)
        {
            if (!TextRun.TryFindAround(data, position, out TextRun run))
            {
                position++;
                continue;
            }

            if (++runs > MostRuns)
            {
                isWhole = false;
                break;
            }

            position = run.End;
            if (run.Length <= MaxNameLength && Read(data, run) is { } sighting)
            {
                sightings.Add(sighting);
            }
        }

        return sightings;
    }

    private static ServerSighting? Read(byte[] data, TextRun run)
    {
        int? port = PortAfter(run, out int portLength, out bool isPortWhole);
        int after = run.Length + portLength;
        bool followsLength = LengthField.IsBefore(run, 0, portLength);
        if ((IsPartOfPathOrMail(run[-1]) && !followsLength) || IsPartOfPathOrMail(run[run.Length]) || IsPartOfPathOrMail(run[after]))
        {
            return null;
        }

        bool mayBeginWithLength = LengthField.IsBefore(run, 1, portLength);
        bool beginsWithLength = mayBeginWithLength && LengthField.IsMoreLikelyThanLetter(run);
        int from = beginsWithLength ? 1 : 0;
        string host = run.Text(from, run.Length - from).TrimEnd('.');
        NameKind kind = port is not null && IsAddress(host) ? NameKind.Address : HostNameRule.KindOf(host);
        if (kind == NameKind.None)
        {
            return null;
        }

        bool hasStart = beginsWithLength
            || followsLength
            || (!mayBeginWithLength && (run[-1] == TextRun.Outside || IsEdge(run[-1]) || PortIn(data, run.Start - PortBytes, run.Start) is not null));
        bool hasEnd = isPortWhole && (IsEdge(run[after]) || PortIn(data, run.End, run.End + PortBytes) is not null);
        return new ServerSighting(
            kind,
            host,
            port,
            run.Width == 1 ? CacheEncoding.Ascii : CacheEncoding.Utf16,
            run.Start + (from * run.Width),
            IsComplete: hasStart && hasEnd,
            HasDoubtfulStart: mayBeginWithLength,
            NearbyPort: port is null ? NearbyPort(data, run) : null);
    }

    private static int? PortAfter(TextRun run, out int length, out bool isWhole)
    {
        length = 0;
        isWhole = true;
        if (run[run.Length] != ':')
        {
            return null;
        }

        int value = 0;
        int digits = 0;
        for (; digits <= MaxPortDigits && run[run.Length + 1 + digits] is >= '0' and <= '9'; digits++)
        {
            value = (value * 10) + run[run.Length + 1 + digits] - '0';
        }

        if (digits == 0)
        {
            return null;
        }

        length = digits + 1;
        isWhole = value is >= 1 and <= 65535 && !TextRun.IsNameCharacter(run[run.Length + length]) && run[run.Length + length] != TextRun.Outside;
        return isWhole ? value : null;
    }

    // A web or file path, or a mail address (user@domain, in SIP too): the name there is not the cached server's.
    private static bool IsPartOfPathOrMail(int unit) => unit is '@' or '/' or '\\';

    // Assumption: fields of binary layouts end in a control character or begin with one; punctuation ends a field of a text.
    // What is beyond ASCII may be a letter of the name, and a percent sign begins an encoded character.
    private static bool IsEdge(int unit) => unit is >= 0 and < 0x80 and not '%' && !TextRun.IsNameCharacter(unit);

    // The platform also takes 1.2 for an address.
    private static bool IsAddress(string host) => IPAddress.TryParse(host, out _) && host.Split('.').Length == 4;

    private static int? NearbyPort(byte[] data, TextRun run) =>
        PortIn(data, run.End, run.End + NearbyBytes) ?? PortIn(data, run.Start - NearbyBytes, run.Start);

    private static int? PortIn(byte[] data, int start, int end)
    {
        for (int i = Math.Max(start, 0); i + 1 < Math.Min(end, data.Length); i++)
        {
            int little = data[i] | (data[i + 1] << 8);
            int big = (data[i] << 8) | data[i + 1];
            foreach (int port in s_sipPorts)
            {
                if (little == port || big == port)
                {
                    return port;
                }
            }
        }

        return null;
    }
}
