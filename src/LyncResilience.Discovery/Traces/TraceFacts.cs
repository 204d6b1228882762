using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Traces;

/// <summary>What the headers of a traced message mean. What can't be read counts as absent.</summary>
internal static class TraceFacts
{
    private const string Version = "SIP/2.0 ";

    private static readonly string[] s_authentication = ["WWW-Authenticate", "Proxy-Authenticate", "Authentication-Info", "Proxy-Authentication-Info"];

    private static readonly Regex s_targetName =
        new("targetname\\s*=\\s*(?:\"(?:sip/)?([^\"]*)\"|(?:sip/)?([^\",;\\s]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The code of a status line; null of a request line.</summary>
    public static int? StatusCode(string startLine) =>
        IsStatusLine(startLine) ? int.Parse(startLine.Substring(Version.Length, 3), NumberStyles.None, CultureInfo.InvariantCulture) : null;

    /// <summary>The reason of a status line; null of a request line.</summary>
    public static string? Reason(string startLine) => IsStatusLine(startLine) ? startLine.Substring(Version.Length + 3).Trim() : null;

    /// <summary>The method of a request line, or the one that CSeq names.</summary>
    public static string? Method(string startLine, string? cseq)
    {
        string[] words = (IsStatusLine(startLine) ? cseq ?? string.Empty : startLine).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string? method = IsStatusLine(startLine) ? (words.Length == 2 ? words[1] : null) : (words.Length == 3 ? words[0] : null);
        return SipText.IsToken(method) ? method : null;
    }

    /// <summary>The URI of a From or To header.</summary>
    public static string? Address(string? header)
    {
        try
        {
            return header is null ? null : SipNameAddress.Parse(header).Uri.ToString();
        }
        catch (SipFormatException)
        {
            return null;
        }
    }

    /// <summary>All Contacts that name something.</summary>
    public static IReadOnlyList<SipNameAddress> Contacts(SipTraceMessage message)
    {
        var contacts = new List<SipNameAddress>();
        foreach (string value in message.HeaderLines("Contact").SelectMany(line => SipText.Split(line, ',')))
        {
            try
            {
                contacts.Add(SipNameAddress.Parse(value));
            }
            catch (SipFormatException)
            {
                // A Contact that names nothing leads nowhere, '*' among them; the others still do.
            }
        }

        return contacts.AsReadOnly();
    }

    /// <summary>The first diagnostics that can be read.</summary>
    public static MsDiagnostics? Diagnostics(SipTraceMessage message)
    {
        foreach (string value in message.HeaderLines("ms-diagnostics").Concat(message.HeaderLines("ms-diagnostics-public")))
        {
            if (MsDiagnostics.TryParse(value, out MsDiagnostics? diagnostics))
            {
                return diagnostics;
            }
        }

        return null;
    }

    /// <summary>The first server named, without the <c>sip/</c> that Kerberos puts before it (MS-SIPAE 2.2).</summary>
    public static string? TargetName(SipTraceMessage message)
    {
        foreach (string name in s_authentication)
        {
            foreach (string value in message.HeaderLines(name))
            {
                Match match = s_targetName.Match(value);
                if (match.Success)
                {
                    return match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value;
                }
            }
        }

        return null;
    }

    private static bool IsStatusLine(string startLine) =>
        startLine.Length >= Version.Length + 3 && startLine.StartsWith(Version, StringComparison.OrdinalIgnoreCase)
        && SipText.IsDigits(startLine.Substring(Version.Length, 3)) && (startLine.Length == Version.Length + 3 || startLine[Version.Length + 3] == ' ');
}
