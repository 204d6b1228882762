using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// Cuts a text into lines without copying them. A line longer than the buffer comes in pieces. What is handed out is good until
/// the next call.
/// </summary>
internal sealed class TraceLines
{
    private readonly TraceInput _input;
    private readonly byte[] _buffer;
    private int _next;
    private int _end;
    private TraceLine _line;

    /// <param name="input">The text.</param>
    /// <param name="bufferSize">How much of it is held at once; at least 4096.</param>
    public TraceLines(TraceInput input, int bufferSize)
    {
        _input = input;
        _buffer = new byte[bufferSize];
        _line = new TraceLine(_buffer, 0, 0, 0, false, true);
    }

    /// <summary>The number of the last line, from 1.</summary>
    public long LineNumber => _line.Number;

    /// <summary>Finds the next line.</summary>
    /// <param name="isFinal">Whether a last line without a line break counts; not so while the file may grow.</param>
    /// <param name="line">The line, or a piece of one.</param>
    /// <returns>False when there is none, or none yet.</returns>
    public bool TryRead(bool isFinal, out TraceLine line)
    {
        int searched = _next;
        while (true)
        {
            int found = Array.IndexOf(_buffer, (byte)'\n', searched, _end - searched);
            if (found >= 0)
            {
                line = Take(found + 1, true);
                return true;
            }

            if (_next > 0)
            {
                Buffer.BlockCopy(_buffer, _next, _buffer, 0, _end - _next);
                _end -= _next;
                _next = 0;
            }

            // Transcoding wants room for a few bytes at least.
            searched = _end;
            if (_buffer.Length - _end < 16)
            {
                line = Take(_end, false);
                return true;
            }

            int read = _input.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            if (read == 0)
            {
                if (!isFinal || _next == _end)
                {
                    line = default;
                    return false;
                }

                line = Take(_end, false);
                return true;
            }
        }
    }

    private TraceLine Take(int end, bool endsLine)
    {
        bool beginsLine = _line.EndsLine;
        _line = new TraceLine(_buffer, _next, end, _line.Number + (beginsLine ? 1 : 0), beginsLine, endsLine);
        _next = end;
        return _line;
    }
}
