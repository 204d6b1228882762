using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Validation.Facts;

/// <summary>Asks a registrar what it tells everybody: a connection, its certificate, and the answer to a REGISTER without credentials.</summary>
internal sealed class RegistrarProbe
{
    // Nobody's address: a registrar challenges before it looks for the user.
    private const string ProbeUser = "lyncresilience-probe";

    private readonly IDnsResolver _resolver;
    private readonly LiveSignInOptions _options;

    public RegistrarProbe(IDnsResolver resolver, LiveSignInOptions options)
    {
        _resolver = resolver;
        _options = options;
    }

    /// <summary>Asks one registrar. Whatever goes wrong is in the facts.</summary>
    /// <param name="host">The name to dial.</param>
    /// <param name="port">The port.</param>
    /// <param name="addresses">What DNS says about the name; null for nothing.</param>
    /// <param name="domain">The SIP domain to ask for.</param>
    /// <param name="cancellationToken">Stops the probe and closes its connection.</param>
    public async Task<RegistrarFacts> AskAsync(string host, int port, DnsAnswer? addresses, string domain, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var facts = new RegistrarFacts { Host = host, Port = port };
        IPAddress[] all = [.. addresses?.Records.OfType<AddressRecord>().Select(record => record.Address).Distinct() ?? []];
        if (all.Length == 0)
        {
            return facts;
        }

        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        using LiveWorld world = NewWorld(domain, random);
        Task<ConnectionAnswer[]> each = all.Length == 1
            ? Task.FromResult(Array.Empty<ConnectionAnswer>())
            : Task.WhenAll(all.Select(address => KnockAsync(host, port, address, domain, random, cancellationToken)));
        facts = facts with { Connection = await world.OpenAsync(Dial(host, port, all), cancellationToken).ConfigureAwait(false) };
        if (facts.Connection.Outcome == SignInOutcome.Ok)
        {
            facts = facts with { Tls = await world.SecureAsync(new SignInAction.NegotiateTls(host), cancellationToken).ConfigureAwait(false) };
        }

        if (facts.Tls?.Outcome == SignInOutcome.Ok)
        {
            facts = facts with { Answer = await world.RegisterAsync(new SignInAction.SendRegister(WithCredentials: false), cancellationToken).ConfigureAwait(false) };
        }

        return facts with { Addresses = await each.ConfigureAwait(false), DurationMs = watch.Elapsed.TotalMilliseconds };
    }

    private static SignInAction.OpenConnection Dial(string host, int port, IReadOnlyList<IPAddress> addresses) => new(host, addresses, port, SipTransport.Tls);

    private async Task<ConnectionAnswer> KnockAsync(string host, int port, IPAddress address, string domain, RandomNumberGenerator random, CancellationToken cancellationToken)
    {
        using LiveWorld world = NewWorld(domain, random);
        return await world.OpenAsync(Dial(host, port, [address]), cancellationToken).ConfigureAwait(false);
    }

    private LiveWorld NewWorld(string domain, RandomNumberGenerator random) => new(_resolver, _options, $"{ProbeUser}@{domain}", credential: null, random);
}
