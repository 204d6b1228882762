using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Json;

/// <summary>
/// Reads JSON text (RFC 8259) into a tree that knows its lines and columns. Comments, trailing commas and anything else beyond the RFC are
/// errors, and so are names that repeat within an object: a file that says something twice says nothing.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>The longest text in UTF-16 units: 16 Mi.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>The deepest nesting of arrays and objects.</summary>
    public const int MaxDepth = 64;

    /// <summary>The most values in one text. A value costs more memory than the two characters it may consist of.</summary>
    public const int MaxValues = 2_000_000;

    private readonly JsonCursor _cursor;
    private int _depth;
    private int _values;

    private JsonReader(string text) => _cursor = new JsonCursor(text);

    /// <summary>Reads a text that is one JSON value.</summary>
    /// <param name="text">The text; a byte order mark in front of it is ignored (RFC 8259 8.1).</param>
    /// <exception cref="JsonFormatException">The text is no JSON or exceeds a limit.</exception>
    public static JsonValue Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new JsonFormatException(1, 1, $"the text is longer than {MaxLength} characters, the limit.");
        }

        JsonReader reader = new(text);
        JsonValue value = reader.ReadValue();
        reader._cursor.SkipSpace();
        return reader._cursor.AtEnd ? value : throw reader._cursor.Expected("the end of the text");
    }

    private JsonValue ReadValue()
    {
        _cursor.SkipSpace();
        if (++_values > MaxValues)
        {
            throw _cursor.Error($"there are more than {MaxValues} values, the limit.");
        }

        (int line, int column) = (_cursor.Line, _cursor.Column);
        switch (_cursor.Current)
        {
            case '{':
                return JsonValue.OfMembers(ReadMembers(), line, column);
            case '[':
                return JsonValue.OfItems(ReadItems(), line, column);
            case '"':
                return JsonValue.OfText(_cursor.ReadText(), line, column);
            case '-' or (>= '0' and <= '9'):
                return JsonValue.OfNumber(_cursor.ReadNumber(), line, column);
            case 't' when _cursor.TryTake("true"):
                return JsonValue.OfWord(JsonKind.Boolean, "true", line, column);
            case 'f' when _cursor.TryTake("false"):
                return JsonValue.OfWord(JsonKind.Boolean, "false", line, column);
            case 'n' when _cursor.TryTake("null"):
                return JsonValue.OfWord(JsonKind.Null, "null", line, column);
            default:
                throw _cursor.Expected("a value");
        }
    }

    private JsonValue[] ReadItems()
    {
        List<JsonValue> items = [];
        Enter();
        if (!_cursor.TryTake(']'))
        {
            do
            {
                items.Add(ReadValue());
                _cursor.SkipSpace();
            }
            while (_cursor.TryTake(','));

            _cursor.Take(']', "',' or ']' after an element");
        }

        _depth--;
        return [.. items];
    }

    private JsonMember[] ReadMembers()
    {
        List<JsonMember> members = [];

        // Our files are read without regard to case, so names that differ only in case are one name.
        HashSet<string> keys = new(StringComparer.OrdinalIgnoreCase);
        Enter();
        if (!_cursor.TryTake('}'))
        {
            do
            {
                _cursor.SkipSpace();
                members.Add(ReadMember(keys));
                _cursor.SkipSpace();
            }
            while (_cursor.TryTake(','));

            _cursor.Take('}', "',' or '}' after a member");
        }

        _depth--;
        return [.. members];
    }

    private JsonMember ReadMember(HashSet<string> keys)
    {
        (int line, int column) = (_cursor.Line, _cursor.Column);
        string key = _cursor.Current == '"' ? _cursor.ReadText() : throw _cursor.Expected("a key in double quotes");
        if (!keys.Add(key))
        {
            throw new JsonFormatException(line, column, $"the key {JsonValue.Of(key)} stands in this object already.");
        }

        _cursor.SkipSpace();
        _cursor.Take(':', "':' after a key");
        return new JsonMember(key, ReadValue(), line, column);
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw _cursor.Error($"arrays and objects are nested deeper than {MaxDepth}, the limit.");
        }

        _cursor.Skip();
        _cursor.SkipSpace();
    }
}
