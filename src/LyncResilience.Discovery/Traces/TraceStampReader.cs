using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Reads the stamps of both kinds of log from a line's bytes, without making any text.
/// Servers (OCSLogger, Snooper, Search-CsClsLogging; samples in Microsoft Learn, "Test-CsFederatedPartner fails", and Cisco document
/// 212383) write <c>TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,Class::Method:file.cpp(125))</c>,
/// from Lync 2013 on with <c>machine\pool</c> in the first bracket and a correlation number in a bracket after the component.
/// Clients (sample in J. Deitterick, "Another Reason to Include a Director in Your Lync Server 2010 Deployment") write
/// <c>12/20/2010|11:56:24.001 728:A3C INFO  :: text</c>. Month comes before day, whatever the culture.
/// </summary>
internal struct TraceStampReader
{
    private static readonly byte[] s_levelPrefix = ByteText.Of("TL_");

    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly int _end;
    private int _at;

    private TraceStampReader(byte[] bytes, int start, int end)
    {
        _bytes = bytes;
        _start = start;
        _end = end;
        _at = start;
    }

    /// <summary>Reads a server's stamp, if there is one.</summary>
    public static bool TryReadServer(byte[] bytes, int start, int end, out TraceStamp stamp)
    {
        stamp = default;
        return end - start >= 40 && ByteText.StartsWith(bytes, start, end, s_levelPrefix)
            && new TraceStampReader(bytes, start, end).ReadServer(ref stamp);
    }

    /// <summary>Reads a client's stamp, if there is one.</summary>
    public static bool TryReadClient(byte[] bytes, int start, int end, out TraceStamp stamp)
    {
        stamp = default;
        return end - start >= 30 && bytes[start + 2] == (byte)'/' && bytes[start + 10] == (byte)'|'
            && new TraceStampReader(bytes, start, end).ReadClient(ref stamp);
    }

    /// <summary>Whether a text that was cut off could have become a stamp.</summary>
    public static bool CouldBegin(byte[] bytes, int start, int end)
    {
        const string Client = "00/00/0000|00:00:00";
        bool server = true;
        bool client = true;
        for (int i = 0; i < end - start && i < Client.Length; i++)
        {
            byte value = bytes[start + i];
            server = server && (i >= s_levelPrefix.Length || value == s_levelPrefix[i]);
            client = client && (Client[i] == '0' ? ByteText.IsDigit(value) : value == Client[i]);
        }

        return server || client;
    }

    private bool ReadServer(ref TraceStamp stamp)
    {
        stamp.Level = ReadUntil((byte)'(');
        stamp.Flag = ReadUntil((byte)')');
        SkipBlanks();
        if (stamp.Flag.Length == 0 || !Skip((byte)'['))
        {
            return false;
        }

        stamp.Origin = ReadUntil((byte)']');
        SkipBlanks();
        if (!TryReadHex(out stamp.ProcessId) || !Skip((byte)'.') || !TryReadHex(out stamp.ThreadId)
            || !Skip((byte)':') || !Skip((byte)':') || !TryReadTime((byte)'-', out stamp.Time))
        {
            return false;
        }

        // A running number in hexadecimal digits.
        if (Skip((byte)'.'))
        {
            TryReadHex(out _);
        }

        SkipBlanks();
        if (Skip((byte)'('))
        {
            ReadComponent(ref stamp);
        }

        SkipBlanks();
        if (Skip((byte)'['))
        {
            stamp.Correlation = ReadUntil((byte)']');
            SkipBlanks();
        }

        stamp.TextStart = _at - _start;
        return true;
    }

    // (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125)): parentheses nest.
    private void ReadComponent(ref TraceStamp stamp)
    {
        int begin = _at;
        int at = begin;
        int depth = 1;
        int comma = -1;
        for (; at < _end && depth > 0; at++)
        {
            byte value = _bytes[at];

            // Nearly all of it is letters, which come after all three.
            if (value > (byte)',')
            {
                continue;
            }

            depth += value == (byte)'(' ? 1 : value == (byte)')' ? -1 : 0;
            comma = comma < 0 && value is (byte)',' or (byte)')' ? at : comma;
        }

        _at = at;
        stamp.Component = comma < 0 ? default : new TraceSpan(begin - _start, comma - begin);
    }

    private bool ReadClient(ref TraceStamp stamp)
    {
        if (!TryReadTime((byte)'|', out stamp.Time))
        {
            return false;
        }

        SkipBlanks();
        if (!TryReadHex(out stamp.ProcessId) || !Skip((byte)':') || !TryReadHex(out stamp.ThreadId))
        {
            return false;
        }

        SkipBlanks();
        int level = _at;
        while (_at < _end && _bytes[_at] is not ((byte)' ' or (byte)':'))
        {
            _at++;
        }

        stamp.Level = new TraceSpan(level - _start, _at - level);
        SkipBlanks();
        if (!Skip((byte)':') || !Skip((byte)':'))
        {
            return false;
        }

        // One blank separates; a further one would belong to the text and fold a header.
        Skip((byte)' ');
        stamp.TextStart = _at - _start;
        return true;
    }

    private TraceSpan ReadUntil(byte terminator)
    {
        int at = Array.IndexOf(_bytes, terminator, _at, _end - _at);
        if (at < 0)
        {
            return default;
        }

        var span = new TraceSpan(_at - _start, at - _at);
        _at = at + 1;
        return span;
    }

    private bool TryReadHex(out int value)
    {
        int begin = _at;
        uint number = 0;
        while (_at < _end && _at - begin < 8)
        {
            int digit = _bytes[_at] switch
            {
                >= (byte)'0' and <= (byte)'9' => _bytes[_at] - '0',
                >= (byte)'A' and <= (byte)'F' => _bytes[_at] - 'A' + 10,
                >= (byte)'a' and <= (byte)'f' => _bytes[_at] - 'a' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                break;
            }

            number = (number << 4) | (uint)digit;
            _at++;
        }

        value = unchecked((int)number);
        return _at > begin;
    }

    private bool TryReadTime(byte separator, out DateTime time)
    {
        time = default;
        if (!TryReadDigits(2, out int month) || !Skip((byte)'/') || !TryReadDigits(2, out int day) || !Skip((byte)'/') || !TryReadDigits(4, out int year)
            || !Skip(separator)
            || !TryReadDigits(2, out int hour) || !Skip((byte)':') || !TryReadDigits(2, out int minute) || !Skip((byte)':') || !TryReadDigits(2, out int second)
            || month is < 1 or > 12 || year == 0 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        long fraction = 0;
        if (_at + 1 < _end && _bytes[_at] == (byte)'.' && ByteText.IsDigit(_bytes[_at + 1]))
        {
            _at++;
            for (long unit = TimeSpan.TicksPerSecond / 10; _at < _end && ByteText.IsDigit(_bytes[_at]); unit /= 10)
            {
                fraction += unit * (_bytes[_at++] - '0');
            }
        }

        time = new DateTime(year, month, day, hour, minute, second).AddTicks(fraction);
        return true;
    }

    private bool TryReadDigits(int count, out int value)
    {
        value = 0;
        for (int i = 0; i < count; i++)
        {
            if (_at == _end || !ByteText.IsDigit(_bytes[_at]))
            {
                return false;
            }

            value = (value * 10) + (_bytes[_at++] - '0');
        }

        return true;
    }

    private bool Skip(byte value)
    {
        bool found = _at < _end && _bytes[_at] == value;
        _at += found ? 1 : 0;
        return found;
    }

    private void SkipBlanks() => _at = ByteText.SkipBlanks(_bytes, _at, _end);
}
