using System.Collections.Generic;

namespace LyncResilience.Discovery.Dns;

/// <summary>A DNS query or response (RFC 1035 4.1) with at most one question (RFC 9619).</summary>
internal sealed class DnsMessage
{
    /// <summary>What ties a response to its query.</summary>
    public ushort Id { get; init; }

    /// <summary>True for a response (QR).</summary>
    public bool IsResponse { get; init; }

    /// <summary>The kind of query (OPCODE): 0 is a standard one.</summary>
    public int OperationCode { get; init; }

    /// <summary>The server speaks for the zone (AA).</summary>
    public bool Authoritative { get; init; }

    /// <summary>Records are missing because they did not fit (TC): ask again over TCP.</summary>
    public bool Truncated { get; init; }

    /// <summary>The client wants the server to ask others (RD).</summary>
    public bool RecursionDesired { get; init; }

    /// <summary>The server would ask others (RA).</summary>
    public bool RecursionAvailable { get; init; }

    /// <summary>The response code, with the upper bits of EDNS when there are any (RFC 6891 6.1.3).</summary>
    public int ResponseCode { get; init; }

    /// <summary>The name of the question; null when the message has no question.</summary>
    public string? QuestionName { get; init; }

    /// <summary>The type asked for; may be a number outside the enumeration.</summary>
    public DnsRecordType QuestionType { get; init; }

    /// <summary>The class asked for: 1 is the Internet.</summary>
    public int QuestionClass { get; init; } = DnsRecordCodec.ClassInternet;

    /// <summary>The UDP payload that the sender can take (RFC 6891 6.1.2); null when the message has no OPT record.</summary>
    public int? PayloadSize { get; init; }

    /// <summary>The version of EDNS that the sender speaks (RFC 6891 6.1.3); 0 is the only one there is, and what is written.</summary>
    public int EdnsVersion { get; init; }

    /// <summary>The answer section, without records of types that are of no use here.</summary>
    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    /// <summary>The authority section, likewise.</summary>
    public IReadOnlyList<DnsRecord> Authorities { get; init; } = [];

    /// <summary>The additional section, likewise and without OPT.</summary>
    public IReadOnlyList<DnsRecord> Additionals { get; init; } = [];

    /// <summary>Reads a message; octets after its last record are ignored.</summary>
    /// <exception cref="DnsFormatException">It is not a well-formed message.</exception>
    public static DnsMessage Parse(byte[] buffer, int count) => DnsMessageReader.Read(new DnsReader(buffer, count));

    /// <summary>Writes the message.</summary>
    /// <param name="maximumSize">
    /// The most octets it may take, or null for what TCP carries. What does not fit is left out, from the first such record on;
    /// <see cref="Truncated"/> is then set, unless only additional records are missing (RFC 2181 9).
    /// </param>
    public byte[] ToBytes(int? maximumSize = null) => DnsMessageWriter.Write(this, maximumSize ?? ushort.MaxValue);
}
