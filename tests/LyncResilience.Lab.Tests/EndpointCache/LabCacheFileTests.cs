using System.IO;
using System.Linq;
using LyncResilience.Discovery.EndpointCache;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Lab.EndpointCache;
using LyncResilience.Lab.Scenarios;
using Xunit;

namespace LyncResilience.Lab.Tests.EndpointCache;

public sealed class LabCacheFileTests
{
    public static TheoryData<string> Scenarios => [.. LabScenarios.BuiltIn.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_pool_that_a_client_may_cache_is_read_back_for_sure(string scenario)
    {
        string profile = Directory.CreateTempSubdirectory("lync-lab-").FullName;
        try
        {
            LabScenario lab = LabScenarios.Get(scenario);
            foreach (string server in lab.Pools.Select(pool => pool.Fqdn))
            {
                string path = LabCacheFile.Write(profile, lab.Users[0].SipAddress, new ServerEndpoint(server, 50613));

                EndpointCacheEntry entry = Assert.Single(EndpointCacheReader.ReadAll(
                    new EndpointCacheFinder(problem => Assert.Fail(problem.ToString())).InProfile(profile, Labs.Token), problem => Assert.Fail(problem.ToString()), null, Labs.Token));

                Assert.Equal((path, lab.Users[0].SipAddress, EndpointCacheClient.Lync2010), (entry.Path, entry.SipAddress, entry.ClientVersion));
                Assert.Equal(($"{server}:50613", CacheConfidence.High), (entry.CachedServer, entry.Confidence));
            }
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}
