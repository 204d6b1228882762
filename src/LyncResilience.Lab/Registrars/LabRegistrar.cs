using System;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Sip;
using LyncResilience.Lab.Authentication;
using LyncResilience.Lab.Certificates;
using LyncResilience.Lab.Network;

namespace LyncResilience.Lab.Registrars;

/// <summary>A registrar: one host with a TLS and a TCP port, its registrations, and what goes wrong with it.</summary>
internal sealed class LabRegistrar : IDisposable
{
    private readonly PowerSwitch _power;
    private readonly PowerSwitch _network = new();
    private readonly RegistrarDecision _decide;
    private readonly RegistrarAuthenticator _authenticator;
    private readonly LabListener _tls;
    private readonly LabListener _tcp;
    private readonly OpenSockets _sockets = new();
    private readonly RegistrationTable _registrations = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private ServerEndpoint? _wrongTarget;

    public LabRegistrar(string host, int port, PowerSwitch power, RegistrarDecision decide, RegistrarAuthenticator authenticator, LabServices services)
    {
        Host = host;
        Services = services;
        _stopping = _stop.Token;
        _power = power;
        _decide = decide;
        _authenticator = authenticator;
        Responder = new RegistrarResponder(
            Decide, authenticator, new RegistrarResponses(host, () => services.Clock.UtcNow), _registrations, services.IsHomedOnBranch, services.Random);
        _tls = new LabListener(port, socket => Serve(socket, isSecure: true));
        _tcp = new LabListener(0, socket => Serve(socket, isSecure: false));
    }

    public string Host { get; }

    public int TlsPort => _tls.Port;

    public int TcpPort => _tcp.Port;

    public LabServices Services { get; }

    public RegistrarResponder Responder { get; }

    public LabFault? Fault { get; private set; }

    public X509Certificate2 Certificate => Issue(Fault);

    /// <summary>Makes something go wrong, or everything right again.</summary>
    /// <param name="fault">What; null for nothing.</param>
    /// <param name="wrongTarget">Where a redirect fault sends everybody.</param>
    public void SetFault(LabFault? fault, ServerEndpoint? wrongTarget)
    {
        // Making a certificate may take a moment (one that nobody trusts needs a key of its own); the first client isn't to wait for it.
        _ = Issue(fault);
        _wrongTarget = wrongTarget;
        Fault = fault;
        ApplyReach();
    }

    private X509Certificate2 Issue(LabFault? fault) => Services.Authority.Issue(Host, fault?.Kind switch
    {
        LabFaultKind.WrongCertificateName => CertificateVariant.WrongName,
        LabFaultKind.ExpiredCertificate => CertificateVariant.Expired,
        LabFaultKind.UntrustedCertificate => CertificateVariant.UntrustedRoot,
        _ => CertificateVariant.Valid,
    });

    /// <summary>Makes the ports follow the pool: one that is down is silent, as a host whose network adapter was disabled.</summary>
    public void ApplyReach()
    {
        bool isSilent = !_power.IsUp || Fault?.Kind == LabFaultKind.Silent;
        ListenerMode mode = isSilent ? ListenerMode.Silent : Fault?.Kind == LabFaultKind.Refused ? ListenerMode.Refusing : ListenerMode.Accepting;
        if (isSilent)
        {
            _network.TurnOff();
        }

        _tls.Switch(mode);
        _tcp.Switch(mode);
        if (!isSilent)
        {
            _network.TurnOn();
        }
    }

    /// <summary>
    /// Waits until the registrar can answer. What came in over connections from before is answered then: their bytes waited in the
    /// network, as they do for a host that gets its adapter back.
    /// </summary>
    public Task WhenReachable => _network.WhenUp;

    /// <summary>Closes all connections, so that clients notice at once.</summary>
    public void CutConnections() => _sockets.CloseAll();

    private RegistrarAnswer Decide(string sipAddress, bool isAuthenticated)
    {
        RegistrarAnswer answer = _decide(sipAddress, isAuthenticated);
        return isAuthenticated && answer.Kind != RegistrarAnswerKind.Silent && _wrongTarget is { } target
            ? new RegistrarAnswer
            {
                Kind = RegistrarAnswerKind.Redirected,
                StatusCode = 301,
                Reason = "Redirect request to Home Server",
                Contacts = [new RegistrarContact(target.Host, target.Port, SipTransport.Tls, 1)],
            }
            : answer;
    }

    /// <summary>Sends those home who would be redirected if they registered now, as far as <see cref="LabServices.MayMoveHome"/> lets them go.</summary>
    public async Task MoveGuestsHomeAsync()
    {
        foreach (Registration guest in _registrations.All)
        {
            RegistrarAnswer answer = _decide(guest.SipAddress, isAuthenticated: true);
            if (answer.Kind == RegistrarAnswerKind.Redirected && Services.MayMoveHome(guest.SipAddress) && _registrations.Remove(guest.SipAddress, guest.Epid)
                && Responder.MoveHome(guest, answer.Contacts[0]) is { } notify)
            {
                await guest.Connection.SendAsync(notify, _stopping).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _tls.Dispose();
        _tcp.Dispose();
        _sockets.Dispose();

        // Those who waited for the pool find their sockets closed.
        _network.TurnOn();
        _authenticator.Dispose();
        _stop.Dispose();
    }

    private void Serve(Socket socket, bool isSecure)
    {
        Services.Journal.Accepted(Host);
        if (_sockets.TryAdd(socket))
        {
            _ = ServeAsync(socket, isSecure);
        }
        else
        {
            Services.Journal.Closed();
        }
    }

    private async Task ServeAsync(Socket socket, bool isSecure)
    {
        using var connection = new RegistrarConnection(this, socket, isSecure);
        try
        {
            await connection.RunAsync(_stopping).ConfigureAwait(false);
        }
        finally
        {
            foreach (Registration ended in _registrations.Remove(connection))
            {
                _authenticator.Remove(ended.Association);
            }

            _sockets.Close(socket);
            Services.Journal.Closed();
        }
    }
}
