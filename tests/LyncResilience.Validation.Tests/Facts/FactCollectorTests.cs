using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Lab;
using LyncResilience.Simulation;
using LyncResilience.Validation.Checks;
using LyncResilience.Validation.Configuration;
using LyncResilience.Validation.Facts;
using LyncResilience.Validation.Tests.Checks;
using Xunit;

namespace LyncResilience.Validation.Tests.Facts;

/// <summary>How facts are collected: once, in stages, as far as they are wanted, until somebody stops it.</summary>
public sealed class FactCollectorTests
{
    private static readonly FactRequest s_offline = new()
    {
        Topology = ResilienceTopology.FromJson(GoodSite.TopologyJson), DnsServers = [new IPEndPoint(IPAddress.Loopback, 9)], UtcNow = () => GoodSite.Now,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_name_is_asked_once_and_every_registrar_gets_one_request()
    {
        using Laboratory lab = await ValidatedLab.StartAsync();

        await ValidatedLab.ValidateAsync(lab.Request(signIn: false));

        Assert.All(lab.Journal.Queries.GroupBy(query => (query.Name.ToUpperInvariant(), query.Type)), same => Assert.Single(same));
        Assert.Equal([ValidatedLab.FrontEnd1, ValidatedLab.FrontEnd2], lab.Journal.Requests.Select(request => request.Host).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(lab.Journal.Requests, request => request.HasAuthorization);
    }

    [Fact]
    public void The_discovery_of_every_client_has_to_work() => Assert.Equal(Enum.GetValues<ClientProfile>(), new FactRequest().Profiles);

    [Fact]
    public async Task What_needs_no_network_asks_nobody()
    {
        IReadOnlyList<CheckResult> results = await ValidatedLab.ValidateAsync(s_offline, "Given");

        Assert.Equal(["CACHE", "CAP", "PAIR"], results.Select(result => result.Group).Distinct().Order(StringComparer.Ordinal));
        Assert.All(results, result => Assert.Equal(GoodSite.Now, result.TimeUtc));
    }

    [Fact]
    public async Task Stages_come_in_order_and_progress_counts_to_the_end()
    {
        using Laboratory lab = await ValidatedLab.StartAsync();
        Progress progress = new();
        List<FactStage> stages = [];

        SiteFacts facts = await new FactCollector(lab.Request(), progress).CollectAsync(Enum.GetValues<FactStage>(), (stage, _) => stages.Add(stage), Token);

        Assert.Equal(Enum.GetValues<FactStage>(), stages);
        Assert.Equal(2, facts.SignIns.Count);
        Assert.Equal(4, facts.Failures.Count);
        Assert.All(progress.Seen.GroupBy(report => report.Stage), reports => Assert.Equal(reports.First().Total, reports.Max(report => report.Done)));
        Assert.Equal([FactStage.Names, FactStage.Registrars, FactStage.SignIns, FactStage.Simulations], progress.Seen.Select(report => report.Stage).Distinct().Order());
    }

    [Fact]
    public async Task Results_are_written_one_at_a_time_as_groups_finish_and_the_summary_has_them_all()
    {
        using Laboratory lab = await ValidatedLab.StartAsync();
        List<CheckResult> written = [];

        ValidationSummary summary = await SiteValidation.RunAsync(lab.Request(signIn: false), new ValidationPlan(ValidationConfiguration.Default), written.Add, progress: null, Token);

        Assert.Equal(written, summary.Results);
        Assert.Equal((0, 0), (summary.Failed, summary.Errors));
        Assert.True(written.FindIndex(result => result.Group == "PAIR") < written.FindIndex(result => result.Group == "DNS"));
        Assert.True(written.FindIndex(result => result.Group == "DNS") < written.FindIndex(result => result.Group == "TLS"));
    }

    [Fact]
    public async Task Two_dns_servers_are_compared()
    {
        using Laboratory first = await ValidatedLab.StartAsync();
        using Laboratory second = await ValidatedLab.StartAsync("shudlab");
        FactRequest request = first.Request(signIn: false) with { DnsServers = DnsServerList.Parse([first.DnsServer, second.DnsServer]) };

        IReadOnlyList<CheckResult> results = await ValidatedLab.ValidateAsync(request, "LR-DNS-004");

        Assert.Equal(ValidatedLab.SignInName, Assert.Single(results, result => result.Status == CheckStatus.Fail).Target, ignoreCase: true);
    }

    [Fact]
    public async Task Stopping_ends_it_at_once_and_lets_nothing_run_on()
    {
        using Laboratory lab = await ValidatedLab.StartAsync();
        lab.SetFault(Laboratory.AllPools, new LabFault(LabFaultKind.StalledHandshake));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<ValidationSummary> running = SiteValidation.RunAsync(
            lab.Request(seconds: 600), new ValidationPlan(ValidationConfiguration.Default),
            result =>
            {
                if (result.Group == "DNS")
                {
                    stop.Cancel();
                }
            },
            progress: null, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task Users_that_are_given_count_where_the_topology_doesn_t()
    {
        FactRequest request = s_offline with
        {
            Topology = ResilienceTopology.FromJson(GoodSite.TopologyJson.Replace(", \"userCount\": 1000", string.Empty, StringComparison.Ordinal)),
            Users = [new SimulatedUser { SipAddress = "a@contoso.com", RegistrarPool = "RED.contoso.com", Count = 20 }, new SimulatedUser { SipAddress = "b@contoso.com", RegistrarPool = "nowhere.contoso.com" }],
        };

        SiteFacts facts = await new FactCollector(request, progress: null).CollectAsync([FactStage.Given], (_, _) => { }, Token);

        Assert.Equal(20, facts.Topology!.FindPool(GoodSite.Red)!.UserCount);
        Assert.Null(facts.Topology.FindPool(GoodSite.Dub)!.UserCount);
    }

    [Fact]
    public async Task Caches_are_judged_by_the_topology_and_the_users_homes()
    {
        FactRequest request = s_offline with
        {
            Caches = [GoodSite.Cache(GoodSite.Dub, CacheStanding.Unknown), GoodSite.Cache(GoodSite.Red, CacheStanding.Unknown)],
            Users = [new SimulatedUser { SipAddress = "sip:alice@contoso.com", RegistrarPool = GoodSite.Dub }],
        };

        SiteFacts facts = await new FactCollector(request, progress: null).CollectAsync([FactStage.Given], (_, _) => { }, Token);

        Assert.Equal([CacheStanding.Primary, CacheStanding.Backup], facts.Caches.Select(cache => cache.Standing));
    }

    private sealed class Progress : IProgress<FactProgress>
    {
        private readonly ConcurrentQueue<FactProgress> _seen = new();

        public IReadOnlyCollection<FactProgress> Seen => _seen;

        public void Report(FactProgress value) => _seen.Enqueue(value);
    }
}
