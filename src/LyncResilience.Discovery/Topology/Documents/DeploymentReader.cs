using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// Takes from a topology document what it says about registrars. The shape of the documents is known from published ones (DefaultTopology_Skype.xml of
/// github.com/ibenbouzid/SkypeforBusiness_lab_V3; Contoso.tbxml of github.com/AutomatedLab/SfBAutomatedLab); roles and attributes that aren't needed
/// here may be anything.
/// </summary>
internal sealed class DeploymentReader
{
    private readonly FoundTopology _found;
    private readonly Deployment _deployment;
    private readonly TopologyDraft _draft;

    private DeploymentReader(FoundTopology found, string source)
    {
        _found = found;
        _deployment = Deployment.Of(found);
        _draft = new TopologyDraft(source);
        _draft.Warnings.AddRange(_deployment.Warnings);
    }

    public static TopologyDraft Read(FoundTopology found, string source)
    {
        var reader = new DeploymentReader(found, source);
        reader.ReadDomains();
        reader._draft.Sites.AddRange(reader._deployment.Sites.Select(site => site.Name));
        Dictionary<DeploymentService, PoolDraft> pools = reader.ReadPools();
        reader.ReadEdges();
        new RegistrarStatements(found, reader._deployment, reader._draft, pools).Read();
        return reader._draft;
    }

    private void ReadDomains()
    {
        foreach (DocumentElement domains in _found.Element.Children.Where(child => child.Name == "InternalDomains"))
        {
            _draft.DefaultSipDomain ??= domains["DefaultDomain"];
            _draft.SipDomains.AddRange(domains.Children.Where(child => child.Name == "InternalDomain").Select(domain => domain["Name"]).OfType<string>());
        }
    }

    private Dictionary<DeploymentService, PoolDraft> ReadPools()
    {
        var pools = new Dictionary<DeploymentService, PoolDraft>();
        var clusters = new HashSet<DeploymentCluster>();
        foreach (DeploymentService registrar in _deployment.Services.Where(service => service.Is("Registrar")))
        {
            string place = _found.Place(registrar.Element);
            if (registrar.Cluster is not { } cluster)
            {
                _draft.Warnings.Add($"{place}: a registrar is left out, because the document doesn't describe the cluster that it is installed on.");
            }
            else if (!clusters.Add(cluster))
            {
                _draft.Warnings.Add($"{place}: a second registrar on {cluster.Fqdn} is left out.");
            }
            else
            {
                PoolDraft pool = ReadPool(registrar, cluster);
                _draft.Pools.Add(pool);
                pools.Add(registrar, pool);
            }
        }

        int[] counted = [.. pools.Keys.Select(VersionNumber).Where(version => version is 5 or 6).OfType<int>().Distinct().OrderBy(version => version)];
        if (counted.Length > 0)
        {
            string what = string.Join(" and ", counted.Select(version => version == 5 ? "5 for Lync Server 2010" : "6 for Lync Server 2013"));
            _draft.Warnings.Add($"ServiceVersion is taken as {what}, an assumption: public documents show 7 for Skype for Business Server 2015 and 8 for 2019, and the others are counted back from there.");
        }

        return pools;
    }

    private PoolDraft ReadPool(DeploymentService registrar, DeploymentCluster cluster)
    {
        var pool = new PoolDraft(cluster.Fqdn)
        {
            Site = cluster.Site?.Name,
            Version = ReadVersion(registrar, cluster),
            Port = ReadPort(registrar, cluster),
            Kind = IsDirector(registrar) ? PoolKind.Director
                : cluster.Site is { IsBranch: true } ? PoolKind.Sba
                : cluster.IsOneServer ? PoolKind.Standard
                : cluster.Machines.Count > 0 ? PoolKind.Enterprise
                : null,
        };
        pool.Servers.AddRange(cluster.Machines);
        return pool;
    }

    private static bool IsDirector(DeploymentService registrar) =>
        registrar.Element.Children.Any(child => child["IsDirector"] is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase)));

    private PoolVersion ReadVersion(DeploymentService registrar, DeploymentCluster cluster)
    {
        PoolVersion version = ServiceVersion.Of(VersionNumber(registrar));
        if (version == PoolVersion.Unknown)
        {
            string stated = registrar.Element["ServiceVersion"] is { } text ? $"ServiceVersion {Shown.Of(text)}, which isn't known" : "no ServiceVersion";
            _draft.Warnings.Add($"{_found.Place(registrar.Element)}: the registrar of {cluster.Fqdn} has {stated}; the pool's version stays unknown.");
        }

        return version;
    }

    private static int? VersionNumber(DeploymentService registrar) =>
        int.TryParse(registrar.Element["ServiceVersion"], NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : null;

    // Other components of a registrar listen for SIP as well, on ports of their own.
    private int? ReadPort(DeploymentService registrar, DeploymentCluster cluster)
    {
        DocumentElement? port = registrar.Element.Below("Ports", "Port")
            .Where(candidate => candidate["Usage"] == "SipServer" && candidate["Protocol"] is { } protocol
                && (protocol.Equals("Mtls", StringComparison.OrdinalIgnoreCase) || protocol.Equals("Tls", StringComparison.OrdinalIgnoreCase))
                && candidate["Owner"] is null or "urn:component:Registrar")
            .OrderBy(candidate => candidate["InterfaceSide"] == "Primary" ? 0 : 1)
            .FirstOrDefault();
        if (port?["Port"] is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 65535)
        {
            return number;
        }

        _draft.Warnings.Add($"{_found.Place(port)}: {Shown.Of(text)} is no port; the registrar of {cluster.Fqdn} is taken to listen on {PoolDefaults.Port}.");
        return null;
    }

    private void ReadEdges()
    {
        IEnumerable<IGrouping<DeploymentCluster, DeploymentService>> edges = _deployment.Services
            .Where(service => service.Is("EdgeServer") && service.Cluster is not null).GroupBy(service => service.Cluster!);
        foreach (IGrouping<DeploymentCluster, DeploymentService> edge in edges)
        {
            string[] hops = [.. edge.SelectMany(service => service.Dependencies).Select(_deployment.Referred).OfType<DeploymentService>()
                .Where(service => service.Is("Registrar")).Select(service => service.Cluster?.Fqdn).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
            _draft.EdgePools.Add(new TopologyEdgePool { Fqdn = edge.Key.Fqdn, Site = edge.Key.Site?.Name, NextHop = hops.FirstOrDefault() });
            if (hops.Length != 1)
            {
                _draft.Warnings.Add(hops.Length == 0
                    ? $"{_found.Place(edge.First().Element)}: the Edge pool {edge.Key.Fqdn} depends on no registrar of the document, so its next hop is unknown."
                    : $"{_found.Place(edge.First().Element)}: the Edge pool {edge.Key.Fqdn} depends on several registrars; the first, {hops[0]}, is taken as its next hop.");
            }
        }
    }
}
