using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation;

namespace LyncResilience.Validation.Facts;

/// <summary>What to collect facts about, and how.</summary>
public sealed record FactRequest
{
    /// <summary>The SIP domains; empty for those of the topology.</summary>
    public IReadOnlyList<string> SipDomains { get; init; } = [];

    /// <summary>Who backs whom; null when nobody told.</summary>
    public ResilienceTopology? Topology { get; init; }

    /// <summary>The DNS servers, each of which is asked everything; empty for those of the system, which are asked as one.</summary>
    public IReadOnlyList<IPEndPoint> DnsServers { get; init; } = [];

    /// <summary>Makes what asks them.</summary>
    public Func<DnsClientOptions, IDnsResolver> NewResolver { get; init; } = options => new DnsClient(options);

    /// <summary>Roots to trust instead of the system's; null or empty for the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Domains whose hosts clients trust besides the SIP domain's, and which may have credentials.</summary>
    public IReadOnlyList<string> TrustedDomains { get; init; } = [];

    /// <summary>How an SRV target's name must relate to the SIP domain.</summary>
    public NameMatching NameMatching { get; init; } = NameMatching.Strict;

    /// <summary>The client generations whose discovery has to work.</summary>
    public IReadOnlyList<ClientProfile> Profiles { get; init; } = [ClientProfile.Lync2010, ClientProfile.Lync2013, ClientProfile.SkypeForBusiness2016, ClientProfile.Phone];

    /// <summary>Users who sign in, each with a credential. Domain, trusted domains and name matching of their settings are taken from here.</summary>
    public IReadOnlyList<SignInRequest> SignIns { get; init; } = [];

    /// <summary>Clients' caches.</summary>
    public IReadOnlyList<EndpointCacheEntry> Caches { get; init; } = [];

    /// <summary>
    /// Users with their home pools, for simulations, capacity and caches; empty for two of each pool: one signed in from its cache, one who comes during the outage with a new client.
    /// </summary>
    public IReadOnlyList<SimulatedUser> Users { get; init; } = [];

    /// <summary>How long a walk may take; a look-up, a connection, a handshake and an answer get a quarter of it each.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many questions may be open on the network at a time.</summary>
    public int MaximumConcurrency { get; init; } = 16;

    /// <summary>The clock, in UTC.</summary>
    public Func<DateTime> UtcNow { get; init; } = () => DateTime.UtcNow;
}
