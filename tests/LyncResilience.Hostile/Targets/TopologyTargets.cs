using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.Tests.Topology;
using LyncResilience.Hostile.Running;
using Xunit;

namespace LyncResilience.Hostile.Targets;

internal static class TopologyTargets
{
    private static readonly Type[] s_documented = [typeof(TopologyFormatException)];

    private static readonly string[] s_words =
    [
        "<", ">", "/>", "</", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE a>", "&lt;", "&#0;", "&#x41;", "<?xml version='1.0' encoding='utf-16'?>", "<Topology>", "</Topology>", "<Sites>", "<Services/>", "SiteId=\"", "Number=\"",
        "RoleName=\"Registrar\"", "Fqdn=\"red.contoso.com\"", "PT300S", "P1D", "-PT1S", "xmlns=\"\"", "xmlns:a=\"b\"",
    ];

    private static readonly string s_published = Documents.Published(
        Documents.Service(1, "UserServices"),
        Documents.Registrar(1, Documents.On(2, "Registrar", "Backup"), "FailureDetectionInterval=\"PT300S\"", "<BackupRegistrar>Registrar:dub.contoso.com</BackupRegistrar>"),
        Documents.Registrar(3, Documents.On(1, "UserServices")));

    private static readonly string s_wrapped = $"<DocItemSet><DocItem><Data>{s_published}</Data></DocItem></DocItemSet>";

    private static readonly string s_quoted = $"<DocItemSet><DocItem><![CDATA[{s_published}]]></DocItem></DocItemSet>";

    public static IEnumerable<Target> All =>
    [
        new("topology-xml", "TopologyFile.Read", [Encoding.UTF8.GetBytes(s_published), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(s_published)]], s_words, s_documented, Read),
        new("topology-tbxml", "TopologyFile.Read", Input.Texts(s_wrapped), s_words, s_documented, Read),
        new("topology-zip", "TopologyFile.Read", [Documents.Archive(("DocItemSet.xml", s_quoted)), Stored("DocItemSet.xml", s_wrapped)], s_words, s_documented, Read),
        new("topology-json", "ResilienceTopology.FromJson", [Input.Sample("topology.json"), Input.Units(Encoding.UTF8.GetString(Input.Sample("topology.json")))], JsonTargets.Words, s_documented, ReadJson),
    ];

    private static void Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        ResilienceTopology topology = TopologyFile.Read(stream, "topology");
        _ = topology.ToString();
        Fixpoint(topology);
    }

    private static void ReadJson(byte[] bytes) => Fixpoint(ResilienceTopology.FromJson(Input.Text(bytes)));

    /// <summary>What is written reads as what was written.</summary>
    public static void Fixpoint(ResilienceTopology topology)
    {
        string written = topology.ToJson();
        Assert.Equal(written, ResilienceTopology.FromJson(written).ToJson());
    }

    // Not compressed: mutation reaches the document inside.
    private static byte[] Stored(string name, string text)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = DateTimeOffset.UnixEpoch.AddYears(20);
            using Stream content = entry.Open();
            content.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.ToArray();
    }
}
