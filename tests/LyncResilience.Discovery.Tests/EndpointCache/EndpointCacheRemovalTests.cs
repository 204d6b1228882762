using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LyncResilience.Discovery.EndpointCache;
using Xunit;

namespace LyncResilience.Discovery.Tests.EndpointCache;

public sealed class EndpointCacheRemovalTests
{
    private const string Owner = "sip_alice@contoso.com";

    [Fact]
    public void Renames_to_the_first_free_backup_name()
    {
        using TemporaryFolder folder = new();
        foreach (string suffix in new[] { ".bak", ".bak1", ".bak2" })
        {
            string path = folder.Cache(suffix, Owner);
            string backup = EndpointCacheRemoval.Rename(path);
            Assert.Equal(path + suffix, backup);
            Assert.False(File.Exists(path));
        }

        Assert.Equal([".bak", ".bak1", ".bak2"], Directory.GetFiles(folder.At(Owner)).Order().Select(File.ReadAllText));
    }

    [Fact]
    public void A_folder_of_the_backups_name_is_in_the_way_too()
    {
        using TemporaryFolder folder = new();
        string path = folder.Cache(string.Empty, Owner);
        Directory.CreateDirectory(path + ".bak");
        Assert.Equal(path + ".bak1", EndpointCacheRemoval.Rename(path));
    }

    [Fact]
    public async Task Nothing_is_overwritten_when_many_rename_at_once()
    {
        Assert.SkipWhen(Type.GetType("Mono.Runtime") is not null, "Mono's File.Move is a link and a deletion: a rename that lost the race finds its own name taken.");
        using TemporaryFolder folder = new();
        string path = folder.At(Owner, EndpointCachePath.FileName);
        int renamed = 0;
        for (int round = 0; round < 50; round++)
        {
            folder.Cache($"{round}", Owner);
            bool[] successes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
                () =>
                {
                    try
                    {
                        EndpointCacheRemoval.Rename(path);
                        return true;
                    }
                    catch (FileNotFoundException)
                    {
                        return false;
                    }
                },
                TestContext.Current.CancellationToken)));
            renamed += successes.Count(success => success);
        }

        Assert.Equal(50, renamed);
        Assert.Equal(
            Enumerable.Range(0, 50).Select(round => $"{round}").Order(),
            Directory.GetFiles(folder.At(Owner)).Select(File.ReadAllText).Order());
    }

    [Fact]
    public void Deletes_without_a_trace()
    {
        using TemporaryFolder folder = new();
        EndpointCacheRemoval.Delete(folder.Cache(string.Empty, Owner));
        Assert.Empty(Directory.GetFiles(folder.At(Owner)));
    }

    [Theory]
    [InlineData("sip_alice@contoso.com/GalContacts.db")]
    [InlineData("sip_alice@contoso.com/EndpointConfiguration.cache.bak")]
    [InlineData("sip_alice@contoso.com/Tracing/EndpointConfiguration.cache")]
    [InlineData("Lync/EndpointConfiguration.cache")]
    [InlineData("sip_/EndpointConfiguration.cache")]
    [InlineData("EndpointConfiguration.cache")]
    [InlineData("sip_alice@contoso.com/../EndpointConfiguration.cache")]
    public void Refuses_what_is_no_cache_in_a_clients_folder(string file)
    {
        using TemporaryFolder folder = new();
        folder.Folder(Owner);
        string path = folder.File("keep", file);
        Assert.Contains(path, Assert.Throws<EndpointCacheRefusedException>(() => EndpointCacheRemoval.Rename(path)).Message);
        Assert.Throws<EndpointCacheRefusedException>(() => EndpointCacheRemoval.Delete(path));
        Assert.Equal("keep", File.ReadAllText(path));
    }

    [Fact]
    public void Refuses_a_folder_of_that_name()
    {
        using TemporaryFolder folder = new();
        string path = folder.Folder(Owner, EndpointCachePath.FileName);
        Assert.Throws<EndpointCacheRefusedException>(() => EndpointCacheRemoval.Rename(path));
        Assert.Throws<EndpointCacheRefusedException>(() => EndpointCacheRemoval.Delete(path));
        Assert.True(Directory.Exists(path));
    }

    [Fact]
    public void A_file_that_is_gone_is_a_problem_with_its_kind()
    {
        using TemporaryFolder folder = new();
        string path = folder.At(Owner, EndpointCachePath.FileName);
        folder.Folder(Owner);
        FileNotFoundException renamed = Assert.Throws<FileNotFoundException>(() => EndpointCacheRemoval.Rename(path));
        Assert.Throws<FileNotFoundException>(() => EndpointCacheRemoval.Delete(path));
        Assert.Equal(EndpointCacheProblemKind.Vanished, EndpointCacheProblem.Of(path, renamed)?.Kind);
    }
}
