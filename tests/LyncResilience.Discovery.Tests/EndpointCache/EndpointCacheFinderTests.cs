using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery.EndpointCache;
using Xunit;

namespace LyncResilience.Discovery.Tests.EndpointCache;

public sealed class EndpointCacheFinderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Finds_the_caches_of_every_client_in_a_profile()
    {
        using TemporaryFolder folder = new();
        string[] expected =
        [
            folder.Cache(string.Empty, "alice", TemporaryFolder.Lync2010, "sip_alice@contoso.com"),
            folder.Cache(string.Empty, "alice", TemporaryFolder.Lync2013, "sip_alice@contoso.com"),
            folder.Cache(string.Empty, "alice", TemporaryFolder.Skype2016, "sip_alice@contoso.com"),
            folder.Cache(string.Empty, "alice", TemporaryFolder.Skype2016, "sip_alice@fabrikam.com"),
            folder.Cache(string.Empty, "alice", TemporaryFolder.Mac2011, "sip_alice"),
        ];
        folder.Cache(string.Empty, "alice", TemporaryFolder.Skype2016, "Tracing");
        folder.Cache(string.Empty, "alice", TemporaryFolder.Skype2016);
        folder.File(string.Empty, "alice", TemporaryFolder.Skype2016, "sip_alice@contoso.com", "EndpointConfiguration.cache.bak");
        Assert.Equal(expected, Searched(finder => finder.InProfile(folder.At("alice"), Stop)));
    }

    [Fact]
    public void Finds_the_caches_of_all_profiles_of_a_disk_whose_names_have_another_case()
    {
        using TemporaryFolder folder = new();
        string[] expected =
        [
            folder.File(string.Empty, "users/ALICE", TemporaryFolder.Lync2013.ToLowerInvariant(), "SIP_alice@contoso.com/endpointconfiguration.CACHE"),
            folder.Cache(string.Empty, "users/bob", TemporaryFolder.Skype2016.ToUpperInvariant(), "sip_bob@contoso.com"),
        ];
        folder.Cache(string.Empty, "ProgramData", TemporaryFolder.Skype2016, "sip_nobody@contoso.com");
        Assert.Equal(expected, Searched(finder => finder.InComputer(folder.Path, Stop)));
    }

    [Fact]
    public void Finds_the_caches_of_a_tree_wherever_they_stand()
    {
        using TemporaryFolder folder = new();
        string[] expected =
        [
            folder.Cache(string.Empty, "a"),
            folder.Cache(string.Empty, "a/b/c", TemporaryFolder.Lync2010, "sip_alice@contoso.com"),
            folder.Cache(string.Empty, "b"),
        ];
        folder.File(string.Empty, "b/EndpointConfiguration.cache.bak");
        folder.Folder("c/EndpointConfiguration.cache");
        Assert.Equal(expected, Searched(finder => finder.InTree(folder.Path, Stop)));
    }

    [Fact]
    public void Circles_of_links_end()
    {
        using TemporaryFolder folder = new();
        string cache = folder.Cache(string.Empty, "Users/alice", TemporaryFolder.Lync2013, "sip_alice@contoso.com");
        Link(folder.At("Users/alice/AppData/Local", "Application Data"), folder.At("Users/alice/AppData/Local"));
        Link(folder.At("Users", "All Users"), folder.At("Users"));
        Link(folder.At("Users", "Default User"), folder.At("Users/alice"));
        Link(folder.At("Users/alice", "self"), folder.Path);
        Assert.Equal([cache], Searched(finder => finder.InTree(folder.Path, Stop)));
        Assert.Equal([cache], Searched(finder => finder.InComputer(folder.Path, Stop)));

        Link(folder.At("root"), folder.At("Users"));
        Assert.Single(Searched(finder => finder.InTree(folder.At("root"), Stop)));
    }

    [Fact]
    public void A_folder_that_may_not_be_searched_is_reported_once_and_the_rest_goes_on()
    {
        using TemporaryFolder folder = new();
        string alice = folder.Cache(string.Empty, "Users/alice", TemporaryFolder.Lync2013, "sip_alice@contoso.com");
        string carol = folder.Cache(string.Empty, "Users/carol", TemporaryFolder.Lync2013, "sip_carol@contoso.com");
        string denied = folder.Folder("Users/bob");
        Permissions.TakeAway(denied);
        try
        {
            List<EndpointCacheProblem> problems = [];
            EndpointCacheFinder finder = new(problems.Add);
            Assert.Equal([alice, carol], finder.InComputer(folder.Path, Stop));
            Assert.Equal([alice, carol], finder.InTree(folder.Path, Stop));
            Assert.Equal([(EndpointCacheProblemKind.AccessDenied, denied), (EndpointCacheProblemKind.AccessDenied, denied)], problems.Select(problem => (problem.Kind, problem.Path)));
        }
        finally
        {
            Permissions.GiveBack(denied);
        }
    }

    [Fact]
    public void A_root_that_is_not_there_is_reported()
    {
        using TemporaryFolder folder = new();
        List<EndpointCacheProblem> problems = [];
        EndpointCacheFinder finder = new(problems.Add);
        Assert.Empty(finder.InTree(folder.At("nowhere"), Stop));
        Assert.Empty(finder.InComputer(folder.At("nowhere"), Stop));
        Assert.Empty(finder.InProfile(folder.At("nowhere"), Stop));
        Assert.Equal(3, problems.Count);
        Assert.All(problems, problem => Assert.Equal(EndpointCacheProblemKind.Vanished, problem.Kind));
    }

    [Fact]
    public void A_folder_that_vanishes_during_the_search_is_reported()
    {
        using TemporaryFolder folder = new();
        string first = folder.Cache(string.Empty, "a");
        folder.Cache(string.Empty, "b");
        folder.Cache(string.Empty, "c");
        List<EndpointCacheProblem> problems = [];
        List<string> found = [];
        foreach (string path in new EndpointCacheFinder(problems.Add).InTree(folder.Path, Stop))
        {
            found.Add(path);
            if (path == first)
            {
                Directory.Delete(folder.At("b"), recursive: true);
            }
        }

        Assert.Equal([first, folder.At("c", "EndpointConfiguration.cache")], found);
        Assert.Equal(folder.At("b"), Assert.Single(problems).Path);
    }

    [Fact]
    public void The_first_cache_comes_before_the_rest_is_searched()
    {
        using TemporaryFolder folder = new();
        string first = folder.Cache(string.Empty, "a");
        string denied = folder.Folder("b");
        Permissions.TakeAway(denied);
        try
        {
            Assert.Equal(first, new EndpointCacheFinder(problem => Assert.Fail(problem.Detail)).InTree(folder.Path, Stop).First());
        }
        finally
        {
            Permissions.GiveBack(denied);
        }
    }

    [Fact]
    public void A_cancelled_search_ends()
    {
        using TemporaryFolder folder = new();
        folder.Cache(string.Empty, "a");
        EndpointCacheFinder finder = new(_ => { });
        CancellationToken stopped = new(canceled: true);
        Assert.Throws<OperationCanceledException>(() => finder.InTree(folder.Path, stopped).Any());
        Assert.Throws<OperationCanceledException>(() => finder.InComputer(folder.Path, stopped).Any());
    }

    private static List<string> Searched(Func<EndpointCacheFinder, IEnumerable<string>> search) =>
        [.. search(new EndpointCacheFinder(problem => Assert.Fail(problem.ToString())))];

    private static void Link(string path, string target)
    {
        try
        {
            Directory.CreateSymbolicLink(path, target);
        }
        catch (IOException exception) when (OperatingSystem.IsWindows())
        {
            Assert.Skip($"This account may not make links: {exception.Message}");
        }
    }
}
