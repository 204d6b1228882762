using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Json;

namespace LyncResilience.Validation.Configuration;

/// <summary>Turns what PowerShell's data files are parsed into to the tree that our JSON is read into, so that one reader reads both.</summary>
internal static class DictionaryTree
{
    /// <exception cref="JsonFormatException">A value is of no kind that a configuration could hold, or tables nest too deeply.</exception>
    public static JsonValue Of(IDictionary table) => Of(table, depth: 0);

    private static JsonValue Of(object? value, int depth)
    {
        if (depth > JsonReader.MaxDepth)
        {
            throw new JsonFormatException(0, 0, string.Format(CultureInfo.InvariantCulture, "tables nest more than {0} deep, the limit.", JsonReader.MaxDepth));
        }

        return value switch
        {
            null => JsonValue.OfWord(JsonKind.Null, "null", 0, 0),
            string text => JsonValue.Of(text),
            bool flag => JsonValue.Of(flag),
            int number => JsonValue.Of(number),
            long or double or decimal => JsonValue.OfNumber(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), 0, 0),
            DateTime day => JsonValue.Of(day.ToString(ValidationJson.DayFormat, CultureInfo.InvariantCulture)),
            IDictionary table => OfTable(table, depth),
            IEnumerable items => JsonValue.Of(items.Cast<object?>().Select(item => Of(item, depth + 1))),
            _ => throw new JsonFormatException(0, 0, $"a {value.GetType().Name} is nothing that a configuration could hold; write a text, a number, $true, $false, a list or a table."),
        };
    }

    // A hashtable has no order, and which error is told first must not depend on chance.
    private static JsonValue OfTable(IDictionary table, int depth)
    {
        List<JsonMember> members = [];
        foreach (DictionaryEntry entry in table)
        {
            members.Add(new JsonMember(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, Of(entry.Value, depth + 1)));
        }

        JsonMember[] sorted = [.. members.OrderBy(member => member.Key, StringComparer.OrdinalIgnoreCase)];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (string.Equals(sorted[i].Key, sorted[i - 1].Key, StringComparison.OrdinalIgnoreCase))
            {
                throw new JsonFormatException(0, 0, $"the key '{sorted[i].Key}' stands there twice.");
            }
        }

        return JsonValue.OfMembers(sorted, 0, 0);
    }
}
