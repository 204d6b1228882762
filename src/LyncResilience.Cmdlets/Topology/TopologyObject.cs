using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Json;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads a topology back that went through Export-Clixml, a remote session or ConvertTo-Json: an object with Pools, Sites and so on, but no
/// longer of our type. Our own JSON after ConvertFrom-Json is one of these.
/// </summary>
internal static class TopologyObject
{
    private const int DeepestNesting = 8;

    /// <summary>Whether an object looks like a topology. A laboratory has pools too.</summary>
    internal static bool IsTopology(PSObject candidate) => candidate.Properties["Pools"] is not null && candidate.Properties["IsRunning"] is null;

    /// <summary>Reads it.</summary>
    /// <exception cref="TopologyFormatException">It is no topology, or was cut off on its way.</exception>
    internal static ResilienceTopology Read(PSObject value)
    {
        // About the document itself rather than the deployment, and therefore no keys of the file format.
        string source = value.Properties["Source"]?.Value?.ToString() is { Length: > 0 } given ? given : "the topology object";
        JsonValue content = JsonValue.OfMembers(
            [.. Members(value.Properties.Where(property => property.Name is not ("Source" or "Warnings")).Select(property => (property.Name, (object?)property.Value)), 0)], 0, 0);
        TopologyDraft draft = TopologyJson.Read(content, source);
        draft.Warnings.AddRange(Elements.Of(value.Properties["Warnings"]?.Value).Select(warning => warning.ToString()));
        return draft.Build();
    }

    private static IEnumerable<JsonMember> Members(IEnumerable<(string Name, object? Value)> members, int depth) =>
        members.Select(member => new JsonMember(member.Name, Named(member.Name, member.Value) is { } name ? JsonValue.Of(name) : ValueOf(member.Value, depth + 1)));

    /// <summary>The name of a value that was an enumeration's and has become a number.</summary>
    private static string? Named(string key, object? value)
    {
        Type? names = key.ToUpperInvariant() switch
        {
            "KIND" => typeof(PoolKind),
            "VERSION" => typeof(PoolVersion),
            _ => null,
        };
        object? number = value is PSObject wrapped ? wrapped.BaseObject : value;
        return names is not null && number is int or long ? Enum.GetName(names, Convert.ToInt32(number, CultureInfo.InvariantCulture)) : null;
    }

    private static JsonValue ValueOf(object? value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new TopologyFormatException("The object given as topology is nested too deep to be one.");
        }

        return Elements.Unwrap(value) switch
        {
            null => JsonValue.OfWord(JsonKind.Null, "null", 0, 0),
            string text => JsonValue.Of(text),
            bool flag => JsonValue.Of(flag),
            (sbyte or byte or short or ushort or int or uint or long or ulong or double or decimal) and var number =>
                JsonValue.OfNumber(Convert.ToString(number, CultureInfo.InvariantCulture), 0, 0),
            IEnumerable list => JsonValue.Of(list.Cast<object?>().Select(item => ValueOf(item, depth + 1))),
            PSObject properties => JsonValue.OfMembers([.. Members(properties.Properties.Select(property => (property.Name, (object?)property.Value)), depth)], 0, 0),
            object other => JsonValue.Of(other.ToString()),
        };
    }
}
