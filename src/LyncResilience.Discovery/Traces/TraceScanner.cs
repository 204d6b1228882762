namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Finds the messages of one file, whichever kind of log it is: the stamps of both kinds are so different that each line tells for
/// itself.
/// </summary>
internal sealed class TraceScanner
{
    // A log may begin with lines of the tool that saved it, but not with that much.
    private const long MostBeforeFirstStamp = 16 * 1024 * 1024;

    private readonly TraceInput _input;
    private readonly TraceLines _lines;
    private readonly TraceOutput _output;
    private readonly ServerRecords _server;
    private readonly ClientPackets _client;
    private bool _hasStamp;
    private bool _couldBeTrace;
    private long _unstampedBytes;
    private bool _isServer;
    private bool _isOtherLine;
    private bool _isEnded;

    public TraceScanner(TraceInput input, TraceReaderOptions options, int bufferSize)
    {
        _input = input;
        _lines = new TraceLines(input, bufferSize);
        _output = new TraceOutput(input.Name, options);
        _server = new ServerRecords(_output);
        _client = new ClientPackets(_output);
    }

    /// <summary>What could not be read so far.</summary>
    public DamageCount Damage => _output.Damage;

    /// <summary>The next message.</summary>
    /// <param name="isFinal">Whether the file has come to its end when there is no more of it; not so while it may grow.</param>
    /// <returns>The message; null when there is none, or none yet.</returns>
    /// <exception cref="TraceFormatException">The file is no trace.</exception>
    public SipTraceMessage? Next(bool isFinal)
    {
        while (!_output.HasMessage)
        {
            if (_lines.TryRead(isFinal, out TraceLine line))
            {
                Take(line);
            }
            else if (isFinal && !_isEnded)
            {
                End();
            }
            else
            {
                return null;
            }
        }

        return _output.Take();
    }

    private void Take(in TraceLine line)
    {
        byte first = line.Bytes[line.Start];
        if (!line.BeginsLine && _isOtherLine)
        {
            // The rest of a long line that was left out.
            return;
        }

        _isOtherLine = false;
        if (line.BeginsLine && first == (byte)'T' && TraceStampReader.TryReadServer(line.Bytes, line.Start, line.End, out TraceStamp stamp))
        {
            _hasStamp = true;
            _isServer = true;
            _isOtherLine = true;
            _server.TakeStamped(line, stamp);
        }
        else if (line.BeginsLine && ByteText.IsDigit(first) && TraceStampReader.TryReadClient(line.Bytes, line.Start, line.End, out stamp))
        {
            _hasStamp = true;
            _isServer = false;
            _client.TakeStamped(line, stamp);
        }
        else if (!_hasStamp)
        {
            Wait(line);
        }
        else if (_isServer)
        {
            _server.TakeUnstamped(line);
        }
        else
        {
            _client.TakeUnstamped(line);
        }
    }

    private void Wait(in TraceLine line)
    {
        // The end of a record whose beginning is in an earlier file.
        _server.TakeUnstamped(line);
        _unstampedBytes += line.Length;
        _couldBeTrace = !line.EndsLine && line.BeginsLine && TraceStampReader.CouldBegin(line.Bytes, line.Start, line.End);
        if (_unstampedBytes > MostBeforeFirstStamp)
        {
            throw _input.NoTrace();
        }
    }

    private void End()
    {
        _isEnded = true;
        if (_couldBeTrace && !_hasStamp)
        {
            Damage.Add("cut off", 1);
        }
        else if (!_hasStamp && _unstampedBytes > 0)
        {
            throw _input.NoTrace();
        }

        _server.End();
        _client.End();
        if (_input.Damage is { } damage)
        {
            Damage.Add(damage, _lines.LineNumber);
        }
    }
}
