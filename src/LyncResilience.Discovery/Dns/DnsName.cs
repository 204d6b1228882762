using System;
using System.Globalization;

namespace LyncResilience.Discovery.Dns;

/// <summary>
/// Domain names as text: labels joined by dots without a final one, the root as <c>.</c>, and unusual octets escaped as
/// <c>\.</c> or <c>\046</c> (RFC 1035 5.1, RFC 4343 2.1), so that every name on the wire has exactly one text.
/// </summary>
internal static class DnsName
{
    /// <summary>The name of the root; as an SRV target it means that the service is not offered (RFC 2782).</summary>
    public const string Root = ".";

    /// <summary>The longest name on the wire in octets, final zero included (RFC 1035 2.3.4).</summary>
    public const int MaximumLength = 255;

    /// <summary>The longest label in octets (RFC 1035 2.3.4).</summary>
    public const int MaximumLabelLength = 63;

    /// <summary>Free octets that a buffer must have where a name is written: the longest name and one label that proves too much.</summary>
    public const int WriteMargin = MaximumLength + MaximumLabelLength + 2;

    /// <summary>DNS names are equal without regard to ASCII case (RFC 4343).</summary>
    public static bool AreEqual(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>Internationalised names become the ASCII names that stand in DNS (RFC 5890); ASCII names stay as they are.</summary>
    public static string ToAscii(string name)
    {
        foreach (char character in name)
        {
            if (character > '\x7f')
            {
                try
                {
                    // Case is folded first: not every platform's mapping does (RFC 5891 5.2).
                    return new IdnMapping().GetAscii(name.ToLowerInvariant());
                }
                catch (ArgumentException exception)
                {
                    throw new DnsFormatException($"'{name}' cannot be an internationalised domain name: {exception.Message}");
                }
            }
        }

        return name;
    }

    /// <summary>The one text of a name: escapes as few octets as possible and has no final dot.</summary>
    public static string Normalize(string name)
    {
        byte[] wire = new byte[WriteMargin];
        int count = Write(name, wire, 0);
        return new DnsReader(wire, count).ReadName();
    }

    /// <summary>Writes a whole name, uncompressed.</summary>
    /// <returns>The position after it.</returns>
    /// <exception cref="DnsFormatException">The text is no domain name.</exception>
    public static int Write(string name, byte[] buffer, int position)
    {
        int start = position;
        for (int index = name == Root ? 1 : 0; index < name.Length;)
        {
            index = WriteLabel(name, index, buffer, ref position);
            CheckLength(name, position - start);
        }

        buffer[position] = 0;
        return position + 1;
    }

    /// <summary>Throws when the labels written so far leave no room for the final zero.</summary>
    public static void CheckLength(string name, int length)
    {
        if (length >= MaximumLength)
        {
            throw new DnsFormatException($"The name '{name}' is longer than {MaximumLength} octets.");
        }
    }

    /// <summary>Writes the label that begins at <paramref name="index"/>, with its length before it.</summary>
    /// <returns>Where the next label begins in the text.</returns>
    public static int WriteLabel(string name, int index, byte[] buffer, ref int position)
    {
        int lengthAt = position++;
        while (index < name.Length && name[index] != '.')
        {
            if (position - lengthAt > MaximumLabelLength)
            {
                throw new DnsFormatException($"The name '{name}' has a label longer than {MaximumLabelLength} octets.");
            }

            buffer[position++] = name[index] == '\\' ? ReadEscape(name, ref index) : ReadPlain(name, ref index);
        }

        if (position == lengthAt + 1)
        {
            throw new DnsFormatException($"The name '{name}' has an empty label.");
        }

        buffer[lengthAt] = (byte)(position - lengthAt - 1);
        return index + 1;
    }

    private static byte ReadPlain(string name, ref int index)
    {
        char character = name[index++];
        return character <= '\x7f'
            ? (byte)character
            : throw new DnsFormatException($"The name '{name}' has a character outside ASCII at position {index}.");
    }

    private static byte ReadEscape(string name, ref int index)
    {
        index++;
        if (index < name.Length && (name[index] < '0' || name[index] > '9'))
        {
            return ReadPlain(name, ref index);
        }

        if (index + 3 <= name.Length
            && int.TryParse(name.Substring(index, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value <= byte.MaxValue)
        {
            index += 3;
            return (byte)value;
        }

        throw new DnsFormatException($"The name '{name}' has a broken escape at position {index}.");
    }
}
