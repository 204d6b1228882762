using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Authentication;

/// <summary>Reads an authentication header value from left to right.</summary>
internal sealed class AuthenticationHeaderReader
{
    private const int MaximumLength = 65_536;
    private const int MaximumParameters = 64;

    private readonly string _text;
    private int _position;

    public AuthenticationHeaderReader(string text)
    {
        _text = text.Length <= MaximumLength
            ? text
            : throw new AuthenticationFormatException($"The authentication header is too long ({text.Length} characters, limit {MaximumLength}).");

        // No quoted-string and no token has any (RFC 3261 25.1); a line break that came in here could go out again as a header of its own.
        if (text.Any(static character => character is < ' ' and not '\t'))
        {
            throw new AuthenticationFormatException("The authentication header holds a line break or another control character.");
        }
    }

    private bool AtEnd => _position >= _text.Length;

    public AuthenticationHeader Read()
    {
        SkipSpace();
        var scheme = ReadToken("scheme");
        if (!AtEnd && !IsSpace(_text[_position]))
        {
            throw Unexpected("a space after the scheme");
        }

        var parameters = new List<KeyValuePair<string, string>>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        SkipSpaceAndCommas();
        while (!AtEnd)
        {
            var parameter = ReadParameter();
            if (!names.Add(parameter.Key))
            {
                throw new AuthenticationFormatException($"The authentication header says {parameter.Key} twice.");
            }

            parameters.Add(parameter);
            if (parameters.Count > MaximumParameters)
            {
                throw new AuthenticationFormatException($"The authentication header has more than {MaximumParameters} parameters.");
            }

            SkipSpace();
            if (!AtEnd && _text[_position] != ',')
            {
                throw Unexpected("a comma");
            }

            SkipSpaceAndCommas();
        }

        return new AuthenticationHeader(scheme, parameters);
    }

    private static bool IsSpace(char character) => character is ' ' or '\t';

    private KeyValuePair<string, string> ReadParameter()
    {
        var name = ReadToken("parameter name");
        SkipSpace();
        if (AtEnd || _text[_position] != '=')
        {
            throw Unexpected($"'=' after {name}");
        }

        _position++;
        SkipSpace();
        var value = !AtEnd && _text[_position] == '"' ? ReadQuoted(name) : ReadBare();
        return new KeyValuePair<string, string>(name, value);
    }

    private string ReadToken(string what)
    {
        var start = _position;
        while (!AtEnd && !IsSpace(_text[_position]) && _text[_position] is not ('=' or ',' or '"'))
        {
            _position++;
        }

        var token = _text.Substring(start, _position - start);
        return SipText.IsToken(token) ? token : throw Unexpected($"a {what}");
    }

    private string ReadBare()
    {
        var start = _position;
        while (!AtEnd && !IsSpace(_text[_position]) && _text[_position] is not (',' or '"'))
        {
            _position++;
        }

        return _text.Substring(start, _position - start);
    }

    private string ReadQuoted(string name)
    {
        var start = ++_position;
        var plain = _text.IndexOfAny(['"', '\\'], start);
        if (plain >= 0 && _text[plain] == '"')
        {
            _position = plain + 1;
            return _text.Substring(start, plain - start);
        }

        var value = new StringBuilder();
        for (; !AtEnd; _position++)
        {
            var character = _text[_position];
            if (character == '"')
            {
                _position++;
                return value.ToString();
            }

            if (character == '\\')
            {
                // RFC 3261 25.1: a quoted-pair stands for its second character.
                _position++;
                if (AtEnd)
                {
                    break;
                }

                character = _text[_position];
            }

            value.Append(character);
        }

        throw new AuthenticationFormatException($"The authentication header's {name} has no closing quote.");
    }

    private void SkipSpace()
    {
        while (!AtEnd && IsSpace(_text[_position]))
        {
            _position++;
        }
    }

    private void SkipSpaceAndCommas()
    {
        while (!AtEnd && (IsSpace(_text[_position]) || _text[_position] == ','))
        {
            _position++;
        }
    }

    /// <summary>Tells the place, not the text there: it may be part of a token.</summary>
    private AuthenticationFormatException Unexpected(string wanted) =>
        new($"The authentication header needs {wanted} at character {_position + 1}.");
}
