using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace LyncResilience.Cmdlets.Tests;

public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["LyncResilience.Discovery"] = [],
        ["LyncResilience.DnsClient"] = ["LyncResilience.Discovery"],
        ["LyncResilience.Simulation"] = ["LyncResilience.Discovery"],
        ["LyncResilience.Validation"] = ["LyncResilience.Simulation"],
        ["LyncResilience.Lab"] = ["LyncResilience.Simulation"],
        ["LyncResilience.LabHost"] = ["LyncResilience.Lab"],
        ["LyncResilience.Cmdlets"] = ["LyncResilience.DnsClient", "LyncResilience.Lab", "LyncResilience.Validation"],
    };

    private static readonly string[] s_shipped =
    [
        "LyncResilience.Cmdlets.dll",
        "LyncResilience.Discovery.dll",
        "LyncResilience.Lab.dll",
        "LyncResilience.Simulation.dll",
        "LyncResilience.Validation.dll",
    ];

    // What only -Resolver DnsClient loads, in builds that were asked for it: the one place for an assembly of others.
    private static readonly string[] s_shippedForDnsClient =
    [
        "DnsClient.dll",
        "LyncResilience.DnsClient.dll",
        "NOTICE.txt",
        "System.Buffers.dll",
    ];

    public static TheoryData<string> Projects => [.. s_arrows.Keys];

    [Fact]
    public void Every_project_below_src_has_its_place_in_the_picture()
    {
        Assert.Equal(s_arrows.Keys.Order(), Repository.SourceFiles("*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)).Order());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_run_one_way(string project)
    {
        IEnumerable<string> references = Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Equal(s_arrows[project], references.Order());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Libraries_run_on_both_editions_and_bring_no_foreign_assembly(string project)
    {
        XDocument file = Load(project);
        string framework = file.Descendants("TargetFramework").Single().Value;

        Assert.Equal(project == "LyncResilience.LabHost" ? "net10.0" : "netstandard2.0", framework);
        IEnumerable<XElement> shipped = file.Descendants("PackageReference").Where(package => package.Attribute("PrivateAssets")?.Value != "all");
        Assert.Equal(project == "LyncResilience.DnsClient" ? ["DnsClient"] : [], shipped.Select(package => package.Attribute("Include")!.Value));
    }

    [Fact]
    public void The_optional_resolver_is_built_on_request_only_and_referred_to_by_nobody()
    {
        XElement reference = Load("LyncResilience.Cmdlets").Descendants("ProjectReference").Single(reference => reference.Attribute("Include")!.Value.Contains("DnsClient"));

        Assert.Equal("'$(UseDnsClient)' == 'true'", reference.Parent!.Attribute("Condition")?.Value);
        Assert.Equal("false", reference.Attribute("ReferenceOutputAssembly")?.Value);
        Assert.DoesNotContain("DnsClient", File.ReadAllText(Repository.PathOf("LyncResilience.slnx")));
    }

    [Fact]
    public void The_module_folder_holds_our_assemblies_only()
    {
        Assert.Equal(s_shipped, NamesIn("module", "bin").Where(name => name != "DnsClient"));
    }

    [Fact]
    public void The_folder_of_the_optional_resolver_holds_what_it_needs_only()
    {
        Assert.SkipUnless(Directory.Exists(Repository.PathOf("module", "bin", "DnsClient")), "This build is without DnsClient.NET (-p:UseDnsClient=true).");

        Assert.Equal(s_shippedForDnsClient, NamesIn("module", "bin", "DnsClient"));
    }

    [Fact]
    public void The_help_folder_holds_copies_of_the_topics_and_the_commands_help_only()
    {
        // The help is there once build.ps1 or its test suite has made it.
        Assert.Equal(
            NamesIn("module").Where(name => name.EndsWith(".help.txt", StringComparison.Ordinal)),
            NamesIn("en-US").Where(name => name != "LyncResilience.Cmdlets.dll-Help.xml"));
    }

    [Fact]
    public void Only_the_cmdlets_know_PowerShell()
    {
        Assert.All(
            Repository.SourceFiles("*.cs").Where(path => !path.Contains("LyncResilience.Cmdlets")),
            path => Assert.DoesNotContain("System.Management.Automation", File.ReadAllText(path)));
    }

    [Fact]
    public void Blocking_calls_stand_in_the_pump_alone()
    {
        Regex blocking = new(@"\.GetAwaiter\(\)\s*\.GetResult\(\)|\bTask\.Wait(All|Any)\(|\.RunSynchronously\(|\bThread\.Sleep\(");

        Assert.All(
            Repository.SourceFiles("*.cs").Where(path => Path.GetFileName(path) != "AsyncCmdlet.cs"),
            path => Assert.DoesNotMatch(blocking, File.ReadAllText(path)));
    }

    [Fact]
    public void Banned_calls_are_allowed_to_the_console_host_alone()
    {
        Assert.All(
            Repository.SourceFiles("*.cs").Where(path => !path.Contains("LyncResilience.LabHost")),
            path => Assert.DoesNotMatch(@"#pragma warning disable|SuppressMessage", File.ReadAllText(path)));
    }

    [Fact]
    public void Error_ids_stand_in_one_file()
    {
        Regex id = new(@"""LyncResilience\.[A-Z][A-Za-z]+""");

        Assert.All(
            Repository.SourceFiles("*.cs").Where(path => path.Contains("LyncResilience.Cmdlets") && Path.GetFileName(path) != "ErrorIds.cs"),
            path => Assert.DoesNotMatch(id, File.ReadAllText(path)));
    }

    [Fact]
    public void Every_error_id_is_used()
    {
        string cmdlets = string.Concat(Repository.SourceFiles("*.cs").Where(path => path.Contains("LyncResilience.Cmdlets")).Select(File.ReadAllText));
        string[] names = [.. Regex.Matches(cmdlets, @"const string (\w+) = ""LyncResilience\.\1""").Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains("ErrorIds." + name, cmdlets));
    }

    [Fact]
    public void Every_error_id_is_explained()
    {
        string ids = File.ReadAllText(Repository.PathOf("src", "LyncResilience.Cmdlets", "Pipeline", "ErrorIds.cs"));
        string topic = File.ReadAllText(Repository.PathOf("module", "about_LyncResilience_Errors.help.txt"));
        MatchCollection named = Regex.Matches(ids, @"= ""(LyncResilience\.\w+)""");

        Assert.NotEmpty(named);
        Assert.All(named, id => Assert.Contains(id.Groups[1].Value + Environment.NewLine, topic));
    }

    [Fact]
    public void Every_finding_about_a_pair_is_explained()
    {
        string sources = string.Concat(Repository.SourceFiles("*.cs").Where(path => path.Contains(Path.Combine("LyncResilience.Discovery", "Topology"))).Select(File.ReadAllText));
        string topic = File.ReadAllText(Repository.PathOf("module", "about_LyncResilience_Topology.help.txt"));

        // An id stands before its severity, or before its reason in a table of reasons.
        string[] ids = [.. Regex.Matches(sources, @"""([A-Z][A-Za-z]+)"", (?:FindingSeverity\.|""is )").Select(match => match.Groups[1].Value).Distinct()];

        Assert.InRange(ids.Length, 20, int.MaxValue);
        Assert.All(ids, id => Assert.Matches(@"(?m)^    " + id + " ", topic));
    }

    [Fact]
    public void Every_finding_about_a_cache_is_explained()
    {
        string sources = string.Concat(Repository.SourceFiles("*.cs").Where(path => path.Contains(Path.Combine("LyncResilience.Discovery", "EndpointCache"))).Select(File.ReadAllText));
        string topic = File.ReadAllText(Repository.PathOf("module", "about_LyncResilience_EndpointCache.help.txt"));

        // An id is a constant, or stands before its severity or the confidence that decides it.
        Regex id = new(@"const string \w+ = ""(Cache[A-Za-z]+)""|""([A-Z][A-Za-z]+)"", (?:FindingSeverity\.|entry\.Confidence)");
        string[] ids = [.. id.Matches(sources).Select(match => match.Groups[1].Value + match.Groups[2].Value).Distinct()];

        Assert.Equal(10, ids.Length);
        Assert.All(ids, id => Assert.Matches(@"(?m)^    " + id + " ", topic));
    }

    [Fact]
    public void Every_assumption_of_the_model_is_explained_with_its_default()
    {
        string source = File.ReadAllText(Repository.PathOf("src", "LyncResilience.Simulation", "Scenarios", "SimulationAssumptions.cs"));
        string topic = File.ReadAllText(Repository.PathOf("module", "about_LyncResilience_Model.help.txt"));
        MatchCollection assumptions = Regex.Matches(source, @"new\(""([A-Z]\w+)"", (\w+), ");

        Assert.Equal(9, assumptions.Count);
        Assert.All(assumptions, assumption => Assert.Matches($"(?mi)^    {assumption.Groups[1].Value} +{assumption.Groups[2].Value} ", topic));
    }

    [Fact]
    public void Every_cause_of_a_gap_is_explained()
    {
        string source = File.ReadAllText(Repository.PathOf("src", "LyncResilience.Simulation", "Gaps", "GapCauses.cs"));
        string topic = File.ReadAllText(Repository.PathOf("module", "about_LyncResilience_Model.help.txt"));
        MatchCollection causes = Regex.Matches(source, @"const string (\w+) = ");

        Assert.Equal(12, causes.Count);
        Assert.All(causes, cause => Assert.Matches($"(?m)^    {cause.Groups[1].Value} ", topic));
    }

    [Fact]
    public void Every_client_profile_is_explained()
    {
        string source = File.ReadAllText(Repository.PathOf("src", "LyncResilience.Discovery", "SignIn", "ClientProfile.cs"));
        string topic = File.ReadAllText(Repository.PathOf("module", "about_LyncResilience_SignIn.help.txt"));
        MatchCollection profiles = Regex.Matches(source, @"(?m)^    (\w+),");

        Assert.InRange(profiles.Count, 4, int.MaxValue);
        Assert.All(profiles, profile => Assert.Matches($"(?m)^       {profile.Groups[1].Value} ", topic));
    }

    [Fact]
    public void The_cmdlet_base_stays_under_two_hundred_lines()
    {
        Assert.InRange(File.ReadAllLines(Repository.PathOf("src", "LyncResilience.Cmdlets", "Pipeline", "AsyncCmdlet.cs")).Length, 1, 199);
    }

    [Fact]
    public void Sources_hold_no_unfinished_work()
    {
        Regex unfinished = new(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException");

        Assert.All(Repository.SourceFiles("*.cs"), path => Assert.DoesNotMatch(unfinished, File.ReadAllText(path)));
    }

    private static IEnumerable<string> NamesIn(params string[] folder)
        => Directory.EnumerateFileSystemEntries(Repository.PathOf(folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static XDocument Load(string project) => XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));
}
