using System;
using System.IO;
using System.Text;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// Decodes a document whose encoding nobody states. A byte order mark decides, else the zero bytes of UTF-16, else it is UTF-8. What an XML
/// declaration says is left aside: <c>(Get-CsTopology -AsXml).ToString() > file</c> writes whatever encoding the shell prefers under a declaration
/// that says another.
/// </summary>
internal sealed class DocumentText : TextReader
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly Stream _stream;
    private readonly string _source;
    private readonly DocumentBudget _budget;
    private readonly byte[] _bytes = new byte[16 * 1024];
    private readonly char[] _chars = new char[(16 * 1024) + 16];
    private Decoder? _decoder;
    private int _next;
    private int _count;
    private bool _ended;

    /// <param name="stream">The document; stays open.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="budget">What its characters are taken off.</param>
    public DocumentText(Stream stream, string source, DocumentBudget budget)
    {
        _stream = stream;
        _source = source;
        _budget = budget;
    }

    /// <summary>Lines that <see cref="SkipWhiteSpace"/> went over.</summary>
    public int LinesSkipped { get; private set; }

    /// <summary>
    /// Goes to the first character that isn't white space. XML allows none before its declaration; consoles write it there, and a second byte order mark
    /// where files were put together.
    /// </summary>
    /// <returns>That character, still to be read; -1 when there is none.</returns>
    /// <exception cref="TopologyFormatException">The text is damaged, or longer than the limit.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public int SkipWhiteSpace()
    {
        int next;
        while ((next = Peek()) >= 0 && (char.IsWhiteSpace((char)next) || next == ByteOrderMark))
        {
            LinesSkipped += next == '\n' ? 1 : 0;
            _next++;
        }

        return next;
    }

    /// <inheritdoc/>
    public override int Peek() => Fill() ? _chars[_next] : -1;

    /// <inheritdoc/>
    public override int Read() => Fill() ? _chars[_next++] : -1;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        if (!Fill())
        {
            return 0;
        }

        int taken = Math.Min(count, _count - _next);
        Array.Copy(_chars, _next, buffer, index, taken);
        _next += taken;
        return taken;
    }

    private bool Fill()
    {
        while (_next == _count && !_ended)
        {
            int read = ReadBytes();
            _ended = read == 0;
            int skip = _decoder is null ? Detect(read) : 0;
            _next = 0;
            try
            {
                _count = _decoder!.GetChars(_bytes, skip, read - skip, _chars, 0, flush: _ended);
            }
            catch (DecoderFallbackException exception)
            {
                throw new TopologyFormatException($"{_source} is damaged or no text: it holds bytes that stand for no character. Save it as UTF-8 or UTF-16.", exception);
            }

            _budget.SpendCharacters(_count, _source);
        }

        return _next < _count;
    }

    // The first read must bring the whole byte order mark, and a stream may give a byte at a time.
    private int ReadBytes()
    {
        int enough = _decoder is null ? 4 : 1;
        int total = 0;
        while (total < enough)
        {
            int read = _stream.Read(_bytes, total, _bytes.Length - total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    private int Detect(int count)
    {
        (Encoding encoding, int mark) = At(0) switch
        {
            0xEF when At(1) == 0xBB && At(2) == 0xBF => (new UTF8Encoding(false, true), 3),
            0xFF when At(1) == 0xFE && At(2) == 0 && At(3) == 0 => (new UTF32Encoding(false, false, true), 4),
            0xFF when At(1) == 0xFE => (new UnicodeEncoding(false, false, true), 2),
            0xFE when At(1) == 0xFF => (new UnicodeEncoding(true, false, true), 2),
            0 when At(1) == 0 && At(2) == 0xFE && At(3) == 0xFF => (new UTF32Encoding(true, false, true), 4),
            > 0 when At(1) == 0 => (new UnicodeEncoding(false, false, true), 0),
            0 when At(1) > 0 => (new UnicodeEncoding(true, false, true), 0),
            _ => ((Encoding)new UTF8Encoding(false, true), 0),
        };
        _decoder = encoding.GetDecoder();
        return mark;

        int At(int index) => index < count ? _bytes[index] : -1;
    }
}
