using System;

namespace LyncResilience.Discovery.Dns;

/// <summary>One question in the form of the wire, to be sent under many ids, and the check that a response belongs to it.</summary>
internal sealed class DnsQuery
{
    /// <summary>Free octets that a buffer must have for any query.</summary>
    public const int MaximumSize = 512;

    /// <summary>
    /// What we say that we can take over UDP: it passes every usual path without fragments, which can be forged
    /// (RFC 6891 6.2.5, DNS flag day 2020).
    /// </summary>
    public const int PayloadSize = 1232;

    private const int HeaderLength = 12;
    private readonly byte[] _question;
    private readonly int _length;

    /// <summary>Prepares a question.</summary>
    /// <exception cref="DnsFormatException">The name cannot stand in DNS.</exception>
    public DnsQuery(string name, DnsRecordType type)
    {
        Name = name;
        Type = type;
        string ascii = DnsName.ToAscii(name);

        // The text never has fewer characters than the labels have octets; a first length and the final zero come on top.
        _question = new byte[ascii.Length + 2 + 4];
        int length = DnsName.Write(ascii, _question, 0);
        _question[length] = (byte)((int)type >> 8);
        _question[length + 1] = (byte)type;
        _question[length + 3] = DnsRecordCodec.ClassInternet;
        _length = length + 4;
    }

    public string Name { get; }

    public DnsRecordType Type { get; }

    /// <summary>Writes the query: recursion desired, and EDNS unless the server does not know it.</summary>
    /// <returns>Its length in octets.</returns>
    public int Write(byte[] buffer, int offset, ushort id, bool edns)
    {
        Array.Clear(buffer, offset, HeaderLength);
        buffer[offset] = (byte)(id >> 8);
        buffer[offset + 1] = (byte)id;
        buffer[offset + 2] = 0x01;
        buffer[offset + 5] = 1;
        Buffer.BlockCopy(_question, 0, buffer, offset + HeaderLength, _length);
        int length = HeaderLength + _length;
        if (edns)
        {
            buffer[offset + 11] = 1;
            int opt = offset + length;
            Array.Clear(buffer, opt, 11);
            buffer[opt + 2] = DnsMessageReader.TypeOpt;
            buffer[opt + 3] = PayloadSize >> 8;
            buffer[opt + 4] = PayloadSize & 0xFF;
            length += 11;
        }

        return length;
    }

    /// <summary>Is this a response to the query that was sent under this id?</summary>
    public bool IsAnsweredBy(byte[] buffer, int count, ushort id)
    {
        if (count < HeaderLength || ((buffer[0] << 8) | buffer[1]) != id || (buffer[2] & 0xF8) != 0x80)
        {
            return false;
        }

        int questions = (buffer[4] << 8) | buffer[5];
        int code = buffer[3] & 0xF;
        return questions == 1
            ? RepeatsQuestion(buffer, count)
            // A server that could not read the question cannot repeat it.
            : questions == 0 && code is DnsResponseCode.FormatError or DnsResponseCode.NotImplemented;
    }

    /// <summary>Says TC: records are missing.</summary>
    public static bool IsTruncated(byte[] buffer) => (buffer[2] & 0x02) != 0;

    // Length octets are below 64, so that folding the case of every octet changes letters only.
    private bool RepeatsQuestion(byte[] buffer, int count)
    {
        if (count < HeaderLength + _length)
        {
            return false;
        }

        for (int index = 0; index < _length; index++)
        {
            byte asked = _question[index];
            byte repeated = buffer[HeaderLength + index];
            if (asked != repeated && (ToLower(asked) != ToLower(repeated) || index >= _length - 4))
            {
                return false;
            }
        }

        return true;
    }

    private static int ToLower(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? octet + 32 : octet;
}
