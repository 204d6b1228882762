using System.Linq;
using System.Security;
using LyncResilience.Discovery.Topology;
using Xunit;
using static LyncResilience.Discovery.Tests.Topology.Documents;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class TopologyArchiveTests
{
    private const string Other = "<AnchoredXml><Dictionary><Item><Value><ServiceAssignments /></Value></Item></Dictionary></AnchoredXml>";
    private static readonly string s_topology = Published(Registrar(1, On(2, "Registrar", "Backup")), Registrar(2));

    [Fact]
    public void Finds_the_topology_among_the_documents_of_an_export()
    {
        ResilienceTopology topology = Read(Archive(("[Content_Types].xml", "<Types />"), ("readme.txt", "<"), ("DocItemSet.xml", Items(Other, s_topology))));
        Assert.Equal("dub.contoso.com", topology.FindPool("red.contoso.com")!.BackupPool);
        Assert.Contains(topology.Warnings, warning => warning.Contains("inferred from DocItemSet.xml line 11: <Dependency"));
        Assert.Equal("topology", topology.Source);
    }

    [Fact]
    public void Finds_a_topology_that_is_kept_as_text()
    {
        Assert.Equal(2, Read(Archive(("DocItemSet.xml", Items($"<![CDATA[{s_topology}]]>")))).Pools.Count);
        ResilienceTopology escaped = Read(Archive(("DocItemSet.xml", Items("\n  " + SecurityElement.Escape($"<?xml version=\"1.0\" encoding=\"utf-16\"?>\n{s_topology}")))));
        Assert.Equal(2, escaped.Pools.Count);
        Assert.Equal(2, Read(Items($"<![CDATA[{s_topology}]]>")).Pools.Count);
    }

    [Fact]
    public void Text_that_only_begins_like_a_document_is_just_text()
    {
        string[] odd = ["&lt;b>The Topology&lt;/i>", "&lt;Topology>&lt;Sites />", "<![CDATA[<!DOCTYPE html><Topology/>]]>", "&lt;x>Topology&lt;/x>", "less &lt; Topology"];
        Assert.Equal(2, Read(Items([.. odd, s_topology, .. odd])).Pools.Count);
    }

    [Fact]
    public void Takes_the_topology_with_pools_and_names_the_others()
    {
        string empty = Published();
        string more = Published(Registrar(1), Registrar(2), Registrar(3));
        ResilienceTopology topology = Read(Archive(("a.xml", empty), ("b.xml", s_topology), ("c.tbxml", more)));
        Assert.Equal(3, topology.Pools.Count);
        Assert.Contains(
            "Taken: c.tbxml line 1 <Topology> with 3 pools; left out: b.xml line 1 <Topology> with 2 pools, a.xml line 1 <Topology> with 0 pools.",
            Assert.Single(topology.Warnings, warning => warning.Contains("several")));
        Assert.DoesNotContain(Read(Archive(("a.xml", s_topology), ("b.xml", s_topology))).Warnings, warning => warning.Contains("several"));
    }

    [Fact]
    public void Names_what_it_found_when_there_is_no_topology()
    {
        string message = Refused(Archive(("DocItemSet.xml", Items(Other)), ("notes.txt", "Topology")));
        Assert.StartsWith("topology holds no topology, but DocItemSet.xml (root <DocItemSet>), notes.txt. Expected was <Topology>", message);
        Assert.Contains("but nothing.", Refused(Archive()));
        Assert.Contains("and 12 more.", Refused(Archive([.. Enumerable.Range(0, 20).Select(number => ($"{number}.txt", string.Empty))])));
    }

    [Fact]
    public void Refuses_too_many_entries_and_texts_that_grow_too_much()
    {
        Assert.Contains("more than 1,000 entries", Refused(Archive([.. Enumerable.Range(0, 1001).Select(number => ($"{number}.txt", string.Empty))])));
        string bomb = $"<a>{new string(' ', 33 * 1024 * 1024)}</a>";
        byte[] archive = Archive(("a.xml", bomb), ("b.xml", bomb));
        Assert.InRange(archive.Length, 0, 1024 * 1024);
        Assert.Contains("more than 67,108,864 characters of text", Refused(archive));
    }

    private static string Items(params string[] contents) =>
        $"<DocItemSet>{string.Concat(contents.Select((content, index) => $"<DocItem Name=\"urn:item:{index}\"><Data>{content}</Data></DocItem>"))}</DocItemSet>";

    private static string Refused(byte[] archive) => Assert.Throws<TopologyFormatException>(() => Read(archive)).Message;
}
