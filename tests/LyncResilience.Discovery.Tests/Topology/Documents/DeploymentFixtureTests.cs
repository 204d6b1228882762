using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Topology;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class DeploymentFixtureTests
{
    [Theory]
    [InlineData("deployment.xml")]
    [InlineData("deployment.tbxml")]
    public void Reads_the_same_facts_from_either_shape(string name)
    {
        string path = Documents.Fixture(name);
        ResilienceTopology topology = TopologyFile.Read(path);
        Assert.Equal("contoso.com", topology.DefaultSipDomain);
        Assert.Equal(["contoso.com", "litwareinc.com"], topology.SipDomains);
        Assert.Equal(["Dublin", "Portland", "Redmond"], topology.Sites);
        Assert.Equal(
            [
                "dir01.contoso.com|Redmond|Director|Lync2013|dir01.contoso.com||300/600|5061",
                "dub-pool01.contoso.com|Dublin|Enterprise|Lync2013|dub-fe01.contoso.com,dub-fe02.contoso.com,dub-fe03.contoso.com|red-pool01.contoso.com|300/600|5061",
                "red-pool01.contoso.com|Redmond|Enterprise|Lync2013|red-fe01.contoso.com,red-fe02.contoso.com,red-fe03.contoso.com|dub-pool01.contoso.com|300/600|5061",
                "sba01.contoso.com|Portland|Sba|Lync2013|sba01.contoso.com|red-pool01.contoso.com|120/240|5061",
            ],
            topology.Pools.Select(pool =>
                $"{pool.Fqdn}|{pool.Site}|{pool.Kind}|{pool.Version}|{string.Join(',', pool.Servers)}|{pool.BackupPool}|{pool.FailureDetectionSeconds}/{pool.FailbackSeconds}|{pool.Port}"));
        Assert.All(topology.Pools, pool => Assert.True(pool.AutomaticFailover));
        TopologyEdgePool edge = Assert.Single(topology.EdgePools);
        Assert.Equal(("edge01.contoso.com", "Redmond", "red-pool01.contoso.com"), (edge.Fqdn, edge.Site, edge.NextHop));
        Assert.Equal(path, topology.Source);
    }

    [Theory]
    [InlineData("deployment.xml", 121, 200, 228)]
    [InlineData("deployment.tbxml", 114, 159, 175)]
    public void Says_from_which_line_each_backup_is_inferred(string name, params int[] lines)
    {
        ResilienceTopology topology = TopologyFile.Read(Documents.Fixture(name));
        string[] inferred = [.. topology.Warnings.Where(warning => warning.Contains("is inferred from"))];
        string[] evidence =
        [
            $"dub-pool01.contoso.com as the backup of red-pool01.contoso.com is inferred from line {lines[0]}: <Dependency Usage=\"Backup\"> of its registrar; state it with -BackupMap if that is wrong.",
            $"red-pool01.contoso.com as the backup of dub-pool01.contoso.com is inferred from line {lines[1]}: <Dependency Usage=\"Backup\"> of its registrar; state it with -BackupMap if that is wrong.",
            $"red-pool01.contoso.com as the backup of sba01.contoso.com is inferred from line {lines[2]}: <Dependency Usage=\"Default\"> of its registrar on that pool's user services; state it with -BackupMap if that is wrong.",
        ];
        Assert.Equal(evidence, inferred);
        Assert.Contains(topology.Warnings, warning => warning.Contains("6 for Lync Server 2013, an assumption"));
        Assert.Contains(topology.Warnings, warning => warning.Contains("FailureDetectionInterval=\"PT5M\" of <RegistrarService> of red-pool01.contoso.com"));
        Assert.Equal(5, topology.Warnings.Count);
    }

    public static TheoryData<string, bool> Encodings()
    {
        var data = new TheoryData<string, bool>();
        foreach (string name in new[] { "utf-8", "utf-16", "utf-16BE", "utf-32" })
        {
            data.Add(name, true);
            if (name != "utf-32")
            {
                data.Add(name, false);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Reads_every_encoding_with_and_without_its_mark_whatever_the_declaration_says(string name, bool mark)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] content = encoding.GetBytes(File.ReadAllText(Documents.Fixture("deployment.xml")).Replace("contoso", "contosö"));
        ResilienceTopology topology = Documents.Read(mark ? [.. encoding.GetPreamble(), .. content] : content);
        Assert.Equal("contosö.com", topology.DefaultSipDomain);
        Assert.Equal(4, topology.Pools.Count);
    }

    [Fact]
    public void Reads_a_stream_that_gives_a_byte_at_a_time_and_cannot_seek()
    {
        using Stream slow = new PieceStream(File.ReadAllBytes(Documents.Fixture("deployment.tbxml")), 1);
        Assert.Equal(4, TopologyFile.Read(slow, "slow").Pools.Count);
    }

    [Fact]
    public void Skips_what_a_console_wrote_before_the_document_and_counts_its_lines()
    {
        string text = File.ReadAllText(Documents.Fixture("deployment.xml"));
        Assert.Contains(Documents.Read("\r\n \r\n" + text).Warnings, warning => warning.Contains("inferred from line 123:"));
    }

    [Fact]
    public void Overrides_outrank_the_document()
    {
        var overrides = new TopologyOverrides
        {
            Backups = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["red-pool01"] = null },
        };
        ResilienceTopology topology = TopologyFile.Read(Documents.Fixture("deployment.xml"), overrides);
        Assert.Null(topology.FindPool("red-pool01.contoso.com")!.BackupPool);
        Assert.DoesNotContain(topology.Warnings, warning => warning.Contains("backup of red-pool01"));
    }
}
