using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Simulation;
using Xunit;

namespace LyncResilience.Lab.Tests.Conformance;

/// <summary>A laboratory and a simulated world of the same deployment, to which the same is done. The laboratory's clock is moved on by hand, too.</summary>
internal sealed class TwoWorlds : IDisposable
{
    // A live walk waits a quarter of its limit for a silent server. What differs in a short one is walked again with patience: a busy machine is no difference.
    private const double ShortWalk = 2;
    private const double LongWalk = 24;

    // Normalisation "resolver": a client of the laboratory starts with an empty resolver cache, so without DNS it reaches no host by name.
    private static readonly SimulationAssumptions s_assumptions = SimulationAssumptions.Default.With("KnownHostsNeedNoDns", false);

    // Normalisation "instants": in the laboratory whatever is asked first at an instant comes first, in the simulator the world does. So no change falls
    // into the instant of a walk.
    private static readonly TimeSpan s_betweenSteps = TimeSpan.FromSeconds(1);

    private readonly bool _isPatient;

    private TwoWorlds(Laboratory lab, SteppedSimulation simulation, bool isPatient)
    {
        _isPatient = isPatient;
        Lab = lab;
        Simulation = simulation;
    }

    public Laboratory Lab { get; }

    public SteppedSimulation Simulation { get; }

    /// <summary>Starts both worlds.</summary>
    /// <param name="scenario">What the laboratory plays.</param>
    /// <param name="simulated">What the simulator plays instead, made of the laboratory's own topology and records; null for the same. Differences are then expected, so nothing is walked twice.</param>
    public static async Task<TwoWorlds> StartAsync(
        LabScenario scenario, Func<ResilienceTopology, List<DnsRecord>, SteppedSimulation>? simulated = null)
    {
        var clock = new LabClock(() => TimeSpan.Zero, () => DateTimeOffset.UtcNow);
        Laboratory lab = await Laboratory.StartAsync(scenario, new LabOptions { Clock = clock }, Labs.Token);
        List<DnsRecord> records = [.. scenario.Records.Select(lab.AsServed)];
        return new TwoWorlds(lab, (simulated ?? Same)(lab.Topology, records), isPatient: simulated is null);
    }

    public static SteppedSimulation Same(ResilienceTopology topology, IEnumerable<DnsRecord> records) => new(topology, records, s_assumptions);

    public void Dispose() => Lab.Dispose();

    /// <summary>Changes both worlds.</summary>
    public void Change(ConformanceStep step)
    {
        Advance(step.Wait is { } seconds ? TimeSpan.FromSeconds(seconds) : s_betweenSteps);
        if (step.PoolDown is not null)
        {
            Lab.TakeDown(PoolOf(step.PoolDown).Fqdn);
            Simulation.Happen(SimulationEventKind.PoolDown, PoolOf(step.PoolDown).Fqdn);
        }
        else if (step.PoolUp is not null)
        {
            Lab.BringUp(PoolOf(step.PoolUp).Fqdn);
            Simulation.Happen(SimulationEventKind.PoolUp, PoolOf(step.PoolUp).Fqdn);
        }
        else if (step.AddRecord is not null)
        {
            DnsRecord record = Assert.Single(ZoneFile.Parse(step.AddRecord));
            Lab.AddRecord(record);
            Simulation.Happen(SimulationEventKind.SrvAdd, record: Lab.AsServed(record));
        }
        else if (step.RemoveRecord is not null)
        {
            DnsRecord record = Assert.Single(ZoneFile.Parse(step.RemoveRecord));
            Assert.True(Lab.RemoveRecord(record), $"There is no record {step.RemoveRecord}.");
            Simulation.Happen(SimulationEventKind.SrvRemove, record: Lab.AsServed(record));
        }
        else if (step.Dns == false)
        {
            Lab.SetFault(Laboratory.DnsTarget, new LabFault(LabFaultKind.Silent));
            Simulation.Happen(SimulationEventKind.DnsDown);
        }
        else if (step.Dns == true)
        {
            Lab.ClearFault(Laboratory.DnsTarget);
            Simulation.Happen(SimulationEventKind.DnsUp);
        }
    }

    /// <summary>Walks in both worlds.</summary>
    /// <returns>The live walk, and how the simulated one differs from it; empty when it doesn't.</returns>
    public async Task<(SignInPath Live, IReadOnlyList<string> Differences)> WalkAsync(ConformanceStep step)
    {
        LabUser user = Lab.User(step.Walk!);
        SignInSettings settings = SettingsOf(step, user);
        SignInPath simulated = Simulation.Walk(user.SipAddress, user.HomePool, settings);
        SignInPath live = await WalkLiveAsync(user, settings, ShortWalk);
        IReadOnlyList<string> differences = WalkComparison.Differences(live, simulated);
        if (differences.Count > 0 && _isPatient)
        {
            live = await WalkLiveAsync(user, settings, LongWalk);
            differences = WalkComparison.Differences(live, simulated);
        }

        return (live, differences);
    }

    // One client in both worlds. HasNothingToLose stays false in the simulated one, too: what a walk with real credentials dares is no matter of the world.
    private SignInSettings SettingsOf(ConformanceStep step, LabUser user) => new()
    {
        SipDomain = user.SipAddress.Split('@')[1],
        HasCredentials = true,
        Profile = step.Profile,
        TrustedDomains = step.TrustedDomains,
        AcceptsNamePrompt = step.AcceptsPrompt,
        CachedServer = EndpointOf(step.Cached),
        LostServer = EndpointOf(step.Lost),
        KnownPrimary = step.KnowsBackup is null ? null : EndpointOf(user.HomePool),
        KnownBackup = EndpointOf(step.KnowsBackup),
        Server = EndpointOf(step.Server),
    };

    private Task<SignInPath> WalkLiveAsync(LabUser user, SignInSettings settings, double seconds) => new LiveSignIn(
        Labs.Resolver(Lab, seconds / 4),
        new LiveSignInOptions { TrustedRoots = new X509Certificate2Collection(Lab.RootCertificate), Timeout = TimeSpan.FromSeconds(seconds), SrvDraw = _ => 0 })
        .WalkAsync(new SignInRequest { SipAddress = user.SipAddress, Credential = user.ToCredential(), Settings = settings }, Labs.Token);

    private void Advance(TimeSpan by)
    {
        Lab.Advance(by);
        Simulation.Advance(by);
    }

    private ServerEndpoint? EndpointOf(string? pool) => pool is null ? null : new ServerEndpoint(PoolOf(pool).Fqdn, PoolOf(pool).Port);

    // The first label is enough.
    private LabPool PoolOf(string name) => Lab.Pools.Single(pool =>
        string.Equals(pool.Fqdn, name, StringComparison.OrdinalIgnoreCase) || pool.Fqdn.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase));
}
