using System.Linq;
using Xunit;
using static LyncResilience.Discovery.Tests.Topology.Documents;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class TopologyXmlTests
{
    [Theory]
    [InlineData("5", PoolVersion.Lync2010, "5 for Lync Server 2010, an assumption")]
    [InlineData("6", PoolVersion.Lync2013, "6 for Lync Server 2013, an assumption")]
    [InlineData("7", PoolVersion.SkypeForBusiness2015, null)]
    [InlineData("8", PoolVersion.SkypeForBusiness2019, null)]
    [InlineData("9", PoolVersion.Unknown, "ServiceVersion '9', which isn't known")]
    [InlineData("", PoolVersion.Unknown, "no ServiceVersion")]
    [InlineData("x", PoolVersion.Unknown, "ServiceVersion 'x', which isn't known")]
    public void Tells_the_version_and_what_is_assumed_about_it(string number, PoolVersion version, string? warning)
    {
        ResilienceTopology topology = Read(Published(Registrar(1, version: number), Registrar(2, version: number)));
        Assert.All(topology.Pools, pool => Assert.Equal(version, pool.Version));
        string[] said = [.. topology.Warnings.Where(text => text.Contains("ServiceVersion"))];
        Assert.Equal(warning is null ? 0 : version == PoolVersion.Unknown ? 2 : 1, said.Length);
        Assert.All(said, text => Assert.Contains(warning!, text));
    }

    [Fact]
    public void Says_once_for_both_counted_versions_what_is_assumed()
    {
        ResilienceTopology topology = Read(Published(Registrar(1, version: "6"), Registrar(2, version: "5"), Registrar(3, version: "8")));
        Assert.Contains("5 for Lync Server 2010 and 6 for Lync Server 2013", Assert.Single(topology.Warnings, text => text.Contains("ServiceVersion")));
    }

    [Fact]
    public void Tells_the_kinds_by_site_servers_and_role()
    {
        ResilienceTopology topology = Read(Published(Registrar(1), Registrar(2), Registrar(3)));
        Assert.Equal([PoolKind.Standard, PoolKind.Enterprise, PoolKind.Sba], topology.Pools.Select(pool => pool.Kind));
        string director = Registrar(1).Replace("IsDirector=\"false\"", "IsDirector=\"True\"");
        Assert.Equal(PoolKind.Director, Assert.Single(Read(Published(director)).Pools).Kind);
    }

    [Theory]
    [InlineData("<Machine Fqdn=\"fe1.contoso.com\" />", PoolKind.Enterprise, "fe1.contoso.com")]
    [InlineData("<Machines><Machine Fqdn=\"fe1.contoso.com\" /><Machine /></Machines>", PoolKind.Enterprise, "fe1.contoso.com")]
    [InlineData("<Machine />", PoolKind.Standard, "dub.contoso.com")]
    [InlineData("", PoolKind.Enterprise, "")]
    public void Takes_a_pool_as_its_machines_make_it(string machines, PoolKind kind, string servers)
    {
        string text = Published(Registrar(2)).Replace("<Machine Fqdn=\"DUB.contoso.com\" />", machines);
        ResilienceTopology topology = Read(text);
        TopologyPool pool = Assert.Single(topology.Pools);
        Assert.Equal((kind, servers), (pool.Kind, string.Join(",", pool.Servers)));
        Assert.Equal(machines.Length == 0, topology.Warnings.Any(warning => warning.Contains("by the number and names of its servers")));
    }

    [Fact]
    public void Only_clusters_with_a_registrar_are_pools()
    {
        ResilienceTopology topology = Read(Published(Service(1, "UserServices"), Service(2, "MediationServer"), Service(3, "SomethingNew", On(1, "AlsoNew")), "<Service />", "<Other />"));
        Assert.Empty(topology.Pools);
        Assert.Equal(["topology describes no registrar pool."], topology.Warnings);
    }

    [Theory]
    [InlineData("<Port Owner=\"urn:component:Registrar\" Usage=\"SipServer\" Port=\"5071\" Protocol=\"Mtls\" />", 5071)]
    [InlineData("<Port Usage=\"SipServer\" Port=\"5072\" Protocol=\"TLS\" />", 5072)]
    [InlineData("<Port Owner=\"urn:component:XmppFederation\" Usage=\"SipServer\" Port=\"5098\" Protocol=\"Mtls\" /><Port Owner=\"urn:component:Registrar\" Usage=\"SipServer\" Port=\"5073\" Protocol=\"Mtls\" />", 5073)]
    [InlineData("<Port Owner=\"urn:component:Registrar\" Usage=\"SipServer\" InterfaceSide=\"External\" Port=\"5075\" Protocol=\"Mtls\" /><Port Owner=\"urn:component:Registrar\" Usage=\"SipServer\" InterfaceSide=\"Primary\" Port=\"5074\" Protocol=\"Mtls\" />", 5074)]
    [InlineData("<Port Owner=\"urn:component:Registrar\" Usage=\"SipServer\" Port=\"5060\" Protocol=\"Tcp\" />", 5061)]
    [InlineData("<Port Owner=\"urn:component:Registrar\" Usage=\"WebServer\" Port=\"444\" Protocol=\"Mtls\" />", 5061)]
    public void Reads_the_port_on_which_the_registrar_takes_SIP_over_TLS(string ports, int port)
    {
        Assert.Equal(port, Assert.Single(Read(Published(Registrar(1, ports: ports))).Pools).Port);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("sip")]
    public void Says_so_when_a_port_is_none(string port)
    {
        ResilienceTopology topology = Read(Published(Registrar(1, ports: $"<Port Usage=\"SipServer\" Port=\"{port}\" Protocol=\"Tls\" />")));
        Assert.Equal(5061, Assert.Single(topology.Pools).Port);
        Assert.Contains(topology.Warnings, warning => warning.Contains($"'{port}' is no port; the registrar of red.contoso.com"));
    }

    [Fact]
    public void Namespaces_and_prefixes_do_not_matter()
    {
        string plain = Published(Service(1, "UserServices"), Registrar(1, On(2, "Registrar", "Backup")), Registrar(2), Registrar(3, On(1, "UserServices")));
        string prefixed = plain.Replace("</", "</t:").Replace("<", "<t:").Replace("<t:/t:", "</t:").Replace("xmlns=", "xmlns:t=");
        string bare = plain.Replace("xmlns=\"urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008\"", string.Empty);
        string other = plain.Replace("Topology.2008", "Topology.2030").Replace("<RegistrarService ", "<RegistrarService xmlns=\"urn:x\" ");
        string expected = Facts(Read(plain));
        Assert.Contains("red.contoso.com->dub.contoso.com", expected);
        Assert.Contains("sba.contoso.com->red.contoso.com", expected);
        Assert.All([prefixed, bare, other], text => Assert.Equal(expected, Facts(Read(text))));

        static string Facts(ResilienceTopology topology) =>
            string.Join(";", topology.Pools.Select(pool => $"{pool.Fqdn}->{pool.BackupPool} {pool.Kind} {pool.Site} {string.Join(",", pool.Servers)}"));
    }

    [Theory]
    [InlineData("<AnchoredXml xmlns=\"urn:x\"><Key><SchemaId ElementName=\"Topology\" /></Key><Dictionary Count=\"1\"><Item><Key /><Value>", "</Value></Item></Dictionary></AnchoredXml>")]
    [InlineData("<Topology><Node Name=\"of something else\" />", "</Topology>")]
    public void Finds_the_topology_inside_other_elements(string before, string after)
    {
        string text = before + Published(Registrar(1)) + after;
        if (before.StartsWith("<Topology", System.StringComparison.Ordinal))
        {
            Assert.Throws<Discovery.Topology.TopologyFormatException>(() => Read(text));
        }
        else
        {
            Assert.Single(Read(text).Pools);
        }
    }

    [Fact]
    public void Says_so_when_an_Edge_pool_has_no_next_hop_or_several()
    {
        string text = Published(Registrar(1), Registrar(2), Service(2, "EdgeServer", On(1, "Registrar") + On(2, "Registrar")), Service(3, "EdgeServer", On(9, "Registrar")));
        ResilienceTopology topology = Read(text);
        Assert.Equal(["red.contoso.com", null], topology.EdgePools.Select(edge => edge.NextHop));
        Assert.Contains(topology.Warnings, warning => warning.Contains("depends on several registrars; the first, red.contoso.com"));
        Assert.Contains(topology.Warnings, warning => warning.Contains("sba.contoso.com depends on no registrar of the document"));
    }

    [Fact]
    public void Says_so_when_parts_do_not_fit_together()
    {
        string text = Published(Registrar(1), Registrar(1), Registrar(9), Service(2, "Registrar", cluster: 7))
            .Replace("<Clusters>", "<Clusters><Cluster><ClusterId SiteId=\"1\" Number=\"1\" /></Cluster><Cluster Fqdn=\"lost.contoso.com\"><ClusterId SiteId=\"8\" Number=\"1\" /></Cluster>");
        ResilienceTopology topology = Read(text);
        Assert.Single(topology.Pools);
        Assert.Contains(topology.Warnings, warning => warning.Contains("there is another service 1-Registrar-1 before"));
        Assert.Contains(topology.Warnings, warning => warning.Contains("a second registrar on red.contoso.com is left out"));
        Assert.Equal(2, topology.Warnings.Count(warning => warning.Contains("the document doesn't describe the cluster")));
        Assert.Contains(topology.Warnings, warning => warning.Contains("line 4: a cluster without a name, or with one of more than 255 characters, is left out"));
        Assert.Contains(topology.Warnings, warning => warning.Contains("lost.contoso.com stands in site 8, which the document doesn't describe"));
    }

    [Fact]
    public void Takes_the_topology_that_is_to_be_published_and_names_the_others()
    {
        string changed = Published(Registrar(1), Registrar(2)).Replace("Redmond", "Bellevue");
        string text = $"<TopologyBuilder><OldTopology>{Published(Registrar(1), Registrar(2))}</OldTopology><NewTopology>{changed}</NewTopology></TopologyBuilder>";
        ResilienceTopology topology = Read(text);
        Assert.Contains("Bellevue", topology.Sites);
        Assert.Contains("in <NewTopology> with 2 pools; left out: line 1 <Topology> in <OldTopology> with 2 pools", Assert.Single(topology.Warnings, warning => warning.Contains("several")));
        Assert.DoesNotContain(Read(text.Replace("Bellevue", "Redmond")).Warnings, warning => warning.Contains("several"));
    }
}
