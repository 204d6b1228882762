using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using DnsClient;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.DnsClientNet;

/// <summary>
/// Names between DnsClient.NET and us. It knows three texts of a name, none of which tells a dot inside a label from one between labels: questions
/// and owner names hold the labels' octets as they are, read as UTF-8; names in a record's data have some octets escaped.
/// </summary>
internal static class LibraryName
{
    private const string AcePrefix = "xn--";

    /// <summary>A name in the form in which the library asks for it.</summary>
    /// <returns>False when it can't: a dot would end the label, and an octet above 127 would become two. 127 is no host's either.</returns>
    public static bool TryAsk(string name, [NotNullWhen(true)] out DnsString? question)
    {
        question = null;
        string text = DnsName.Normalize(DnsName.ToAscii(name));
        StringBuilder octets = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            char octet = text[index];
            if (octet == '\\')
            {
                bool isNumber = text[index + 1] is >= '0' and <= '9';
                octet = isNumber ? (char)int.Parse(text.Substring(index + 1, 3), CultureInfo.InvariantCulture) : text[index + 1];
                index += isNumber ? 3 : 1;
                if (octet is '.' or > (char)126)
                {
                    return false;
                }
            }

            octets.Append(octet);
        }

        try
        {
            // The one way in that lets every octet pass takes an ACE label for something to decode.
            string asked = octets.ToString();
            question = asked.Contains(AcePrefix) ? DnsString.Parse(asked) : DnsString.FromResponseQueryString(asked);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The text of a question's or owner's name.</summary>
    public static string OfOwner(DnsString name)
    {
        StringBuilder text = new(name.Original.Length);
        foreach (byte octet in Encoding.UTF8.GetBytes(name.Original))
        {
            _ = octet is (byte)'\\' or > 126
                ? text.Append('\\').Append(octet.ToString("000", CultureInfo.InvariantCulture))
                : text.Append((char)octet);
        }

        return DnsName.Normalize(text.Length == 0 ? DnsName.Root : text.ToString());
    }

    /// <summary>The text of a name in a record's data.</summary>
    public static string OfData(DnsString name) => DnsName.Normalize(name.Value);
}
