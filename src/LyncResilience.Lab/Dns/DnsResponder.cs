using System;
using System.Text;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Lab.Dns;

/// <summary>Turns a query into the response on the wire, right or wrong as ordered.</summary>
internal sealed class DnsResponder
{
    private const int PlainUdpSize = 512; // RFC 1035 4.2.1
    private const int LargestUdpSize = 4096;
    private const int HeaderSize = 12;
    private static readonly byte[] s_garbage = Encoding.ASCII.GetBytes("This is no DNS message, whatever port it comes from.");

    private readonly LabZones _zones;

    public DnsResponder(LabZones zones)
    {
        _zones = zones;
    }

    /// <summary>Reads a query; null when it is none.</summary>
    public static DnsMessage? Read(byte[] bytes)
    {
        try
        {
            return DnsMessage.Parse(bytes, bytes.Length);
        }
        catch (DnsFormatException)
        {
            return null;
        }
    }

    /// <summary>Answers a query.</summary>
    /// <param name="bytes">The query as it came.</param>
    /// <param name="query">The query as it was read; null when it is malformed.</param>
    /// <param name="isUdp">Whether size matters.</param>
    /// <param name="fault">What goes wrong; null for nothing.</param>
    /// <returns>The response's bytes, or null when there is none.</returns>
    public byte[]? Respond(byte[] bytes, DnsMessage? query, bool isUdp, LabFaultKind? fault)
    {
        if (fault == LabFaultKind.Silent || bytes.Length < HeaderSize || query is { IsResponse: true })
        {
            return null;
        }

        if (fault == LabFaultKind.Garbage)
        {
            return s_garbage;
        }

        if (query is null)
        {
            return new DnsMessage { Id = (ushort)((bytes[0] << 8) | bytes[1]), IsResponse = true, ResponseCode = DnsResponseCode.FormatError }.ToBytes();
        }

        if (fault == LabFaultKind.Truncated && isUdp)
        {
            return Response(query, new ZoneAnswer(DnsResponseCode.NoError), query.Id, truncated: true).ToBytes();
        }

        ushort id = fault == LabFaultKind.WrongId ? (ushort)(query.Id ^ 0x5A5A) : query.Id;
        int size = query.PayloadSize is { } offered ? Math.Min(Math.Max(offered, PlainUdpSize), LargestUdpSize) : PlainUdpSize;
        return Response(query, Answer(query, fault), id, truncated: false).ToBytes(isUdp ? size : null);
    }

    private static DnsMessage Response(DnsMessage query, ZoneAnswer answer, ushort id, bool truncated) => new()
    {
        Id = id,
        IsResponse = true,
        OperationCode = query.OperationCode,
        Authoritative = answer.ResponseCode is DnsResponseCode.NoError or DnsResponseCode.NameError,
        Truncated = truncated,
        RecursionDesired = query.RecursionDesired,
        ResponseCode = answer.ResponseCode,
        QuestionName = query.QuestionName,
        QuestionType = query.QuestionType,
        QuestionClass = query.QuestionClass,
        PayloadSize = query.PayloadSize is null ? null : LargestUdpSize,
        Answers = answer.Answers,
        Authorities = answer.Authorities,
        Additionals = answer.Additionals,
    };

    private ZoneAnswer Answer(DnsMessage query, LabFaultKind? fault)
    {
        const int IncrementalTransfer = 251; // RFC 1995
        const int WholeTransfer = 252; // RFC 5936
        return fault switch
        {
            LabFaultKind.Refused => new ZoneAnswer(DnsResponseCode.Refused),
            LabFaultKind.ServerFailure => new ZoneAnswer(DnsResponseCode.ServerFailure),
            _ when query.EdnsVersion != 0 => new ZoneAnswer(DnsResponseCode.BadVersion),
            _ when query.OperationCode != 0 => new ZoneAnswer(DnsResponseCode.NotImplemented),
            _ when query.QuestionName is null => new ZoneAnswer(DnsResponseCode.FormatError),
            _ when query.QuestionClass != DnsRecordCodec.ClassInternet => new ZoneAnswer(DnsResponseCode.Refused),
            _ when (int)query.QuestionType is IncrementalTransfer or WholeTransfer => new ZoneAnswer(DnsResponseCode.Refused),
            _ => _zones.Answer(query.QuestionName, query.QuestionType),
        };
    }
}
