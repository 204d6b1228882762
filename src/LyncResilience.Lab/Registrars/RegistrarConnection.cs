using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using LyncResilience.Lab.Journal;
using LyncResilience.Lab.Traces;

namespace LyncResilience.Lab.Registrars;

/// <summary>A client's connection to a registrar: messages in, messages out, and what can go wrong in between.</summary>
internal sealed class RegistrarConnection : IDisposable
{
    private static readonly byte[] s_garbage = Encoding.ASCII.GetBytes("\u0001\u0002\u0003 no such protocol\r\n: :\r\n\r\n");

    private readonly LabRegistrar _registrar;
    private readonly Socket _socket;
    private readonly SemaphoreSlim _turn = new(1);
    private Stream? _stream;

    public RegistrarConnection(LabRegistrar registrar, Socket socket, bool isSecure)
    {
        _registrar = registrar;
        _socket = socket;
        IsSecure = isSecure;
    }

    public bool IsSecure { get; }

    /// <summary>Serves the client until it leaves, or until the registrar stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            switch (_registrar.Fault?.Kind)
            {
                case LabFaultKind.Reset:
                    _socket.LingerState = new LingerOption(enable: true, seconds: 0);
                    break;
                case LabFaultKind.CloseAfterAccept:
                    break;
                case LabFaultKind.StalledHandshake:
                    await IgnoreAsync(cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    await OpenAsync().ConfigureAwait(false);
                    await AnswerAllAsync(cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException
            or SipFormatException or OperationCanceledException)
        {
            // The client left, didn't like the certificate, or doesn't speak SIP; or the registrar stops. Nobody is there to be told.
        }
    }

    /// <summary>Sends a request of the registrar's own.</summary>
    public async Task SendAsync(SipRequest request, CancellationToken cancellationToken)
    {
        try
        {
            Trace(request, isFromClient: false);
            await WriteAsync(request.ToBytes(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client left meanwhile.
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _turn.Dispose();
    }

    private async Task OpenAsync()
    {
        // Each answer is one write. A client that sends several requests at once would otherwise wait for its own delayed acknowledgement.
        _socket.NoDelay = true;
        var network = new NetworkStream(_socket);
        _stream = network;
        await _registrar.WhenReachable.ConfigureAwait(false);
        if (IsSecure)
        {
            var tls = new SslStream(network);
            _stream = tls;
            await tls.AuthenticateAsServerAsync(_registrar.Certificate, clientCertificateRequired: false, SslProtocols.None, checkCertificateRevocation: false)
                .ConfigureAwait(false);
        }
    }

    private async Task AnswerAllAsync(CancellationToken cancellationToken)
    {
        var reader = new SipMessageReader(_stream!, SipLimits.Default);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            await _registrar.WhenReachable.ConfigureAwait(false);
            if (message is SipRequest request)
            {
                await AnswerAsync(new RegistrarRequest(request), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AnswerAsync(RegistrarRequest request, CancellationToken cancellationToken)
    {
        LabServices services = _registrar.Services;
        Trace(request.Message, isFromClient: true);
        services.Journal.Add(new LabRequest(
            _registrar.Host,
            request.Message.Method,
            request.SipAddress,
            IsSecure,
            request.HasAuthorization,
            request.HasToken,
            services.Clock.Elapsed.TotalSeconds));

        LabFault? fault = _registrar.Fault;
        if (fault?.Kind == LabFaultKind.Slow)
        {
            await Task.Delay(fault.Delay, cancellationToken).ConfigureAwait(false);
        }

        if (fault?.Kind == LabFaultKind.Garbage)
        {
            await WriteAsync(s_garbage, cancellationToken).ConfigureAwait(false);
        }
        else if (_registrar.Responder.Answer(request, this) is { } answer)
        {
            Trace(answer, isFromClient: false);
            await WriteAsync(answer.ToBytes(), cancellationToken).ConfigureAwait(false);
        }
    }

    // Before it is sent: what the client does next must not come before it in the log.
    private void Trace(SipMessage message, bool isFromClient)
    {
        LabServices services = _registrar.Services;
        services.Trace?.Add(new LabTraceMessage(
            services.Clock.UtcNow, _registrar.Host, _socket.LocalEndPoint, _socket.RemoteEndPoint, isFromClient, message));
    }

    private async Task WriteAsync(byte[] message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _stream!.WriteAsync(message, 0, message.Length, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task IgnoreAsync(CancellationToken cancellationToken)
    {
        var network = new NetworkStream(_socket);
        _stream = network;
        byte[] buffer = new byte[1024];
        while (await network.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }
}
