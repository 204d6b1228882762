using System;
using System.Text.RegularExpressions;

namespace LyncResilience.Discovery.Sip;

/// <summary>One header line, unfolded. Its text form hides credentials, so that it can be logged.</summary>
public sealed record SipHeader
{
    /// <summary>Makes a header.</summary>
    /// <param name="name">The name as written, long or compact.</param>
    /// <param name="value">Everything after the colon, without white space around it.</param>
    /// <exception cref="ArgumentException">The name is not a token, or the value holds a line break: it would forge another header.</exception>
    public SipHeader(string name, string value)
    {
        if (!SipText.IsToken(name))
        {
            throw new ArgumentException($"'{name}' is not a header name.", nameof(name));
        }

        if (value is null || value.IndexOfAny(['\r', '\n']) >= 0)
        {
            throw new ArgumentException($"The value of {name} is missing or holds a line break.", nameof(value));
        }

        Name = name;
        Value = value;
    }

    /// <summary>The name as written.</summary>
    public string Name { get; }

    /// <summary>The value, without white space around it.</summary>
    public string Value { get; }

    /// <summary>Whether this header goes by that name, whatever the case and whether long or compact (RFC 3261 7.3.1, 7.3.3).</summary>
    /// <param name="name">The name to compare with.</param>
    public bool Is(string name) => SipHeaderNames.Same(Name, name);

    /// <summary><c>Name: value</c> without tokens, signatures of requests and passwords.</summary>
    public override string ToString()
    {
        if (Is("Authorization") || Is("Proxy-Authorization"))
        {
            int space = Value.IndexOf(' ');
            return space < 0 ? $"{Name}: {Shown.Hidden}" : $"{Name}: {Value.Substring(0, space)} {Shown.Hidden}";
        }

        return $"{Name}: {Regex.Replace(Value, "(gssapi-data\\s*=\\s*)(\"[^\"]*\"?|[^,;\\s]+)", "$1" + Shown.Hidden, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)}";
    }
}
