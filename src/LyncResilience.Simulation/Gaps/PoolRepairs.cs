using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Changes of the topology.</summary>
internal static class PoolRepairs
{
    /// <summary>Another backup registrar for home pools; null when there is no pool that could be one.</summary>
    public static GapRepair? Back(GapWorld world, IReadOnlyList<TopologyPool> homes, GapFailure failure)
    {
        List<string> lines = [];
        List<string> names = [];
        bool isPairing = false;
        foreach (TopologyPool home in homes)
        {
            if (Backups.Best(world.Topology, home, failure) is not { } backup)
            {
                continue;
            }

            world = world.WithPool(GapWorld.Copy(home, backup.Fqdn, automaticFailover: true, home.UserCapacity));
            names.Add($"{backup.Fqdn} as the backup of {home.Fqdn}");
            if (home.Version is PoolVersion.Lync2010 or PoolVersion.Unknown || home.Kind == PoolKind.Sba)
            {
                lines.Add($"Set-CsRegistrar -Identity \"Registrar:{home.Fqdn}\" -BackupRegistrar \"Registrar:{backup.Fqdn}\" -EnableAutomaticFailover $True");
                continue;
            }

            // From 2013 on pools back each other (Microsoft Learn, "Backup Registrar relationships" of Lync Server 2013).
            isPairing = true;
            lines.Add($"# Topology Builder: properties of {home.Fqdn}, Resiliency, associated backup pool {backup.Fqdn}, automatic failover and failback for Voice; publish the topology");
            if (backup.BackupPool is null)
            {
                world = world.WithPool(GapWorld.Copy(backup, home.Fqdn, backup.AutomaticFailover, backup.UserCapacity));
            }
        }

        return lines.Count == 0 ? null : new GapRepair(GapFixKind.BackupRegistrar, world, lines, lines)
        {
            Note = isPairing ? "From Lync Server 2013 on pools are paired two by two, in Topology Builder only; a pool that has a partner already must part from it." : null,
            Summary = string.Join(" and ", names),
        };
    }

    /// <summary>Automatic failover for home pools (Microsoft Learn, Set-CsRegistrar).</summary>
    public static GapRepair? FailOver(GapWorld world, IReadOnlyList<TopologyPool> homes)
    {
        TopologyPool[] off = [.. homes.Where(home => !home.AutomaticFailover)];
        string[] lines = [.. off.Select(home => $"Set-CsRegistrar -Identity \"Registrar:{home.Fqdn}\" -EnableAutomaticFailover $True")];
        return off.Length == 0 ? null : new GapRepair(
            GapFixKind.AutomaticFailover,
            off.Aggregate(world, (changed, home) => changed.WithPool(GapWorld.Copy(home, home.BackupPool, automaticFailover: true, home.UserCapacity))), lines, lines)
        {
            Note = "In Topology Builder it is \"Automatic failover and failback for Voice\".",
            Summary = "automatic failover",
        };
    }

    /// <summary>A new Director in a site, with SRV records to it.</summary>
    public static GapRepair? Direct(GapWorld world, IReadOnlyList<UserKind> users, TopologyPool beside)
    {
        string name = "director." + users[0].Domain;
        if (world.Topology.FindPool(name) is not null)
        {
            return null;
        }

        TopologyPool director = new() { Fqdn = name, Site = beside.Site, Kind = PoolKind.Director, Version = beside.Version, Port = beside.Port, Servers = Array.AsReadOnly(new[] { name }) };
        return RecordRepairs.Lead(world.WithPool(director), users, director) is not { } led ? null : led with
        {
            Kind = GapFixKind.Director,
            Note = $"Deploy the Director {name}{(beside.Site is null ? string.Empty : " in " + beside.Site)} first. With the lowest priority number of all it also tells everybody who signs in afresh the backup registrar.",
            Summary = $"a Director {name}",
        };
    }

    /// <summary>One more DNS server in a site.</summary>
    public static GapRepair Resolve(GapWorld world, IReadOnlyList<UserKind> users, string? site)
    {
        string where = site is null ? "beside the present ones" : "in " + site;
        const string Install = "Install-WindowsFeature -Name DNS -IncludeManagementTools";
        string domains = string.Join(", ", users.Select(kind => kind.Domain).Distinct(StringComparer.OrdinalIgnoreCase));
        return new GapRepair(GapFixKind.DnsServer, world.WithDnsServer("one more DNS server", site), [$"# on a server {where}", Install], [$"# on a server {where}", Install])
        {
            Note = $"Load the zone of {domains} there, and give the server to the clients as one more of their DNS servers.",
            Summary = $"a DNS server {where}",
        };
    }
}
