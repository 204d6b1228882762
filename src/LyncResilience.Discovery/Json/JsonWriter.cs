using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace LyncResilience.Discovery.Json;

/// <summary>Writes JSON for people: two spaces for each level, every member and element on a line of its own, line ends are LF. The same tree gives the same text.</summary>
internal sealed class JsonWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    private JsonWriter()
    {
    }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text, without a line end after it.</returns>
    public static string Write(JsonValue value)
    {
        JsonWriter writer = new();
        writer.Append(value);
        return writer._text.ToString();
    }

    private void Append(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                AppendAll('{', value.Members, '}');
                break;
            case JsonKind.Array:
                AppendAll('[', value.Items, ']');
                break;
            case JsonKind.Text:
                AppendText(value.Text);
                break;
            default:
                _text.Append(value.Text);
                break;
        }
    }

    private void AppendAll<T>(char open, IReadOnlyList<T> parts, char close)
    {
        _text.Append(open);
        _depth++;
        for (int index = 0; index < parts.Count; index++)
        {
            _text.Append(index == 0 ? "\n" : ",\n").Append(' ', 2 * _depth);
            if (parts[index] is JsonMember member)
            {
                AppendText(member.Key);
                _text.Append(": ");
                Append(member.Value);
            }
            else if (parts[index] is JsonValue item)
            {
                Append(item);
            }
        }

        _depth--;
        if (parts.Count > 0)
        {
            _text.Append('\n').Append(' ', 2 * _depth);
        }

        _text.Append(close);
    }

    private void AppendText(string text)
    {
        _text.Append('"');
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (character is '"' or '\\')
            {
                _text.Append('\\').Append(character);
            }
            else if (char.IsControl(character))
            {
                _text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
            else if (index + 1 < text.Length && char.IsSurrogatePair(character, text[index + 1]))
            {
                _text.Append(character).Append(text[++index]);
            }
            else
            {
                // Half a pair can't be written as UTF-8 and would not be read back.
                _text.Append(char.IsSurrogate(character) ? '\uFFFD' : character);
            }
        }

        _text.Append('"');
    }
}
