using LyncResilience.Discovery.Topology;

namespace LyncResilience.Discovery.Tests.Topology;

/// <summary>Deployments for tests: two paired Enterprise pools of Lync Server 2013 in two sites, to be bent.</summary>
internal static class Deployments
{
    public const string Red = "red-pool01.contoso.com";
    public const string Dub = "dub-pool01.contoso.com";

    public static PoolDraft Pool(string fqdn, string? backup, string site, PoolVersion version = PoolVersion.Lync2013, PoolKind kind = PoolKind.Enterprise, int servers = 3)
    {
        PoolDraft pool = new(fqdn)
        {
            Site = site,
            Kind = kind,
            Version = version,
            BackupPool = backup,
            FailureDetectionSeconds = 300,
            FailbackSeconds = 600,
            AutomaticFailover = true,
        };
        for (int server = 1; server <= servers; server++)
        {
            pool.Servers.Add($"fe{server}.{fqdn}");
        }

        return pool;
    }

    public static TopologyDraft Draft(params PoolDraft[] pools)
    {
        TopologyDraft draft = new("test.xml") { DefaultSipDomain = "contoso.com" };
        draft.Pools.AddRange(pools);
        return draft;
    }

    public static TopologyDraft Pair() => Draft(Pool(Red, Dub, "Redmond"), Pool(Dub, Red, "Dublin"));
}
