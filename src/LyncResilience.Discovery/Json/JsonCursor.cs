using System.Text;

namespace LyncResilience.Discovery.Json;

/// <summary>A place in a JSON text and the tokens that are read from there (RFC 8259 2, 6 and 7).</summary>
internal sealed class JsonCursor
{
    /// <summary>What <see cref="Current"/> is at the end; a NUL within the text is an error wherever it stands.</summary>
    private const char End = '\0';

    private readonly string _text;
    private readonly StringBuilder _buffer = new();
    private int _index;
    private int _lineStart;

    public JsonCursor(string text)
    {
        _text = text;
        if (Current == '\uFEFF')
        {
            _index = _lineStart = 1;
        }
    }

    public int Line { get; private set; } = 1;

    public int Column => _index - _lineStart + 1;

    public char Current => AtEnd ? End : _text[_index];

    public bool AtEnd => _index >= _text.Length;

    public void Skip() => _index++;

    public void SkipSpace()
    {
        for (; Current is ' ' or '\t' or '\r' or '\n'; _index++)
        {
            // CR LF is one line end, and so is either alone.
            if (Current == '\n' || (Current == '\r' && (_index + 1 == _text.Length || _text[_index + 1] != '\n')))
            {
                Line++;
                _lineStart = _index + 1;
            }
        }
    }

    public bool TryTake(char character)
    {
        bool there = !AtEnd && Current == character;
        _index += there ? 1 : 0;
        return there;
    }

    public void Take(char character, string expected)
    {
        if (!TryTake(character))
        {
            throw Expected(expected);
        }
    }

    public bool TryTake(string word)
    {
        bool there = string.CompareOrdinal(_text, _index, word, 0, word.Length) == 0;
        _index += there ? word.Length : 0;
        return there;
    }

    public string ReadNumber()
    {
        int start = _index;
        TryTake('-');
        if (!TryTake('0'))
        {
            SkipDigits();
        }
        else if (Current is >= '0' and <= '9')
        {
            throw Error("a number must not begin with a zero that other digits follow.");
        }

        if (TryTake('.'))
        {
            SkipDigits();
        }

        if (TryTake('e') || TryTake('E'))
        {
            _ = TryTake('+') || TryTake('-');
            SkipDigits();
        }

        return _text.Substring(start, _index - start);
    }

    public string ReadText()
    {
        int column = Column;
        _buffer.Clear();
        for (Skip(); Current != '"';)
        {
            if (AtEnd)
            {
                throw new JsonFormatException(Line, column, "the text that begins here is never closed with a quote.");
            }

            if (Current < ' ')
            {
                throw Error($"the control character U+{(int)Current:X4} must be written as an escape.");
            }

            char unit = Current == '\\' ? ReadEscape() : _text[_index++];
            RequireLowSurrogateAfterHigh(unit);
            _buffer.Append(unit);
        }

        RequireLowSurrogateAfterHigh(End);
        Skip();
        return _buffer.ToString();
    }

    public JsonFormatException Error(string problem) => new(Line, Column, problem);

    public JsonFormatException Expected(string what) => Error(AtEnd
        ? $"expected {what}, but the text ends."
        : $"expected {what}, found {(char.IsControl(Current) || char.IsSurrogate(Current) ? $"U+{(int)Current:X4}" : $"'{Current}'")}.");

    // RFC 8259 8.2 calls texts with half a surrogate pair unpredictable; no name has one.
    private void RequireLowSurrogateAfterHigh(char next)
    {
        bool afterHigh = _buffer.Length > 0 && char.IsHighSurrogate(_buffer[_buffer.Length - 1]);
        if (afterHigh != char.IsLowSurrogate(next))
        {
            throw Error("half a surrogate pair is no character.");
        }
    }

    private char ReadEscape()
    {
        Skip();
        char escape = Current;
        int place = "\"\\/bfnrtu".IndexOf(escape);
        if (place < 0 || AtEnd)
        {
            throw Expected("one of \" \\ / b f n r t u after a backslash");
        }

        Skip();
        return escape == 'u' ? ReadHexadecimal() : "\"\\/\b\f\n\r\t"[place];
    }

    private char ReadHexadecimal()
    {
        int unit = 0;
        for (int digit = 0; digit < 4; digit++, _index++)
        {
            int value = Current switch
            {
                >= '0' and <= '9' => Current - '0',
                >= 'a' and <= 'f' => Current - 'a' + 10,
                >= 'A' and <= 'F' => Current - 'A' + 10,
                _ => throw Expected("four hexadecimal digits after \\u"),
            };
            unit = (unit << 4) | value;
        }

        return (char)unit;
    }

    private void SkipDigits()
    {
        if (Current is not (>= '0' and <= '9'))
        {
            throw Expected("a digit");
        }

        while (Current is >= '0' and <= '9')
        {
            _index++;
        }
    }
}
