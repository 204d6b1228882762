using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// Draws a topology as a Mermaid flowchart (mermaid.js.org, "Flowcharts - Basic Syntax"): sites are boxes, pools are nodes shaped by kind,
/// arrows lead to backups and from Edge pools to their next hop. Identifiers are made up here and names stand in quoted labels only, with
/// everything that Mermaid, Markdown or HTML might take for its own written as an entity code, so no name can break out.
/// </summary>
internal sealed class TopologyMermaid
{
    private readonly ResilienceTopology _topology;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<TopologyEdgePool, string> _edgeIds = [];

    private TopologyMermaid(ResilienceTopology topology) => _topology = topology;

    public static string Write(ResilienceTopology topology)
    {
        TopologyMermaid drawing = new(topology);
        drawing._text.Append("flowchart LR\n");
        drawing.NamePools();
        drawing.AppendSites();
        bool missing = drawing.AppendMissing();
        drawing.AppendBackups();
        drawing.AppendNextHops();
        if (missing)
        {
            drawing.AppendLine("classDef missing stroke:#c00,stroke-dasharray:5 5");
        }

        return drawing._text.ToString().TrimEnd('\n');
    }

    /// <summary>A name as the inside of a quoted label: letters, digits and single spaces stay, and dots and hyphens between letters or digits.</summary>
    internal static string Escape(string name)
    {
        string line = string.Join(" ", name.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        StringBuilder label = new();
        for (int index = 0; index < line.Length; index++)
        {
            char character = line[index];

            // At other places they can make a Markdown list or rule ("1. Redmond", "- Redmond").
            bool joins = character is '.' or '-' && index > 0 && index + 1 < line.Length && char.IsLetterOrDigit(line[index - 1]) && char.IsLetterOrDigit(line[index + 1]);
            bool pair = char.IsHighSurrogate(character) && index + 1 < line.Length && char.IsLowSurrogate(line[index + 1]);
            if (character == ' ' || joins || char.IsLetterOrDigit(character))
            {
                label.Append(character);
            }
            else if (pair)
            {
                label.Append('#').Append(char.ConvertToUtf32(character, line[++index]).ToString(CultureInfo.InvariantCulture)).Append(';');
            }
            else
            {
                // Controls and halves of pairs are no characters of HTML.
                int code = char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character;
                label.Append('#').Append(code.ToString(CultureInfo.InvariantCulture)).Append(';');
            }
        }

        return label.ToString();
    }

    private static string Id(string prefix, int index) => prefix + (index + 1).ToString(CultureInfo.InvariantCulture);

    private void NamePools()
    {
        for (int index = 0; index < _topology.Pools.Count; index++)
        {
            _ids[_topology.Pools[index].Fqdn] = Id("p", index);
        }

        for (int index = 0; index < _topology.EdgePools.Count; index++)
        {
            _edgeIds[_topology.EdgePools[index]] = Id("e", index);
        }
    }

    private void AppendSites()
    {
        for (int index = 0; index < _topology.Sites.Count; index++)
        {
            AppendLine($"subgraph {Id("s", index)}[\"{Escape(_topology.Sites[index])}\"]");
            AppendMembers(_topology.Sites[index], "  ");
            AppendLine("end");
        }

        AppendMembers(null, string.Empty);
    }

    private void AppendMembers(string? site, string indent)
    {
        foreach (TopologyPool pool in _topology.Pools.Where(pool => string.Equals(pool.Site, site, StringComparison.OrdinalIgnoreCase)))
        {
            (string open, string close) = pool.Kind switch
            {
                PoolKind.Director => ("{{", "}}"),
                PoolKind.Sba => ("([", "])"),
                PoolKind.Standard => ("(", ")"),
                _ => ("[", "]"),
            };
            AppendLine($"{indent}{_ids[pool.Fqdn]}{open}\"{Escape(pool.Fqdn)}<br/>{pool.Kind}, {pool.Version}\"{close}");
        }

        foreach (TopologyEdgePool edge in _topology.EdgePools.Where(edge => string.Equals(edge.Site, site, StringComparison.OrdinalIgnoreCase)))
        {
            AppendLine($"{indent}{_edgeIds[edge]}[/\"{Escape(edge.Fqdn)}<br/>Edge\"/]");
        }
    }

    private bool AppendMissing()
    {
        string?[] named = [.. _topology.Pools.Select(pool => pool.BackupPool), .. _topology.EdgePools.Select(edge => edge.NextHop)];
        string[] missing = [.. named.OfType<string>().Where(name => !_ids.ContainsKey(name)).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)];
        for (int index = 0; index < missing.Length; index++)
        {
            string id = Id("m", index);
            _ids[missing[index]] = id;
            AppendLine($"{id}[\"{Escape(missing[index])}<br/>not in the topology\"]:::missing");
        }

        return missing.Length > 0;
    }

    private void AppendBackups()
    {
        HashSet<TopologyPool> drawn = [];
        foreach (TopologyPool pool in _topology.Pools.Where(pool => pool.BackupPool is not null))
        {
            TopologyPool? backup = _topology.FindPool(pool.BackupPool);
            bool reciprocal = backup is not null && backup != pool && _topology.FindPool(backup.BackupPool) == pool;
            if (!reciprocal || !drawn.Contains(backup!))
            {
                AppendLine($"{_ids[pool.Fqdn]} {(reciprocal ? "<-->" : "-->")}|backup| {_ids[pool.BackupPool!]}");
                drawn.Add(pool);
            }
        }
    }

    private void AppendNextHops()
    {
        foreach (TopologyEdgePool edge in _topology.EdgePools.Where(edge => edge.NextHop is not null))
        {
            AppendLine($"{_edgeIds[edge]} -.->|next hop| {_ids[edge.NextHop!]}");
        }
    }

    private void AppendLine(string line) => _text.Append("  ").Append(line).Append('\n');
}
