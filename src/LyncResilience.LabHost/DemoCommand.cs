using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Lab;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.LabHost;

/// <summary>
/// Plays part 2 of Elan Shudnow's article "Lync 2010 Central Site Resilience w/ Backup Registrars, Failovers, and Failbacks" over real
/// sockets, and prints it so that somebody new to the matter understands it.
/// </summary>
internal sealed class DemoCommand
{
    private readonly StoryPrinter _story;

    public DemoCommand(TextWriter output)
    {
        _story = new StoryPrinter(output);
    }

    /// <summary>Plays the story.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _story.Title("Who learns the backup registrar?");
        _story.Say(
            """
            Two Lync pools back each other up. When one dies, its users can go on with the other: their backup registrar. But a client only
            goes where it knows to go, and the one moment when it is told its backup registrar is a redirect (SIP 301) during sign-in. Who
            gets one? Here users sign in for real: DNS, TLS and NTLM, all on this machine's loopback. (A 401 on the way is no failure: every
            registrar asks first who is there.)
            """);

        List<SignInRecord> records = await PlayTwoPoolsAsync(cancellationToken).ConfigureAwait(false);
        records.AddRange(await PlayDirectorAsync(cancellationToken).ConfigureAwait(false));

        _story.Heading("What this means");
        _story.Summary(records);
        _story.Say(
            """
            When a pool dies, its users are saved by what their clients know. A client that was redirected in this session goes to its backup
            registrar and gets limited service there as soon as the backup has missed the dead pool's heartbeat for the failure detection
            interval (300 s by default). A client that signed in straight to its home pool, by luck of the SRV record or from its cache, knows
            nothing: all it has left is DNS. So ClientUser1 is stranded when A-L14FE1 dies, because cache and SRV record both lead there. A
            second SRV record that names the other pool saves it; a Director in front teaches every client that comes fresh, but not those
            that come from their cache.
            """);
        PlayFailovers(cancellationToken);
        return records.TrueForAll(record => record.Path.Mode == SignInMode.Full) ? HostExitCode.Success : HostExitCode.Failed;
    }

    private async Task<List<SignInRecord>> PlayTwoPoolsAsync(CancellationToken cancellationToken)
    {
        using Laboratory lab = await StartAsync("shudlab", cancellationToken).ConfigureAwait(false);
        _story.Heading("The deployment");
        _story.Deployment(lab);

        using ClientDisk disk = new();
        LiveSignIn client = ClientOf(lab);
        SignInRecord first = await PlayAsync(
            lab,
            client,
            disk,
            lab.Users[0],
            "first sign-in",
            """
            A fresh client: nothing is cached, so it looks up the SRV record. That names A-L14FE1, which happens to be this user's home pool.
            """,
            cancellationToken).ConfigureAwait(false);
        SignInRecord second = await PlayAsync(
            lab,
            client,
            disk,
            lab.Users[1],
            "first sign-in",
            """
            The same SRV record leads to A-L14FE1 again, but this user is homed on A-L14FE2. A-L14FE1 authenticates the user and answers 301:
            the first Contact is the primary registrar, the second the backup.
            """,
            cancellationToken).ConfigureAwait(false);
        SignInRecord third = await PlayAsync(
            lab,
            client,
            disk,
            lab.Users[1],
            "from its cache",
            """
            The next morning. The client has A-L14FE2 cached and goes straight there: no SRV look-up, no 301, and so no word of a backup.
            """,
            cancellationToken).ConfigureAwait(false);

        _story.Heading("What the topology says, and what the clients were told");
        _story.Say(
            """
            An administrator reads who backs whom from the topology (Get-BackupRegistrar). The client has no topology: it knows its backup
            only if a redirect told it.
            """);
        _story.BackupRegistrars(lab, [first, second, third]);
        return [first, second, third];
    }

    private async Task<List<SignInRecord>> PlayDirectorAsync(CancellationToken cancellationToken)
    {
        using Laboratory lab = await StartAsync("shudlab-director", cancellationToken).ConfigureAwait(false);
        _story.Heading("The same with a Director in front");
        _story.Say("Now the SRV record names a Director. It homes nobody, so it redirects everybody, and everybody learns both registrars.");
        _story.Deployment(lab);

        using ClientDisk disk = new();
        LiveSignIn client = ClientOf(lab);
        List<SignInRecord> records = [];
        foreach (LabUser user in lab.Users)
        {
            records.Add(await PlayAsync(lab, client, disk, user, "behind a Director", "A fresh client.", cancellationToken).ConfigureAwait(false));
        }

        return records;
    }

    // In virtual time, so that nobody waits: the same client against the same registrars, only without sockets.
    private void PlayFailovers(CancellationToken cancellationToken)
    {
        _story.Heading("Who is where when a pool fails and comes back");
        _story.Say(
            """
            The same clients and registrars, now in virtual time (Invoke-FailoverSimulation): a pool falls silent after ten minutes and is back after
            an hour. A ditto mark (") means: as before. The timers are Lync's defaults, or assumptions that about_LyncResilience_Model lists.
            """);

        var summary = new TextTable("Failure", "Client", "Offline", "Limited", "Recovered by");
        foreach (FailoverCase played in FailoverCase.All)
        {
            FailoverStory failover = played.Play(cancellationToken);
            _story.Failover(played.Title, played.Introduction, failover);
            failover.Summarise(summary, played.Title.Split('.')[0]);
        }

        _story.FailoverSummary(summary);
    }

    private static Task<Laboratory> StartAsync(string scenario, CancellationToken cancellationToken) =>
        Laboratory.StartAsync(LabScenarios.Get(scenario), new LabOptions(), cancellationToken);

    private static LiveSignIn ClientOf(Laboratory lab) => new(
        new DnsClient(new DnsClientOptions { Servers = DnsServerList.Parse([lab.DnsServer]) }),
        new LiveSignInOptions { TrustedRoots = new X509Certificate2Collection(lab.RootCertificate) });

    private async Task<SignInRecord> PlayAsync(
        Laboratory lab, LiveSignIn client, ClientDisk disk, LabUser user, string occasion, string introduction, CancellationToken cancellationToken)
    {
        int queries = lab.Journal.Queries.Count;
        SignInPath path = await client.WalkAsync(
            new SignInRequest
            {
                SipAddress = user.SipAddress,
                Credential = user.ToCredential(),
                Settings = new SignInSettings { Profile = ClientProfile.Lync2010, CachedServer = disk.ServerOf(user.SipAddress) },
            },
            cancellationToken).ConfigureAwait(false);

        if (CacheAfter(lab, path) is { } cached)
        {
            disk.Write(user.SipAddress, cached);
        }

        var record = new SignInRecord(user.SipAddress.Split('@')[0], occasion, path)
        {
            Cache = disk.Read(user.SipAddress),
            LookedUpSrv = lab.Journal.Queries.Skip(queries).Any(query => query.Type == DnsRecordType.Srv),
        };
        _story.SignIn(record, introduction);
        return record;
    }

    // What a client writes to its cache is the primary registrar, and nothing else.
    private static ServerEndpoint? CacheAfter(Laboratory lab, SignInPath path) =>
        path.Registrar is not null && lab.Pools.FirstOrDefault(pool => string.Equals(pool.Fqdn, path.PrimaryRegistrar, StringComparison.OrdinalIgnoreCase)) is { } pool
            ? new ServerEndpoint(pool.Fqdn, pool.Port)
            : null;
}
