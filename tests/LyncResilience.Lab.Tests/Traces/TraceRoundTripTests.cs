using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.SignIn.Comparison;
using LyncResilience.Discovery.Tests;
using LyncResilience.Discovery.Traces;
using LyncResilience.Discovery.Traces.SignIns;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Lab.Traces;
using Xunit;

namespace LyncResilience.Lab.Tests.Traces;

/// <summary>What a walk saw must come out of the laboratory's log of it, in every form.</summary>
public sealed class TraceRoundTripTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "lab-trace-" + Guid.NewGuid().ToString("N"));

    public TraceRoundTripTests() => Directory.CreateDirectory(_folder);

    /// <summary>What can happen to a user of the laboratory.</summary>
    public enum Situation
    {
        Fresh,
        FromItsCache,
        WithTheOthersCache,
        WithWrongPassword,
        WithoutCredentials,
        HomeDownBackupWaiting,
        HomeDownBackupServing,
        OtherPoolDown,
        RedirectLoop,
    }

    public static IEnumerable<TheoryDataRow<string, string, Situation>> Cases() =>
        from scenario in LabScenarios.BuiltIn
        from user in scenario.Users
        from situation in Enum.GetValues<Situation>()
        select new TheoryDataRow<string, string, Situation>(scenario.Name, user.SipAddress, situation);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_walk_comes_out_of_its_log(string scenario, string address, Situation situation) => Undisturbed.OnceAsync(async () =>
    {
        var recorder = new LabTraceRecorder();
        using Laboratory lab = await StartAsync(LabScenarios.Get(scenario), recorder);
        LabUser user = lab.Users.Single(candidate => candidate.SipAddress == address);

        SignInPath walk = await PlayAsync(lab, user, situation);

        AssertSameInEveryForm(walk, recorder, lab);
    });

    [Theory]
    [InlineData("alice@shudlab.net", "alice")]
    [InlineData("bob@shudlab.net", "bob")]
    [InlineData("nobody@shudlab.net", "alice")]
    public async Task Refusals_and_homes_without_a_backup_come_out_of_the_log(string address, string account)
    {
        var recorder = new LabTraceRecorder();
        using Laboratory lab = await StartAsync(Labs.SinglePool(), recorder);
        SignInPath walk = await Labs.Client(lab).WalkAsync(new SignInRequest { SipAddress = address, Credential = lab.User(account).ToCredential() }, Labs.Token);

        AssertSameInEveryForm(walk, recorder, lab);
    }

    [Fact]
    public async Task Many_walks_at_once_come_out_of_one_log()
    {
        var recorder = new LabTraceRecorder();
        using Laboratory lab = await StartAsync(LabScenarios.Get("shudlab"), recorder);
        SignInPath[] walks = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => lab.WalkAsync(lab.Users[i % 2])));
        foreach ((LabTraceFormat format, string[] files) in WriteAll(recorder, lab))
        {
            List<SignInPath> paths = Read(files);

            Assert.True(walks.Length == paths.Count, $"{format}: {paths.Count} paths of {walks.Length} walks");
            Assert.Equal(walks.Select(Gist).Order(), paths.Select(Gist).Order());
        }
    }

    [Fact]
    public async Task A_guest_who_is_moved_home_shows_in_the_log()
    {
        var recorder = new LabTraceRecorder();
        using Laboratory lab = await StartAsync(LabScenarios.Get("shudlab"), recorder);
        lab.TakeDown(Labs.FrontEnd1);
        lab.Advance(TimeSpan.FromSeconds(301));
        using TestClient guest = await TestClient.ConnectAsync(lab, Labs.FrontEnd2, lab.User("ClientUser1"));
        await guest.RegisterAsync();
        lab.BringUp(Labs.FrontEnd1);
        lab.Advance(TimeSpan.FromSeconds(650));
        await guest.Connection.ReceiveAsync(Labs.Patience, Labs.Token);

        foreach ((_, string[] files) in WriteAll(recorder, lab))
        {
            List<SignInPath> paths = Read(files);

            Assert.Equal([SignInMode.Limited, SignInMode.None], paths.Select(path => path.Mode));
            Assert.Equal((SignInStage.Failover, Labs.FrontEnd1), (paths[1].Hops[0].Stage, paths[1].Hops[0].Target));
            Assert.Contains($"{Labs.FrontEnd2} ended the registration", paths[1].Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tokens_stand_in_the_log_as_a_product_writes_them_and_are_hidden_by_its_reader()
    {
        var recorder = new LabTraceRecorder();
        using Laboratory lab = await StartAsync(LabScenarios.Get("shudlab"), recorder);
        await lab.WalkAsync(lab.User("ClientUser1"));

        foreach ((_, string[] files) in WriteAll(recorder, lab))
        {
            string log = string.Concat(files.Select(file => File.ReadAllText(file)));
            Assert.Contains("gssapi-data=\"TlRMTVNTUAAD", log, StringComparison.Ordinal);
            Assert.All(new TraceReader().Read(files, Labs.Token), message => Assert.DoesNotContain("TlRMTVNTUAA", message.ToString(), StringComparison.Ordinal));
        }
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static Task<Laboratory> StartAsync(LabScenario scenario, LabTraceRecorder recorder) => Laboratory.StartAsync(
        scenario, new LabOptions { Clock = new LabClock(() => TimeSpan.Zero, () => DateTimeOffset.UtcNow), Trace = recorder }, Labs.Token);

    private static Task<SignInPath> PlayAsync(Laboratory lab, LabUser user, Situation situation)
    {
        string other = user.HomePool == Labs.FrontEnd1 ? Labs.FrontEnd2 : Labs.FrontEnd1;
        switch (situation)
        {
            case Situation.FromItsCache:
                return lab.WalkAsync(user, cached: new ServerEndpoint(user.HomePool, lab.Pool(user.HomePool).Port));
            case Situation.WithTheOthersCache:
                return lab.WalkAsync(user, cached: new ServerEndpoint(other, lab.Pool(other).Port));
            case Situation.WithWrongPassword:
                NetworkCredential wrong = user.ToCredential();
                wrong.Password += "x";
                return lab.WalkAsync(user, credential: wrong);
            case Situation.WithoutCredentials:
                return Labs.Client(lab).WalkAsync(
                    new SignInRequest { SipAddress = user.SipAddress, Settings = new SignInSettings { Profile = ClientProfile.Lync2010 } }, Labs.Token);
            case Situation.HomeDownBackupWaiting:
                lab.TakeDown(user.HomePool);
                return lab.WalkAsync(user, seconds: 2);
            case Situation.HomeDownBackupServing:
                lab.TakeDown(user.HomePool);
                lab.Advance(TimeSpan.FromSeconds(301));
                return lab.WalkAsync(user, seconds: 2);
            case Situation.OtherPoolDown:
                lab.TakeDown(other);
                return lab.WalkAsync(user, seconds: 2);
            case Situation.RedirectLoop:
                lab.SetFault(Laboratory.AllPools, new LabFault(LabFaultKind.RedirectLoop));
                return lab.WalkAsync(user);
            default:
                return lab.WalkAsync(user);
        }
    }

    private static string Gist(SignInPath path) => $"{path.SipAddress} {path.FirstHop} {path.Registrar} {path.PrimaryRegistrar} {path.BackupRegistrar} {path.RedirectCount} {path.Mode}";

    // What a log can show of a hop: the walk also compares clocks, which a log of the server can't.
    private static string Show(SignInHop hop, bool withPort) =>
        $"{hop.Stage} {hop.Target} {(withPort ? hop.Port : null)} {hop.Transport} {hop.Outcome} {hop.StatusCode} {hop.Reason} {hop.ServerName} {hop.ServerVersion} {hop.Detail.Split(';')[0].TrimEnd('.')}";

    private void AssertSameInEveryForm(SignInPath walk, LabTraceRecorder recorder, Laboratory lab)
    {
        foreach ((LabTraceFormat format, string[] files) in WriteAll(recorder, lab))
        {
            List<SignInPath> paths = Read(files);
            if (!walk.Hops.Any(hop => hop.StatusCode is not null))
            {
                Assert.Empty(paths);
                continue;
            }

            SignInPath path = Assert.Single(paths);
            bool withPort = format == LabTraceFormat.Client;
            IEnumerable<SignInHop> walked = walk.Hops.Where(hop => hop.Stage is SignInStage.Register or SignInStage.Redirect && hop.StatusCode is not null);
            Assert.Equal(walked.Select(hop => Show(hop, withPort)), path.Hops.Where(hop => hop.StatusCode is not null).Select(hop => Show(hop, withPort)));
            Assert.Equal(Gist(walk), Gist(path));
            Assert.DoesNotContain(PathComparison.Compare(walk, path), difference => difference.What is not SignInDifference.Same and not SignInDifference.NotCompared);
            Assert.True(walk.Registrar is null == !path.Hops.Any(hop => hop.Outcome == SignInOutcome.Registered));
        }
    }

    private IEnumerable<(LabTraceFormat Format, string[] Files)> WriteAll(LabTraceRecorder recorder, Laboratory lab)
    {
        foreach (LabTraceFormat format in Enum.GetValues<LabTraceFormat>())
        {
            // One file per server, whose names don't sort as the sign-in went; one file for a client.
            string?[] hosts = format == LabTraceFormat.Client ? [null] : [.. lab.Pools.Select(pool => pool.Fqdn).Reverse()];
            var files = new List<string>();
            foreach (string? host in hosts)
            {
                string file = Path.Combine(_folder, $"{format}-{host ?? "client"}.log");
                using (var writer = new StreamWriter(file, false, new UTF8Encoding(false)))
                {
                    recorder.Write(writer, format, host);
                }

                if (new FileInfo(file).Length > 0)
                {
                    files.Add(file);
                }
            }

            yield return (format, [.. files]);
        }
    }

    private static List<SignInPath> Read(string[] files)
    {
        var damage = new List<TraceDamage>();
        var reader = new TraceReader(new TraceReaderOptions
        {
            TimeZone = TimeZoneInfo.Utc,
            Filter = new TraceFilter { Method = SignInTraceReader.Methods },
            Damaged = damage.Add,
        });
        List<SignInPath> paths = [.. new SignInTraceReader().Read(reader.Read(files, Labs.Token))];
        Assert.Empty(damage);
        return paths;
    }
}
