using System.Collections.Generic;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Json;

namespace LyncResilience.Simulation.Scenarios;

/// <summary>A DNS record in a scenario: an object, or a line of a zone file (RFC 1035 5).</summary>
internal static class RecordJson
{
    private const int DefaultTtl = 3600;
    private const int DefaultPort = 5061;

    internal static string[] Keys { get; } = ["name", "priority", "weight", "port", "target", "ttl"];

    /// <summary>Reads a record; a line may hold several.</summary>
    /// <exception cref="JsonFormatException">It is none.</exception>
    public static IReadOnlyList<DnsRecord> Read(JsonValue value)
    {
        if (value.Kind == JsonKind.Text)
        {
            return ReadLine(value);
        }

        JsonFields fields = JsonFields.Of(value, "a record", Keys);
        string name = Name(fields, "name");
        string target = Name(fields, "target");
        int ttl = fields.Seconds("ttl") ?? DefaultTtl;
        if (name.StartsWith("_", System.StringComparison.Ordinal))
        {
            return [new SrvRecord(name, ttl, fields.Whole("priority", 0, 65_535) ?? 0, fields.Whole("weight", 0, 65_535) ?? 0, fields.Whole("port", 1, 65_535) ?? DefaultPort, target)];
        }

        return [IPAddress.TryParse(target, out IPAddress address) ? new AddressRecord(name, ttl, address) : new NameRecord(name, DnsRecordType.CName, ttl, target)];
    }

    /// <summary>The known record that an object describes; keys that are absent fit every record. What is described and unknown is read as it stands.</summary>
    public static DnsRecord Recognise(JsonValue value, KnownRecords known)
    {
        DnsRecord described = Read(value)[0];
        if (value.Kind == JsonKind.Text || described is not SrvRecord srv)
        {
            return described;
        }

        JsonFields fields = JsonFields.Of(value, "a record", Keys);
        bool anyPriority = fields.Find("priority") is null;
        bool anyWeight = fields.Find("weight") is null;
        bool anyPort = fields.Find("port") is null;
        return known.Of(srv.Name, srv.Target).FirstOrDefault(record =>
            (anyPriority || record.Priority == srv.Priority) && (anyWeight || record.Weight == srv.Weight) && (anyPort || record.Port == srv.Port)) ?? described;
    }

    private static IReadOnlyList<DnsRecord> ReadLine(JsonValue value)
    {
        try
        {
            IReadOnlyList<DnsRecord> records = ZoneFile.Parse(value.Text.Trim());
            return records.Count > 0 ? records : throw new JsonFormatException(value.Line, value.Column, $"{value} holds no record that sign-in uses.");
        }
        catch (ZoneFileException exception)
        {
            throw new JsonFormatException(value.Line, value.Column, $"{value} is no line of a zone file: {exception.Message}");
        }
    }

    private static string Name(JsonFields fields, string key)
    {
        string text = fields.RequiredText(key).Trim();
        return text == DnsName.Root ? text : text.TrimEnd('.');
    }
}
