using System.Collections.Generic;
using System.Net;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>A server that the client will try.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">The port.</param>
/// <param name="Transport">The transport.</param>
/// <param name="Origin">What began the chain that led here.</param>
/// <param name="TlsName">The name that its certificate must be valid for.</param>
/// <param name="NamedBy">The registrar whose 301 named it; null when none did.</param>
internal sealed record Candidate(string Host, int Port, SipTransport Transport, CandidateOrigin Origin, string TlsName, string? NamedBy = null)
{
    /// <summary>What makes two candidates the same: a round tries no host twice.</summary>
    public string Key => $"{Host}:{Port}".ToUpperInvariant();

    public bool IsAddress => IPAddress.TryParse(Host, out _);

    public static Candidate Of(ServerEndpoint server, CandidateOrigin origin) =>
        new(server.Host, server.Port ?? ServerEndpoint.DefaultTlsPort, SipTransport.Tls, origin, server.Host);

    /// <summary>The servers that a client knows before it looks any name up, in the order in which it tries them.</summary>
    public static IEnumerable<Candidate> KnownBy(SignInSettings settings)
    {
        if (settings.Server is not null)
        {
            yield return Of(settings.Server, CandidateOrigin.Explicit);
            yield break;
        }

        if (settings.LostServer is not null)
        {
            yield return Of(settings.LostServer, CandidateOrigin.LostServer);
        }

        if (settings.KnownBackup is not null)
        {
            yield return Of(settings.KnownBackup, CandidateOrigin.KnownBackup);
        }

        if (settings.CachedServer is not null)
        {
            yield return Of(settings.CachedServer, CandidateOrigin.Cache);
        }
    }

    /// <summary>
    /// The candidate that a 301 names. Servers of one pool hand over by address; what answers there must still prove the name of the pool.
    /// </summary>
    public Candidate RedirectedTo(RegistrarContact contact)
    {
        int port = contact.Port ?? (contact.Transport == SipTransport.Tls ? ServerEndpoint.DefaultTlsPort : ServerEndpoint.DefaultTcpPort);
        string tlsName = IPAddress.TryParse(contact.Host, out _) ? TlsName : contact.Host;
        return new Candidate(contact.Host, port, contact.Transport, Origin, tlsName, NamedBy: Host);
    }

    /// <summary>The registrar as a client would remember it: by name, never by the address of one server.</summary>
    public ServerEndpoint ToEndpoint() => new(TlsName, Port);
}
