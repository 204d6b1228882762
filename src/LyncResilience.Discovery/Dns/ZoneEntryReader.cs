using System.IO;
using System.Text;

namespace LyncResilience.Discovery.Dns;

/// <summary>Splits a zone file into entries and words: comments, quotes, escapes and parentheses (RFC 1035 5.1).</summary>
internal sealed class ZoneEntryReader
{
    private readonly TextReader _reader;
    private readonly StringBuilder _word = new();
    private int _lineNumber;

    public ZoneEntryReader(TextReader reader)
    {
        _reader = reader;
    }

    /// <summary>The next entry that has words, or null at the end.</summary>
    public ZoneEntry? Next()
    {
        while (_reader.ReadLine() is string line)
        {
            _lineNumber++;
            ZoneEntry entry = new(_lineNumber, line.Length > 0 && char.IsWhiteSpace(line[0]));
            int depth = 0;
            AddWords(entry, line, ref depth);
            while (depth > 0)
            {
                line = _reader.ReadLine() ?? throw entry.Error("the parenthesis that opens here is never closed.");
                _lineNumber++;
                AddWords(entry, line, ref depth);
            }

            if (!entry.IsEmpty)
            {
                return entry;
            }
        }

        return null;
    }

    private void AddWords(ZoneEntry entry, string line, ref int depth)
    {
        for (int index = 0; index < line.Length;)
        {
            char character = line[index];
            if (character == ';')
            {
                return;
            }

            if (character == '(')
            {
                depth++;
                index++;
            }
            else if (character == ')')
            {
                depth = depth > 0 ? depth - 1 : throw new ZoneFileException(_lineNumber, "a parenthesis closes that was never opened.");
                index++;
            }
            else if (char.IsWhiteSpace(character))
            {
                index++;
            }
            else
            {
                index = character == '"' ? ReadQuoted(line, index + 1) : ReadWord(line, index);
                entry.Add(_word.ToString());
            }
        }
    }

    private int ReadWord(string line, int index)
    {
        _word.Clear();
        while (index < line.Length && !char.IsWhiteSpace(line[index]) && line[index] is not (';' or '(' or ')' or '"'))
        {
            index = ReadCharacter(line, index);
        }

        return index;
    }

    private int ReadQuoted(string line, int index)
    {
        _word.Clear();
        while (index < line.Length && line[index] != '"')
        {
            index = ReadCharacter(line, index);
        }

        return index < line.Length ? index + 1 : throw new ZoneFileException(_lineNumber, "the quote that opens here is never closed.");
    }

    // An escape stays as it is: only the name that it belongs to knows what it means.
    private int ReadCharacter(string line, int index)
    {
        _word.Append(line[index]);
        if (line[index] == '\\' && index + 1 < line.Length)
        {
            _word.Append(line[++index]);
        }

        return index + 1;
    }
}
