using System;

namespace LyncResilience.Discovery.Traces;

/// <summary>One log that is being read, with the message that comes next.</summary>
internal sealed class TraceSource : IDisposable
{
    private readonly TraceReaderOptions _options;
    private readonly TraceInput _input;
    private readonly TraceScanner _scanner;
    private bool _hasReported;
    private bool _isBroken;

    /// <param name="input">The log; disposed with this.</param>
    /// <param name="index">Its place among the logs that are read together.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="bufferSize">How much of it is held at once.</param>
    public TraceSource(TraceInput input, int index, TraceReaderOptions options, int bufferSize)
    {
        _input = input;
        _options = options;
        _scanner = new TraceScanner(input, options, bufferSize);
        Index = index;
    }

    /// <summary>Its place among the logs that are read together.</summary>
    public int Index { get; }

    /// <summary>Whether more may come when it has come to its end.</summary>
    public bool IsGrowing => _input.IsGrowing && !_input.IsCompressed;

    /// <summary>The log's name for people.</summary>
    public string Name => _input.Name;

    /// <summary>Bytes of the file that were read.</summary>
    public long Position => _input.Position;

    /// <summary>The message that comes next; null when there is none, or none yet.</summary>
    public SipTraceMessage? Current { get; private set; }

    /// <summary>Fetches the next message and, at the end of the file, tells of its damage.</summary>
    /// <returns>False when there is none, or none yet; and after a failure.</returns>
    /// <exception cref="TraceFormatException">The file is no trace.</exception>
    public bool MoveNext()
    {
        Current = null;
        if (_isBroken)
        {
            return false;
        }

        _isBroken = true;
        Current = _scanner.Next(!IsGrowing);
        _isBroken = false;
        if (!_hasReported && !_scanner.Damage.IsEmpty && (IsGrowing || Current is null))
        {
            _hasReported = true;
            _options.Damaged?.Invoke(_scanner.Damage.ToDamage());
        }

        return Current is not null;
    }

    public void Dispose() => _input.Dispose();
}
