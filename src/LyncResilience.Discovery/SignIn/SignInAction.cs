using System.Collections.Generic;
using System.Net;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What the client wants next. A driver does it, in whatever world it drives, and tells the machine what happened.</summary>
public abstract record SignInAction
{
    private SignInAction()
    {
    }

    /// <summary>Look up an SRV record; tell the machine the <c>DnsAnswer</c>.</summary>
    /// <param name="Name">The service name.</param>
    public sealed record LookUpSrv(string Name) : SignInAction;

    /// <summary>Look up a host's addresses; tell the machine the <c>DnsAnswer</c>.</summary>
    /// <param name="Name">The host name.</param>
    public sealed record LookUpHost(string Name) : SignInAction;

    /// <summary>Ask Lync Discover; tell the machine the <c>AutodiscoverAnswer</c>.</summary>
    /// <param name="Host">The name that the server must prove.</param>
    /// <param name="Addresses">Where it is.</param>
    public sealed record AskAutodiscover(string Host, IReadOnlyList<IPAddress> Addresses) : SignInAction;

    /// <summary>Open a connection; tell the machine the <c>ConnectionAnswer</c>.</summary>
    /// <param name="Host">The host's name.</param>
    /// <param name="Addresses">Its addresses, to be tried in order; empty where the world needs none.</param>
    /// <param name="Port">The port.</param>
    /// <param name="Transport">The transport that will run over it.</param>
    public sealed record OpenConnection(string Host, IReadOnlyList<IPAddress> Addresses, int Port, SipTransport Transport) : SignInAction;

    /// <summary>Negotiate TLS on the open connection; tell the machine the <c>TlsAnswer</c>.</summary>
    /// <param name="Name">The name that the certificate must be valid for.</param>
    public sealed record NegotiateTls(string Name) : SignInAction;

    /// <summary>Send a REGISTER on the open connection; tell the machine the <c>RegistrarAnswer</c>.</summary>
    /// <param name="WithCredentials">
    /// Whether to go through authentication. The machine asks for this only after TLS was validated for a name that may have the credentials.
    /// </param>
    public sealed record SendRegister(bool WithCredentials) : SignInAction;

    /// <summary>Nothing more: the round is over.</summary>
    /// <param name="Result">What came of it.</param>
    public sealed record Finish(SignInResult Result) : SignInAction;
}
