using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// Why a server refused, from <c>ms-diagnostics</c> or <c>ms-diagnostics-public</c> (MS-OCER). Reason texts differ
/// between versions and from the documentation: match on <see cref="Id"/>.
/// </summary>
public sealed class MsDiagnostics
{
    private readonly string _text;

    private MsDiagnostics(string text, int id, IReadOnlyDictionary<string, string?> parameters)
    {
        _text = text;
        Id = id;
        Parameters = parameters;
    }

    /// <summary>The error id, such as 4141; without a sub-id that may follow it after a dot.</summary>
    public int Id { get; }

    /// <summary>The reason in words; null when the server gave none.</summary>
    public string? Reason => Parameter("reason");

    /// <summary>The server that wrote it; null in most public headers.</summary>
    public string? Source => Parameter("source");

    /// <summary>All name="value" pairs, <c>reason</c> and <c>source</c> included; names in any case.</summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; }

    /// <summary>Reads a header value if it begins with an error id.</summary>
    /// <param name="value">Such as <c>4141;reason="User disabled"</c>; null is none.</param>
    /// <param name="diagnostics">What it says.</param>
    public static bool TryParse(string? value, [NotNullWhen(true)] out MsDiagnostics? diagnostics)
    {
        string text = value?.Trim() ?? string.Empty;
        int end = text.IndexOf(';');
        string[] id = (end < 0 ? text : text.Substring(0, end)).TrimEnd().Split('.');
        diagnostics = null;
        if (id.Length > 2 || (id.Length == 2 && !SipText.IsDigits(id[1]))
            || !int.TryParse(id[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        diagnostics = new MsDiagnostics(text, number, SipText.Parameters(end < 0 ? string.Empty : text.Substring(end)));
        return true;
    }

    /// <summary>What a message says, <c>ms-diagnostics</c> before <c>ms-diagnostics-public</c>; unreadable ones are left out.</summary>
    /// <param name="message">The message.</param>
    public static IEnumerable<MsDiagnostics> Of(SipMessage message)
    {
        foreach (string value in message.HeaderLines("ms-diagnostics").Concat(message.HeaderLines("ms-diagnostics-public")))
        {
            if (TryParse(value, out MsDiagnostics? diagnostics))
            {
                yield return diagnostics;
            }
        }
    }

    /// <summary>The header value as it was written.</summary>
    public override string ToString() => _text;

    private string? Parameter(string name) => Parameters.TryGetValue(name, out string? value) ? value : null;
}
