using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Json;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Validation.Configuration;

namespace LyncResilience.Cmdlets;

/// <summary>What stands behind <c>-Configuration</c>: the path of a JSON or psd1 file, or a table of the same keys.</summary>
internal static class GivenConfiguration
{
    private const int LargestFile = 1024 * 1024;
    private const string TableSource = "In the table given with -Configuration";

    /// <summary>Reads it. A relative path of a topology in a file is meant from the file's folder.</summary>
    /// <exception cref="ResilienceException">It can't be read, or is no configuration. The message names file, line and key, and what would be right.</exception>
    internal static ValidationConfiguration Read(PathIntrinsics paths, object given)
    {
        PSObject wrapped = PSObject.AsPSObject(given);
        return wrapped.BaseObject switch
        {
            IDictionary table => Checked(TableSource, given, () => ValidationConfiguration.FromDictionary((IDictionary)Plain(table)!, TableSource)),
            FileSystemInfo file => ReadFile(file.FullName),
            string path => ReadFile(Resolve(paths, path)),
            object other => throw Invalid(given, $"A {other.GetType().Name} is no configuration. Give the path of a .psd1 or .json file, or a hashtable of the same keys."),
        };
    }

    internal static ResilienceException Invalid(object? target, string message, Exception? inner = null) => new(
        ErrorIds.ConfigurationInvalid, inner is IOException or UnauthorizedAccessException ? ErrorCategory.ReadError : ErrorCategory.InvalidData, message, target, inner);

    private static ValidationConfiguration ReadFile(string path) => Checked(path, path, () =>
    {
        if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
        {
            throw Invalid(path, $"{path} is larger than {LargestFile} bytes: that is no validation configuration.");
        }

        string text = File.ReadAllText(path);
        bool isData = string.Equals(Path.GetExtension(path), ".psd1", StringComparison.OrdinalIgnoreCase);
        ValidationConfiguration configuration = isData ? ValidationJson.Read(DataFile.Read(text)) : ValidationConfiguration.Parse(text, path);
        return configuration.Topology is null ? configuration : configuration with { Topology = Path.Combine(Path.GetDirectoryName(path)!, configuration.Topology) };
    });

    private static ValidationConfiguration Checked(string source, object target, Func<ValidationConfiguration> read)
    {
        try
        {
            ValidationConfiguration configuration = read();
            Array.ForEach([.. configuration.DnsServers], DnsServerList.Check);
            return configuration with
            {
                SipDomains = [.. configuration.SipDomains.Select(domain => SipName.TryParseDomain(domain, out string name)
                    ? name
                    : throw Invalid(target, $"{source}: '{domain}' in sipDomains is not a SIP domain. Write it like contoso.com."))],
                TrustedDomains = [.. configuration.TrustedDomains.Select(TrustedDomainArgumentAttribute.DomainOf)],
            };
        }
        catch (JsonFormatException exception)
        {
            throw Invalid(target, $"{source}, {exception.Message}", exception);
        }
        catch (ValidationFormatException exception)
        {
            throw Invalid(target, exception.Message, exception);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentTransformationMetadataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Invalid(target, exception.Message.Contains(source) ? exception.Message : $"{source}: {exception.Message}", exception);
        }
    }

    private static string Resolve(PathIntrinsics paths, string path) =>
        new FilePaths(paths, (refused, exception) => throw Invalid(refused, $"'{refused}' is not the path of a file: {exception.Message}", exception)).Literal(path)!;

    // What came through a pipeline or a cmdlet is wrapped, at any depth.
    private static object? Plain(object? value)
    {
        object? bare = Elements.Unwrap(value);
        switch (bare)
        {
            case IDictionary table:
                Hashtable copy = new(StringComparer.Ordinal);
                foreach (DictionaryEntry entry in table)
                {
                    copy[entry.Key] = Plain(entry.Value);
                }

                return copy;
            case IEnumerable and not string:
                return ((IEnumerable)bare).Cast<object?>().Select(Plain).ToArray();
            default:
                return bare;
        }
    }
}
