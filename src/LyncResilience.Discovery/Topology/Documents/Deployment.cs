using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// The sites, clusters and services of a topology element, tied together. Reads both shapes of it. The published one has one list of each and ties
/// them by numbers (<c>ClusterId SiteId="1" Number="2"</c>); Topology Builder's has the clusters inside their sites and ties by unique ids. Elements
/// count by their local names.
/// </summary>
internal sealed class Deployment
{
    // RFC 1035 2.3.4.
    private const int LongestName = 255;

    private readonly FoundTopology _found;
    private readonly Dictionary<string, DeploymentSite> _sites = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeploymentCluster> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DeploymentService> _services = new(StringComparer.OrdinalIgnoreCase);

    private Deployment(FoundTopology found) => _found = found;

    public List<DeploymentSite> Sites { get; } = [];

    public List<DeploymentService> Services { get; } = [];

    /// <summary>What doesn't fit together, each a sentence.</summary>
    public List<string> Warnings { get; } = [];

    public static Deployment Of(FoundTopology found)
    {
        var deployment = new Deployment(found);
        DocumentElement topology = found.Element;
        deployment.ReadSites(topology, inBranch: false);
        foreach (DocumentElement cluster in topology.Below("Clusters", "Cluster"))
        {
            deployment.ReadCluster(cluster, site: null);
        }

        foreach (DocumentElement service in topology.Below("Services", "Service"))
        {
            deployment.ReadService(service);
        }

        return deployment;
    }

    /// <summary>The service that an element refers to: with a <c>ServiceId</c> in it, or by unique id. Null when there is none.</summary>
    public DeploymentService? Referred(DocumentElement element) =>
        (KeyOf(element.Child("ServiceId") ?? element, "RoleName", "Instance") ?? Unbraced(element["ServiceUniqueId"])) is { } key ? Find(key) : null;

    /// <summary>The service of that key: its unique id, or its numbers as in <c>1-Registrar-2</c>. Null when there is none.</summary>
    public DeploymentService? Find(string key) => _services.TryGetValue(key, out DeploymentService? service) ? service : null;

    // Branch sites: public documents show an empty RemoteSites in a central site and no branch. Assumption: a site that isn't called
    // CentralSite but a branch or remote one, or is in a list called so, is a branch site.
    private void ReadSites(DocumentElement parent, bool inBranch)
    {
        foreach (DocumentElement list in parent.Children.Where(child => child.Name.EndsWith("Sites", StringComparison.Ordinal)))
        {
            foreach (DocumentElement element in list.Children.Where(child => child.Name.EndsWith("Site", StringComparison.Ordinal)))
            {
                bool isBranch = element.Name != "CentralSite" && (inBranch || IsBranch(list.Name) || IsBranch(element.Name));
                ReadSite(element, isBranch);
                ReadSites(element, isBranch);
            }
        }
    }

    private static bool IsBranch(string name) =>
        name.StartsWith("Branch", StringComparison.Ordinal) || name.StartsWith("Remote", StringComparison.Ordinal);

    private void ReadSite(DocumentElement element, bool isBranch)
    {
        string? id = element["SiteId"];
        string? name = element.Child("Name")?.Text is { Length: > 0 } text ? text : element["Name"];
        var site = new DeploymentSite(name ?? string.Format(CultureInfo.InvariantCulture, "Site {0}", id ?? "without a name"), isBranch);
        Sites.Add(site);
        if (id is not null)
        {
            Enter(_sites, id, site, "site", element);
        }

        foreach (DocumentElement cluster in element.Below("Clusters", "Cluster"))
        {
            ReadCluster(cluster, site);
        }
    }

    private void ReadCluster(DocumentElement element, DeploymentSite? site)
    {
        DocumentElement? id = element.Child("ClusterId");
        if (element["Fqdn"] is not { Length: <= LongestName } fqdn)
        {
            Warnings.Add($"{_found.Place(element)}: a cluster without a name, or with one of more than {LongestName} characters, is left out.");
            return;
        }

        if (site is null && id?["SiteId"] is { } siteId && !_sites.TryGetValue(siteId, out site))
        {
            Warnings.Add($"{_found.Place(element)}: {fqdn} stands in site {Shown.Short(siteId)}, which the document doesn't describe.");
        }

        // A cluster of a single machine needn't repeat its name on the machine.
        DocumentElement[] machines = [.. element.Children.Where(child => child.Name == "Machine"), .. element.Below("Machines", "Machine")];
        string[] names = [.. machines.Select(machine => machine["Fqdn"] ?? (machines.Length == 1 ? fqdn : null)).OfType<string>()];
        var cluster = new DeploymentCluster(fqdn, site, names);
        foreach (string key in new[] { id is null ? null : KeyOf(id, "Number"), Unbraced(element["UniqueId"]) }.OfType<string>())
        {
            Enter(_clusters, key, cluster, "cluster", element);
        }
    }

    private void ReadService(DocumentElement element)
    {
        DocumentElement? id = element.Child("ServiceId");
        string? role = id?["RoleName"] ?? element["RoleName"];
        if (role is null)
        {
            return;
        }

        DocumentElement? installed = element.Child("InstalledOn");
        string? clusterKey = Unbraced(element["InstalledOn"]) ?? (installed?.Child("ClusterId") is { } clusterId ? KeyOf(clusterId, "Number") : null);
        DeploymentCluster? cluster = null;
        if (clusterKey is not null)
        {
            _clusters.TryGetValue(clusterKey, out cluster);
        }

        var service = new DeploymentService(role, cluster, element);
        Services.Add(service);
        foreach (string key in new[] { id is null ? null : KeyOf(id, "RoleName", "Instance"), Unbraced(element["UniqueId"]) }.OfType<string>())
        {
            Enter(_services, key, service, "service", element);
        }
    }

    private void Enter<T>(Dictionary<string, T> all, string key, T value, string what, DocumentElement element)
    {
        if (all.ContainsKey(key))
        {
            Warnings.Add($"{_found.Place(element)}: there is another {what} {Shown.Short(key)} before; references are taken to mean that one.");
        }
        else
        {
            all.Add(key, value);
        }
    }

    private static string? KeyOf(DocumentElement id, params string[] parts) =>
        id["SiteId"] is { } site && parts.All(part => id[part] is not null) ? string.Join("-", parts.Select(part => id[part]).Prepend(site)) : null;

    private static string? Unbraced(string? id) => id?.Trim('{', '}');
}
