using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Drives the sign-in machine over real sockets: against the administrator's pools, or the laboratory's.</summary>
/// <remarks>Safe for many walks at once; each has its own connection and association.</remarks>
public sealed class LiveSignIn
{
    // An address of nobody in particular: a registrar challenges before it looks for the user.
    private const string ProbeUser = "lyncresilience-probe";

    private readonly IDnsResolver _resolver;
    private readonly LiveSignInOptions _options;

    /// <summary>Makes a driver.</summary>
    /// <param name="resolver">Who answers look-ups.</param>
    /// <param name="options">How to go about it.</param>
    public LiveSignIn(IDnsResolver resolver, LiveSignInOptions options)
    {
        _resolver = resolver ?? throw new ArgumentNullException(nameof(resolver));
        _options = options ?? throw new ArgumentNullException(nameof(options));
    }

    /// <inheritdoc cref="WalkAsync(SignInRequest, Action{SignInHop}, CancellationToken)"/>
    public Task<SignInPath> WalkAsync(SignInRequest request, CancellationToken cancellationToken) => WalkAsync(request, heard: null, cancellationToken);

    /// <summary>Walks the sign-in path of one user or domain. Whatever goes wrong on the way is in the path.</summary>
    /// <param name="request">Who signs in, and as what.</param>
    /// <param name="heard">Hears of each hop when it has happened, before the next one begins; null for nobody.</param>
    /// <param name="cancellationToken">Stops the walk at once and closes its connection.</param>
    /// <exception cref="FormatException">The request names neither a SIP address nor a domain that could exist.</exception>
    /// <exception cref="OperationCanceledException">The walk was stopped.</exception>
    public async Task<SignInPath> WalkAsync(SignInRequest request, Action<SignInHop>? heard, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        (string? address, string domain) = Read(request);
        SignInSettings settings = request.Settings with { SipDomain = domain, HasCredentials = request.Credential is not null && address is not null };
        DateTime started = _options.UtcNow();
        var watch = Stopwatch.StartNew();

        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var world = new LiveWorld(_resolver, _options, address ?? $"{ProbeUser}@{domain}", request.Credential, random);
        budget.CancelAfter(_options.Timeout);
        var machine = new SignInMachine(settings, _options.SrvDraw ?? (limit => Draw(random, limit)));
        SignInResult result = await DriveAsync(machine, world, heard, budget.Token, cancellationToken).ConfigureAwait(false);
        var facts = new PathFacts
        {
            Settings = settings,
            Result = result,
            FurtherAnswers = await LookUpFurtherAsync(settings, result, budget.Token, cancellationToken).ConfigureAwait(false),
            TimeUtc = started,
        };
        return PathVerdict.Of(facts, address, watch.Elapsed.TotalMilliseconds);
    }

    // Both go into the text of requests, so nothing that could end a line or a header may stand in them.
    private static (string? Address, string Domain) Read(SignInRequest request)
    {
        if (request.SipAddress is null)
        {
            return SipName.TryParseDomain(request.Settings.SipDomain, out string given)
                ? (null, given)
                : throw new FormatException($"'{request.Settings.SipDomain}' is not a SIP domain; write it like contoso.com.");
        }

        return SipName.TryParseAddress(request.SipAddress, out string address)
            ? (address, address.Substring(address.IndexOf('@') + 1))
            : throw new FormatException($"'{request.SipAddress}' is not a SIP address; write user@domain, with or without 'sip:'.");
    }

    private async Task<SignInResult> DriveAsync(
        SignInMachine machine, LiveWorld world, Action<SignInHop>? heard, CancellationToken budget, CancellationToken cancellationToken)
    {
        int told = 0;
        try
        {
            // A round may begin with what the client knows already.
            Tell();
            while (machine.Next is not SignInAction.Finish)
            {
                await world.DoAsync(machine, budget).ConfigureAwait(false);
                Tell();
            }

            await world.LeaveAsync(budget).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The walk's own limit; a round that had finished by then keeps its result.
        }

        SignInResult result = machine.GiveUp(string.Format(
            CultureInfo.InvariantCulture, "The walk's limit of {0:0.#} s was reached; raise -TimeoutSeconds to wait longer.", _options.Timeout.TotalSeconds));
        Tell();
        return result;

        void Tell()
        {
            for (; told < machine.Hops.Count; told++)
            {
                heard?.Invoke(machine.Hops[told]);
            }
        }
    }

    /// <summary>What no client looks up on its way, but an administrator should know: targets that were not dialled, the internal TCP record.</summary>
    private async Task<IReadOnlyList<DnsAnswer>> LookUpFurtherAsync(
        SignInSettings settings, SignInResult result, CancellationToken budget, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(result.HostAnswers.Select(answer => answer.Name), StringComparer.OrdinalIgnoreCase);
        List<SrvRecord> targets = [.. result.SrvAnswers.SelectMany(answer => answer.Records).OfType<SrvRecord>().Where(record => record.IsOffered)];
        List<Task<DnsAnswer>> lookUps = [.. targets.Select(target => target.Target).Where(known.Add)
            .Select(name => LiveWorld.LookUpHostAsync(_resolver, name, budget))];
        string tcpRecord = DiscoveryPlan.InternalTcpRecord(settings.SipDomain);
        bool nothingFound = result.SrvAnswers.Count > 0 && result.SrvAnswers.All(answer => answer.Outcome is DnsOutcome.NxDomain or DnsOutcome.NoData);
        if (nothingFound && !result.SrvAnswers.Any(answer => string.Equals(answer.Name, tcpRecord, StringComparison.OrdinalIgnoreCase)))
        {
            lookUps.Add(_resolver.ResolveAsync(tcpRecord, DnsRecordType.Srv, budget));
        }

        try
        {
            return await Task.WhenAll(lookUps).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    private static int Draw(RandomNumberGenerator random, int limit)
    {
        byte[] bytes = new byte[4];
        random.GetBytes(bytes);
        return (int)(BitConverter.ToUInt32(bytes, 0) % ((uint)limit + 1));
    }
}
