using System.Globalization;
using System.IO;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// Watches the text that an XML reader takes: an XML reader keeps a whole tag with all its attributes before it says anything about it, and doesn't tell
/// a document type declaration from other errors.
/// </summary>
internal sealed class TagReader : TextReader
{
    private const string DocumentType = "<!DOCTYPE";

    private readonly TextReader _inner;
    private readonly string _source;
    private int _tagCharacters = -1;
    private char _quote;
    private int _matched;

    public TagReader(TextReader inner, string source)
    {
        _inner = inner;
        _source = source;
    }

    /// <summary>Whether there was something that reads like a document type declaration.</summary>
    public bool HasDocumentType { get; private set; }

    /// <inheritdoc/>
    public override int Peek() => _inner.Peek();

    /// <inheritdoc/>
    public override int Read()
    {
        int next = _inner.Read();
        if (next >= 0)
        {
            Watch((char)next);
        }

        return next;
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        int read = _inner.Read(buffer, index, count);
        for (int i = index; i < index + read; i++)
        {
            Watch(buffer[i]);
        }

        return read;
    }

    // Where tags begin and end, closely enough: '<' can stand neither in a tag nor in a quoted value, so that each one starts afresh, whatever
    // comments and character data in between contained.
    private void Watch(char next)
    {
        _matched = next == '<' ? 1 : (_matched > 0 && _matched < DocumentType.Length && next == DocumentType[_matched] ? _matched + 1 : 0);
        HasDocumentType |= _matched == DocumentType.Length;
        if (next == '<')
        {
            _tagCharacters = 0;
            _quote = '\0';
        }
        else if (_tagCharacters == 0 && (next is '!' or '?'))
        {
            _tagCharacters = -1;
        }
        else if (_tagCharacters >= 0)
        {
            WatchTag(next);
        }
    }

    private void WatchTag(char next)
    {
        if (++_tagCharacters > DocumentLimits.TagCharacters)
        {
            throw new TopologyFormatException(string.Format(
                CultureInfo.InvariantCulture, "{0} has a tag of more than {1:N0} characters, the limit for a topology.", _source, DocumentLimits.TagCharacters));
        }

        if (_quote != '\0')
        {
            _quote = next == _quote ? '\0' : _quote;
        }
        else if (next is '"' or '\'')
        {
            _quote = next;
        }
        else if (next == '>')
        {
            _tagCharacters = -1;
        }
    }
}
