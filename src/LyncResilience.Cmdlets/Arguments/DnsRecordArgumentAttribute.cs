using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Turns zone-file lines, paths of zone files, and objects or hashtables with Name, Priority, Weight, Port, Target and Ttl into DNS
/// records. What can't be read fails in binding.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DnsRecordArgumentAttribute : ArgumentTransformationAttribute
{
    private const int DefaultTtl = 3600;
    private const int LargestFile = 1024 * 1024;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => Elements.Of(inputData).SelectMany(element => RecordsOf(engineIntrinsics, element)).ToArray();

    private static IEnumerable<DnsRecord> RecordsOf(EngineIntrinsics engine, object element)
    {
        switch (element)
        {
            case DnsRecord record:
                return [record];
            case string text:
                return FromText(engine, text);
            case IDictionary table:
                return [FromProperties(key => table[key])];
            default:
                PSObject properties = PSObject.AsPSObject(element);
                return [FromProperties(name => properties.Properties[name]?.Value)];
        }
    }

    private static IEnumerable<DnsRecord> FromText(EngineIntrinsics engine, string text)
    {
        try
        {
            return [.. ZoneFile.Parse(FindFile(engine, text) is { } file ? Read(file) : text)];
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or RuntimeException or ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException($"'{text}' is no zone-file line and no readable zone file: {exception.Message}", exception);
        }
    }

    /// <summary>The file that a text names; null when it is zone text itself.</summary>
    private static FileInfo? FindFile(EngineIntrinsics engine, string text)
    {
        // A record has at least a name, a type and data; a text without blanks can only be a path.
        bool canBeZone = text.Any(char.IsWhiteSpace);
        try
        {
            string path = engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(text);
            return canBeZone && !File.Exists(path) ? null : new FileInfo(path);
        }
        catch (Exception exception) when (canBeZone && exception is (RuntimeException or ArgumentException or NotSupportedException))
        {
            // Zone text may hold what no path may, such as a colon.
            return null;
        }
    }

    private static string Read(FileInfo file) => file is { Exists: true, Length: > LargestFile }
        ? throw new IOException($"the file is larger than {LargestFile} bytes.")
        : File.ReadAllText(file.FullName);

    private static SrvRecord FromProperties(Func<string, object?> value)
    {
        return new SrvRecord(
            Text("Name"), Number("Ttl", DefaultTtl, int.MaxValue), Number("Priority", 0, 65535), Number("Weight", 0, 65535), Number("Port", null, 65535), Text("Target"));

        string Text(string name) => value(name)?.ToString()?.TrimEnd('.') is { Length: > 0 } text
            ? text
            : throw new ArgumentTransformationMetadataException($"An SRV record as an object needs a {name}; its properties are Name, Priority, Weight, Port, Target and Ttl.");

        int Number(string name, int? fallback, int largest)
        {
            object? raw = value(name);
            if (raw is null && fallback is int known)
            {
                return known;
            }

            return int.TryParse(Convert.ToString(raw, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= largest
                ? number
                : throw new ArgumentTransformationMetadataException($"The {name} '{raw}' of an SRV record is not a number from 0 to {largest}.");
        }
    }
}
