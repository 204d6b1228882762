namespace LyncResilience.Discovery.Json;

/// <summary>A name and its value in a JSON object, with the place of the name. Immutable.</summary>
internal sealed class JsonMember
{
    public JsonMember(string key, JsonValue value, int line = 0, int column = 0)
    {
        Key = key;
        Value = value;
        Line = line;
        Column = column;
    }

    public string Key { get; }

    public JsonValue Value { get; }

    /// <summary>The line of the name, counted from 1; 0 when it was not read from a text.</summary>
    public int Line { get; }

    /// <summary>The column of the name's quote in UTF-16 units, counted from 1; 0 when it was not read from a text.</summary>
    public int Column { get; }
}
