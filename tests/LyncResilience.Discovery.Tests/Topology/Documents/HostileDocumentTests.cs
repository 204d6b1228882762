using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Topology;
using Xunit;
using static LyncResilience.Discovery.Tests.Topology.Documents;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class HostileDocumentTests
{
    [Theory]
    [InlineData("", "topology is empty.")]
    [InlineData(" \r\n\t ", "topology is empty.")]
    [InlineData("\uFEFF", "topology is empty.")]
    [InlineData("Identity : red.contoso.com", "is neither XML nor JSON nor an archive. Expected was <Topology>")]
    [InlineData("<", "is damaged or no XML document")]
    [InlineData("<Topology>", "is damaged or no XML document")]
    [InlineData("<Topology></Topolgy>", "is damaged or no XML document")]
    [InlineData("<Topology a='1' a='2'/>", "is damaged or no XML document")]
    [InlineData("<Topology>&undefined;</Topology>", "is damaged or no XML document")]
    [InlineData("<Topology>\u0001</Topology>", "is damaged or no XML document")]
    [InlineData("<Topology/><Topology/>", "is damaged or no XML document")]
    [InlineData("<configuration/>", "is no topology: its root element is <configuration>. Expected was <Topology>")]
    [InlineData("<Topology/>", "is no topology: its root element is <Topology>")]
    [InlineData("<Topology>text<Node/></Topology>", "with Sites, Clusters and Services in it")]
    [InlineData("<html><body>Sites Clusters Services</body></html>", "its root element is <html>")]
    [InlineData("<!DOCTYPE Topology><Topology/>", "has a document type declaration (DTD)")]
    [InlineData("<?xml version='1.0'?><!-- a --><!DOCTYPE t SYSTEM 'http://192.0.2.1/x.dtd'><Topology/>", "has a document type declaration (DTD)")]
    [InlineData("<!DOCTYPE t [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><Topology>&f;</Topology>", "has a document type declaration (DTD)")]
    [InlineData("<!DOCTYPE t [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><Topology>&c;</Topology>", "has a document type declaration (DTD)")]
    [InlineData("<!DOCTYPE t [<!ENTITY % p SYSTEM 'http://192.0.2.1/'> %p;]><Topology/>", "has a document type declaration (DTD)")]
    public void Says_what_is_wrong(string text, string expected)
    {
        Assert.Contains(expected, Refused(Encoding.UTF8.GetBytes(text)));
        Assert.Contains(expected, Refused([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]));
    }

    [Fact]
    public void Says_what_is_wrong_with_bytes()
    {
        Assert.Contains("bytes that stand for no character", Refused([(byte)'<', 0xC3, 0x28]));
        Assert.Contains("bytes that stand for no character", Refused([0xFF, 0xFE, (byte)'<', 0, (byte)'a']));
        Assert.Contains("is neither XML nor JSON nor an archive", Refused([(byte)'P', (byte)'K', 1, 2]));
        Assert.Contains("is a damaged archive", Refused([(byte)'P', (byte)'K', 3, 4]));
        Assert.Contains("is a damaged archive", Refused([(byte)'P', (byte)'K', 5, 6, 0, 0]));
        Assert.Contains("names the pool red.contoso.com twice", Refused(Encoding.UTF8.GetBytes(Published(Registrar(1), Registrar(2)).Replace("Fqdn=\"dub.contoso.com\"", "Fqdn=\"RED.contoso.com\""))));
    }

    [Fact]
    public void Refuses_what_is_nested_too_deep()
    {
        Assert.Contains("more than 64 deep in line 1", Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 5_000_000)))));
        string inside = string.Concat(Enumerable.Repeat("<a>", 70)) + string.Concat(Enumerable.Repeat("</a>", 70));
        Assert.Contains("more than 64 deep", Refused(Encoding.UTF8.GetBytes(Published(Registrar(1, inside: inside)))));
        string wrapped = string.Concat(Enumerable.Repeat("<a>", 50)) + Published(Registrar(1)) + string.Concat(Enumerable.Repeat("</a>", 50));
        Assert.Single(Read(wrapped).Pools);
    }

    public static TheoryData<string, string, string> Floods() => new()
    {
        { "<Topology><Sites>", "<CentralSite SiteId='1'/>", "more than 250,000 elements" },
        { "<Topology><Sites/><Services>", "<Service><ServiceId SiteId='1' RoleName='Registrar' Instance='1'/></Service>", "more than 250,000 elements" },
        { "<a>", "<Topology><Sites/></Topology>", "more than 16 topologies" },
        { "<Topology ", "a='' ", "a tag of more than 1,048,576 characters" },
        { "<Topology a='", "x>", "a tag of more than 1,048,576 characters" },
        { "<a><![CDATA[", "<Topology ", "more than 67,108,864 characters of text" },
        { "<a>", "word ", "more than 67,108,864 characters of text" },
        { "<!--", "x", "more than 67,108,864 characters of text" },
        { "<a>", "<b/>", "more than 67,108,864 characters of text" },
        { "", "\n ", "more than 67,108,864 characters of text" },
        { "<Topology><Sites><CentralSite><Name>", "<![CDATA[a]]>", "more than 67,108,864 characters of text" },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public void Refuses_120_MB_fast_and_in_bounded_memory(string before, string repeated, string expected)
    {
        using var stream = new FloodStream(before, repeated, 120 * 1024 * 1024);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        Assert.Contains(expected, Assert.Throws<TopologyFormatException>(() => TopologyFile.Read(stream, "flood")).Message);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 1024L * 1024 * 1024);
    }

    [Fact]
    public void Refuses_200_MB_before_reading_them()
    {
        using var stream = new FloodStream("<Topology>", "<Sites />", 200_000_000);
        Assert.Equal("flood has more than 134,217,728 bytes, the limit for a topology.", Assert.Throws<TopologyFormatException>(() => TopologyFile.Read(stream, "flood")).Message);
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public void Reads_the_largest_deployment_that_the_limits_let_through_in_good_time()
    {
        var services = new StringBuilder();
        var clusters = new StringBuilder("<Clusters>");
        for (int number = 1; number <= 15_000; number++)
        {
            clusters.Append($"<Cluster Fqdn=\"pool{number}.contoso.com\"><ClusterId SiteId=\"2\" Number=\"{number + 10}\"/><Machine/></Cluster>");
            services.Append($"<Service ServiceVersion=\"7\" BackupRegistrar=\"pool{15_001 - number}.contoso.com\"><ServiceId SiteId=\"2\" RoleName=\"Registrar\" Instance=\"{number}\"/><InstalledOn><ClusterId SiteId=\"2\" Number=\"{number + 10}\"/></InstalledOn></Service>");
        }

        string text = Published(services.ToString()).Replace("<Clusters>", clusters.ToString());
        var clock = Stopwatch.StartNew();
        Assert.Equal(15_000, Read(text).Pools.Count);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void Says_so_when_a_document_or_an_archive_is_cut_off_at_any_place()
    {
        byte[] document = Encoding.UTF8.GetBytes(Published(Registrar(1, On(2, "Registrar", "Backup"), "FailureDetectionInterval=\"PT300S\""), Registrar(2)));
        byte[] archive = Archive(("DocItemSet.xml", Published(Registrar(1))));
        foreach (byte[] whole in new[] { document, archive })
        {
            for (int length = 0; length < whole.Length; length++)
            {
                Refused(whole.AsSpan(0, length).ToArray());
            }
        }
    }

    [Fact]
    public void Long_texts_of_a_document_do_not_come_back_in_messages_and_warnings()
    {
        string text = new('x', 100_000);
        Assert.InRange(Refused(Encoding.UTF8.GetBytes($"<{text}></b>")).Length, 1, 500);
        Assert.InRange(Refused(Encoding.UTF8.GetBytes($"<{text}/>")).Length, 1, 500);
        ResilienceTopology topology = Read(Published(
            Registrar(1, On(2, "Registrar", text), $"FailureDetectionInterval=\"{text}\" EnableAutomaticFailover{text}=\"{text}\"", $"<BackupRegistrar{text}>{text}</BackupRegistrar{text}>", version: text),
            Registrar(2, ports: $"<Port Usage=\"SipServer\" Protocol=\"Tls\" Port=\"{text}\" />"), Registrar(2)).Replace("<Clusters>", $"<Clusters><Cluster Fqdn=\"{text}\"/><Cluster Fqdn=\"a\"><ClusterId SiteId=\"{text}\" Number=\"1\"/></Cluster>"));
        Assert.All(topology.Warnings, warning => Assert.InRange(warning.Length, 1, 1_000));
        Assert.InRange(topology.Warnings.Count, 8, 20);
    }

    [Fact]
    public void Files_that_cannot_be_opened_are_input_errors()
    {
        Assert.Throws<FileNotFoundException>(() => TopologyFile.Read(Fixture("nothing.xml")));
        Assert.Throws<DirectoryNotFoundException>(() => TopologyFile.Read(Fixture("nowhere/nothing.xml")));
        Assert.Contains("can't be opened as a file", Assert.Throws<IOException>(() => TopologyFile.Read(AppContext.BaseDirectory)).Message);
        Assert.Contains("can't be opened as a file", Assert.Throws<IOException>(() => TopologyFile.Read(string.Empty)).Message);
    }

    private static string Refused(byte[] bytes) => Assert.Throws<TopologyFormatException>(() => Read(bytes)).Message;
}
