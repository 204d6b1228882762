using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>The records that clients of the users would ask for, as DNS servers hold them now.</summary>
internal sealed class LiveZone
{
    private readonly IDnsResolver _resolver;
    private readonly ResilienceTopology _topology;

    internal LiveZone(IDnsResolver resolver, ResilienceTopology topology)
    {
        _resolver = resolver;
        _topology = topology;
    }

    /// <summary>
    /// Looks up every name that the users' clients look up in discovery, and the addresses of pools and SRV targets, which tell what a host record means.
    /// </summary>
    /// <exception cref="ResilienceException">A question got no answer: what is not known can't be simulated.</exception>
    internal async Task<IReadOnlyList<DnsRecord>> ReadAsync(IEnumerable<SimulatedUser> users, CancellationToken cancellationToken)
    {
        DiscoveryStep[] steps = [.. users
            .Select(user => (Domain: user.SipAddress.Substring(user.SipAddress.IndexOf('@') + 1).Trim().ToLowerInvariant(), user.ClientProfile)).Distinct()
            .SelectMany(client => DiscoveryPlan.For(client.ClientProfile, client.Domain))];
        DnsRecord[] services = await AskAsync(Names(SignInStage.Srv), DnsRecordType.Srv, cancellationToken).ConfigureAwait(false);
        IEnumerable<string> hosts = Names(SignInStage.Autodiscover).Concat(Names(SignInStage.Host))
            .Concat(services.OfType<SrvRecord>().Where(record => record.IsOffered).Select(record => record.Target))
            .Concat(_topology.Pools.Select(pool => pool.Fqdn));
        DnsRecord[] addresses = await AskAsync(hosts, DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        return [.. services.Concat(addresses).Distinct()];

        IEnumerable<string> Names(SignInStage stage) => steps.Where(step => step.Stage == stage).Select(step => step.Name);
    }

    private async Task<DnsRecord[]> AskAsync(IEnumerable<string> names, DnsRecordType type, CancellationToken cancellationToken)
    {
        DnsAnswer[] answers = await Task.WhenAll(
            names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => _resolver.ResolveAsync(name, type, cancellationToken))).ConfigureAwait(false);
        DnsAnswer? failed = Array.Find(answers, answer => answer.Outcome is not (DnsOutcome.Answer or DnsOutcome.NoData or DnsOutcome.NxDomain));
        return failed is null
            ? [.. answers.SelectMany(answer => answer.Records)]
            : throw new ResilienceException(
                ErrorIds.DnsServerUnreachable,
                ErrorCategory.ResourceUnavailable,
                $"The records to simulate with are not known: {type} {failed.Name} got no answer. {failed.Detail} Name another server with -DnsServer, or give the records with -SrvRecord.",
                failed.Name);
    }
}
