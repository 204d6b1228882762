using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace LyncResilience.Cmdlets.Tests;

public sealed class ManifestTests
{
    private static readonly string s_assembly = Repository.PathOf("module", "bin", "LyncResilience.Cmdlets.dll");

    [Fact]
    public void Exports_exactly_the_cmdlets_that_there_are()
    {
        Assert.Equal(CmdletsOf(s_assembly).Order(), Repository.ManifestList("CmdletsToExport").Order());
    }

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("VariablesToExport")]
    [InlineData("AliasesToExport")]
    public void Exports_nothing_else(string key)
    {
        Assert.Matches(key + @"\s*=\s*@\(\)", Repository.Manifest);
    }

    [Fact]
    public void The_version_is_a_plain_one_and_every_assembly_carries_it()
    {
        string version = Regex.Match(Repository.Manifest, @"ModuleVersion\s*=\s*'(\d+\.\d+\.\d+)'").Groups[1].Value;

        Assert.NotEmpty(version);
        Assert.All(
            Directory.EnumerateFiles(Path.GetDirectoryName(s_assembly)!, "*.dll"),
            path => Assert.Equal(version + ".0", VersionOf(path)));
    }

    [Fact]
    public void Files_that_the_manifest_names_exist()
    {
        string[] files = [.. Repository.ManifestList("NestedModules"), .. Repository.ManifestList("TypesToProcess"), .. Repository.ManifestList("FormatsToProcess")];

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.Exists(Repository.PathOf(file)), file));
    }

    [Fact]
    public void Runs_on_Windows_PowerShell_too()
    {
        Assert.Matches(@"PowerShellVersion\s*=\s*'5\.1'", Repository.Manifest);
        Assert.Equal(["Core", "Desktop"], Repository.ManifestList("CompatiblePSEditions").Order());
    }

    [Fact]
    public void Tables_have_five_columns_at_most_and_all_of_them_are_properties()
    {
        XDocument format = XDocument.Load(Repository.PathOf("module", "LyncResilience.format.ps1xml"));

        Assert.NotEmpty(format.Descendants("TableControl"));
        Assert.All(format.Descendants("TableControl"), table =>
        {
            Assert.All(table.Descendants("TableRowEntry"), row => Assert.InRange(row.Descendants("TableColumnItem").Count(), 1, 5));

            // A script may colour a property, which stands at the head of its column then.
            string[] labels = [.. table.Descendants("Label").Select(label => label.Value)];
            Assert.All(table.Descendants("TableRowEntry"), row => Assert.All(row.Descendants("TableColumnItem").Select((column, at) => (column, at)), item => Assert.True(
                item.column.Element("PropertyName") is not null || Regex.IsMatch(item.column.Value, $@"\$_\.{labels[item.at]}\b.*PSStyle", RegexOptions.Singleline), item.column.ToString())));
        });
    }

    // Read without loading: the types derive from an engine that isn't here.
    private static IEnumerable<string> CmdletsOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader file = new(stream);
        MetadataReader metadata = file.GetMetadataReader();
        List<string> cmdlets = [];
        foreach (CustomAttribute attribute in metadata.CustomAttributes.Select(metadata.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind != HandleKind.MemberReference)
            {
                continue;
            }

            EntityHandle type = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (type.Kind == HandleKind.TypeReference
                && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, "CmdletAttribute"))
            {
                BlobReader value = metadata.GetBlobReader(attribute.Value);
                value.ReadUInt16();
                cmdlets.Add($"{value.ReadSerializedString()}-{value.ReadSerializedString()}");
            }
        }

        return cmdlets;
    }

    private static string VersionOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader file = new(stream);
        return file.GetMetadataReader().GetAssemblyDefinition().Version.ToString();
    }
}
