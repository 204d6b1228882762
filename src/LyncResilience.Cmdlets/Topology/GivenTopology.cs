using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Cmdlets;

/// <summary>What stands behind <c>-Topology</c>: a topology, the path of a file, a document, or a topology that is no longer of our type.</summary>
internal static class GivenTopology
{
    private const string NextStep = "A topology is what (Get-CsTopology -AsXml).ToString() > topology.xml writes, Topology Builder's .tbxml, the .zip of Export-CsConfiguration, or our JSON.";

    /// <summary>Reads it.</summary>
    /// <exception cref="ResilienceException">It can't be read, or is no topology.</exception>
    internal static ResilienceTopology Read(PathIntrinsics paths, object given)
    {
        PSObject wrapped = PSObject.AsPSObject(given);
        return wrapped.BaseObject switch
        {
            ResilienceTopology topology => topology,
            { } document when ContentOf(document) is { } content => ReadContent(content, TopologyOverrides.None),
            FileSystemInfo file => ReadFile(file.FullName, TopologyOverrides.None),
            string path => ReadFile(Resolve(paths, path), TopologyOverrides.None),
            _ when TopologyObject.IsTopology(wrapped) => ReadObject(wrapped),
            object other => throw Unreadable(given, $"A {other.GetType().Name} is no topology."),
        };
    }

    /// <summary>The document itself where it was given in place of a file, as <c>Get-CsTopology -AsXml</c> returns it; null for anything else.</summary>
    internal static string? ContentOf(object given) => given switch
    {
        XmlNode node => node.OuterXml,
        XNode node => node.ToString(),
        string text when text.TrimStart() is { Length: > 0 } start && (start[0] is '<' or '{') => text,
        _ => null,
    };

    /// <summary>Reads a document that was given itself.</summary>
    /// <exception cref="ResilienceException">It is no topology.</exception>
    internal static ResilienceTopology ReadContent(string content, TopologyOverrides overrides)
    {
        const string Source = "the document given";
        try
        {
            using MemoryStream stream = new(Encoding.UTF8.GetBytes(content));
            return TopologyFile.Read(stream, Source, overrides);
        }
        catch (TopologyFormatException exception)
        {
            throw Unreadable(Source, exception.Message, exception);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ResilienceException">It can't be read, or is no topology.</exception>
    internal static ResilienceTopology ReadFile(string path, TopologyOverrides overrides)
    {
        try
        {
            return TopologyFile.Read(path, overrides);
        }
        catch (Exception exception) when (exception is TopologyFormatException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception.Message.Contains(path) ? exception.Message : $"{path}: {exception.Message}", exception);
        }
    }

    internal static ResilienceException Unreadable(object target, string reason, Exception? inner = null) =>
        new(
            ErrorIds.TopologyUnreadable,
            inner is IOException or UnauthorizedAccessException ? ErrorCategory.ReadError : ErrorCategory.InvalidData,

            // A document's own message says what was expected there.
            inner is TopologyFormatException ? reason : $"{reason} {NextStep}",
            target,
            inner);

    private static ResilienceTopology ReadObject(PSObject value)
    {
        try
        {
            return TopologyObject.Read(value);
        }
        catch (TopologyFormatException exception)
        {
            throw Unreadable(value, $"{exception.Message} After ConvertTo-Json it must have had -Depth {StoredReader.JsonDepth}.", exception);
        }
    }

    private static string Resolve(PathIntrinsics paths, string path) =>
        new FilePaths(paths, (refused, exception) => throw Unreadable(refused, $"'{refused}' is not the path of a file: {exception.Message}", exception)).Literal(path)!;
}
