using System;
using System.Collections.Generic;
using System.Text;

namespace LyncResilience.Discovery.Sip;

/// <summary>The pieces of RFC 3261 25.1 that header values share: tokens, quoted strings, lists and parameters.</summary>
internal static class SipText
{
    /// <summary>Whether the text is a token: letters, digits and <c>-.!%*_+`'~</c>.</summary>
    public static bool IsToken(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        foreach (char character in text!)
        {
            if (!IsLetterOrDigit(character) && "-.!%*_+`'~".IndexOf(character) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>ASCII only: <see cref="char.IsLetterOrDigit(char)"/> would let every alphabet of the world into a host name.</summary>
    public static bool IsLetterOrDigit(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    /// <summary>Whether the text is digits and nothing else.</summary>
    public static bool IsDigits(string text)
    {
        foreach (char character in text)
        {
            if (character is < '0' or > '9')
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>Splits where the separator stands outside quoted strings and angle brackets; empty items are dropped.</summary>
    public static IEnumerable<string> Split(string value, char separator)
    {
        int start = 0;
        while (start <= value.Length)
        {
            int end = Find(value, separator, start);
            string item = value.Substring(start, (end < 0 ? value.Length : end) - start).Trim();
            if (item.Length > 0)
            {
                yield return item;
            }

            if (end < 0)
            {
                yield break;
            }

            start = end + 1;
        }
    }

    /// <summary>Position of a character outside quoted strings and angle brackets, or -1.</summary>
    public static int Find(string value, char wanted, int start)
    {
        bool quoted = false;
        bool bracketed = false;
        for (int i = start; i < value.Length; i++)
        {
            char character = value[i];
            if (quoted)
            {
                // A quoted-pair: the next character stands for itself, also when it is a quote.
                i += character == '\\' ? 1 : 0;
                quoted = character != '"';
            }
            else if (!bracketed && character == wanted)
            {
                return i;
            }
            else if (character == '"')
            {
                // RFC 3261 has no quotes inside <>, so one there is no reason to look for its partner.
                quoted = !bracketed;
            }
            else if (character is '<' or '>')
            {
                bracketed = character == '<';
            }
        }

        return -1;
    }

    /// <summary>Reads <c>name=value;name="quoted";flag</c>. Names are unique without regard to case, the first one counts.</summary>
    public static IReadOnlyDictionary<string, string?> Parameters(string text)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (string item in Split(text, ';'))
        {
            int equals = item.IndexOf('=');
            string name = (equals < 0 ? item : item.Substring(0, equals)).TrimEnd();
            if (name.Length > 0 && !parameters.ContainsKey(name))
            {
                parameters.Add(name, equals < 0 ? null : Unquote(item.Substring(equals + 1).Trim()));
            }
        }

        return parameters;
    }

    /// <summary>The text of a quoted string without its quotes and escapes; other text unchanged.</summary>
    public static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[text.Length - 1] != '"')
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length - 1)
            {
                i++;
            }

            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    /// <summary>Text for an error message: printable, and short whatever was sent.</summary>
    public static string Excerpt(string text)
    {
        var shown = new StringBuilder();
        foreach (char character in text)
        {
            if (shown.Length == 60)
            {
                return shown.Append("...").ToString();
            }

            shown.Append(character is < ' ' or > '~' ? '?' : character);
        }

        return shown.ToString();
    }
}
