using System;
using System.IO;
using System.Text;
using System.Threading;

namespace LyncResilience.Discovery.Traces;

/// <summary>The UTF-8 text of one log, whether it is stored compressed or in UTF-16. Damage to the compression ends the text.</summary>
internal sealed class TraceInput : IDisposable
{
    private const long ProgressStep = 1024 * 1024;

    private readonly Stream _raw;
    private readonly PeekedStream _outer;
    private readonly long _length;
    private readonly IProgress<TraceProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly byte[] _chunk = new byte[16 * 1024];
    private PeekedStream? _text;
    private long _reported;
    private Decoder? _decoder;
    private char[] _characters = [];

    /// <param name="name">The file's name for people.</param>
    /// <param name="stream">The file; disposed with this unless <see cref="LeavesOpen"/>.</param>
    /// <param name="length">How long its text is said to be, for streams that can't tell.</param>
    /// <param name="progress">Told how far it has been read; null when nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public TraceInput(string name, Stream stream, long length, IProgress<TraceProgress>? progress, CancellationToken cancellationToken)
    {
        Name = name;
        _progress = progress;
        _cancellationToken = cancellationToken;
        _length = length;
        _raw = stream;
        _outer = new PeekedStream(stream, TraceContent.HeadSize);
    }

    public string Name { get; }

    /// <summary>What ended the text before its end, or null.</summary>
    public string? Damage { get; private set; }

    /// <summary>Bytes read of the file as it is stored.</summary>
    public long Position { get; private set; }

    /// <summary>Whether the file is a compressed one, which cannot grow while it is read.</summary>
    public bool IsCompressed { get; private set; }

    /// <summary>Whether the file may still grow: then its first bytes are waited for before saying what it is.</summary>
    public bool IsGrowing { get; init; }

    /// <summary>Whether the stream belongs to somebody else.</summary>
    public bool LeavesOpen { get; init; }

    /// <summary>Length of the file as it is stored; 0 when that isn't known.</summary>
    public long Length => _raw.CanSeek ? _raw.Length : _length;

    /// <summary>The first bytes of the text as it is stored, for saying what it is.</summary>
    public TraceFormatException NoTrace() =>
        _text is null ? TraceContent.NoTrace(Name, _outer.Head, _outer.HeadLength) : TraceContent.NoTrace(Name, _text.Head, _text.HeadLength);

    /// <summary>Reads text.</summary>
    /// <param name="buffer">Where to put it.</param>
    /// <param name="offset">From where on.</param>
    /// <param name="count">How much fits; at least 4.</param>
    /// <returns>How many bytes came; 0 at the end, which a growing file can move.</returns>
    /// <exception cref="TraceFormatException">The file is something else.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public int Read(byte[] buffer, int offset, int count)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        int read = ReadText(buffer, offset, count);
        if (_progress is not null && (read == 0 ? Position != _reported : Position - _reported >= ProgressStep))
        {
            _reported = Position;
            _progress.Report(new TraceProgress(Name, Position, Length));
        }

        return read;
    }

    public void Dispose()
    {
        if (_text != _outer)
        {
            _text?.Dispose();
        }

        if (!LeavesOpen)
        {
            _outer.Dispose();
        }
    }

    private int ReadText(byte[] buffer, int offset, int count)
    {
        try
        {
            if (_text is null && !Begin())
            {
                return 0;
            }

            int read = _decoder is null ? _text!.Read(buffer, offset, count) : Decode(buffer, offset, count);
            Position = _raw.CanSeek ? _raw.Position : Position + read;
            return read;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            Damage = $"the compressed data is damaged ({exception.Message})";
            return 0;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    // A growing file is looked at again until there is enough to tell what it is.
    private bool Begin()
    {
        _outer.Peek();
        if (_outer.HeadLength < (IsGrowing ? 4 : 1))
        {
            return false;
        }

        PeekedStream text = _outer;
        if (TraceContent.IsGZip(_outer.Head, _outer.HeadLength))
        {
            IsCompressed = true;
            text = new PeekedStream(new GZipText(_outer, _raw), TraceContent.HeadSize);
            _text = text;
            text.Peek();
        }

        if (TraceContent.IsEventTrace(text.Head, text.HeadLength))
        {
            throw TraceContent.NoTrace(Name, text.Head, text.HeadLength);
        }

        if (TraceContent.Utf16(text.Head, text.HeadLength, out int mark) is { } encoding)
        {
            _decoder = encoding.GetDecoder();
            _characters = new char[_chunk.Length];
        }

        text.Skip(mark);
        _text = text;
        return true;
    }

    // A character of UTF-16 is at most three bytes of UTF-8, a pair of them four.
    private int Decode(byte[] buffer, int offset, int count)
    {
        int written = 0;
        while (written == 0)
        {
            int read = _text!.Read(_chunk, 0, Math.Min(_chunk.Length, count / 4 * 2));
            if (read == 0)
            {
                return 0;
            }

            int characters = _decoder!.GetChars(_chunk, 0, read, _characters, 0, false);
            written = Encoding.UTF8.GetBytes(_characters, 0, characters, buffer, offset);
        }

        return written;
    }
}
