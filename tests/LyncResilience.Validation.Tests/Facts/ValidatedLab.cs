using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Topology;
using LyncResilience.Lab;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Validation.Checks;
using LyncResilience.Validation.Configuration;
using LyncResilience.Validation.Facts;
using Xunit;

namespace LyncResilience.Validation.Tests.Facts;

/// <summary>Laboratories, and validations of them.</summary>
internal static class ValidatedLab
{
    public const string FrontEnd1 = "A-L14FE1.shudlab.net";
    public const string FrontEnd2 = "A-L14FE2.shudlab.net";
    public const string SignInName = "_sipinternaltls._tcp.shudlab.net";

    /// <summary>How long a slow server takes: beyond <see cref="s_patient"/>, within the waits of a request of <see cref="SlowSeconds"/>.</summary>
    public static readonly TimeSpan Slowness = TimeSpan.FromSeconds(3);

    public const double SlowSeconds = 40;

    // A busy machine is no slow server.
    private static readonly ValidationConfiguration s_patient = ValidationConfiguration.Parse(
        """{ "checks": { "LR-DNS-002": { "thresholds": { "maxAnswerMs": 2500 } }, "LR-REG-009": { "thresholds": { "maxAnswerMs": 2500 } } } }""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Laboratory> StartAsync(string scenario = "shudlab-two-srv") => Laboratory.StartAsync(LabScenarios.Get(scenario), new LabOptions(), Token);

    /// <summary>Everything that can be asked of a laboratory: its topology with the ports that its pools have, and all its users with their passwords.</summary>
    public static FactRequest Request(this Laboratory lab, double seconds = 20, bool signIn = true) => new()
    {
        Topology = lab.TopologyWithPorts(),
        DnsServers = DnsServerList.Parse([lab.DnsServer]),
        TrustedRoots = new X509Certificate2Collection(lab.RootCertificate),
        Timeout = TimeSpan.FromSeconds(seconds),
        SignIns = !signIn ? [] : [.. lab.Users.Select(user => new SignInRequest
        {
            SipAddress = user.SipAddress,
            Credential = user.ToCredential(),
            Settings = new SignInSettings { Profile = ClientProfile.Lync2010 },
        })],
    };

    public static async Task<IReadOnlyList<CheckResult>> ValidateAsync(FactRequest request, params string[] tags)
    {
        List<CheckResult> results = [];
        await SiteValidation.RunAsync(request, new ValidationPlan(s_patient, tags), results.Add, progress: null, Token);
        return results;
    }

    /// <summary>The ids of the checks with a status, each once, in order.</summary>
    public static string[] Ids(this IEnumerable<CheckResult> results, params CheckStatus[] statuses) =>
        [.. results.Where(result => statuses.Contains(result.Status)).Select(result => result.Id).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The ids of everything that isn't as it should be.</summary>
    public static string[] Red(this IEnumerable<CheckResult> results) => results.Ids(CheckStatus.Warn, CheckStatus.Fail, CheckStatus.Error);

    private static ResilienceTopology TopologyWithPorts(this Laboratory lab)
    {
        TopologyDraft draft = TopologyJson.Read(lab.Topology.ToJson(), "the laboratory");
        foreach (LabPool pool in lab.Pools)
        {
            draft.PoolNamed(pool.Fqdn).Port = pool.Port;
        }

        return draft.Build();
    }
}
