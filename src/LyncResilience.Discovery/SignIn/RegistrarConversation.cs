using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>
/// The REGISTERs of one connection: the plain one that is challenged, then the two of NTLM (MS-SIPAE 4.1: same Call-ID and epid, CSeq one
/// higher each time).
/// </summary>
internal sealed class RegistrarConversation : IDisposable
{
    private readonly SipConnection _connection;
    private readonly string _host;
    private readonly TimeSpan _timeout;
    private readonly RandomNumberGenerator _random;
    private readonly Func<DateTime> _utcNow;
    private readonly RegisterRequest _register;
    private AuthenticationOffer? _offer;
    private SipAssociation? _association;
    private int _number;
    private bool _isRegistered;

    public RegistrarConversation(
        SipConnection connection, string host, SipTransport transport, string sipAddress, ClientEndpoint endpoint, TimeSpan timeout, RandomNumberGenerator random,
        Func<DateTime> utcNow)
    {
        _connection = connection;
        _host = host;
        _timeout = timeout;
        _random = random;
        _utcNow = utcNow;
        _register = new RegisterRequest(sipAddress, transport, connection.LocalEndPoint, endpoint, random);
    }

    /// <summary>Sends a REGISTER, and with a credential whatever NTLM needs after it.</summary>
    /// <param name="credential">Null to send it without.</param>
    /// <param name="cancellationToken">Stops the wait and closes the connection.</param>
    public async Task<RegistrarAnswer> RegisterAsync(NetworkCredential? credential, CancellationToken cancellationToken)
    {
        try
        {
            RegistrarAnswer answer = credential is null
                ? await RegisterPlainlyAsync(cancellationToken).ConfigureAwait(false)
                : await AuthenticateAsync(credential, cancellationToken).ConfigureAwait(false);
            _isRegistered = answer.Kind == RegistrarAnswerKind.Registered;
            return answer;
        }
        catch (TimeoutException exception)
        {
            return Failed(RegistrarAnswerKind.Silent, exception.Message);
        }
        catch (SipFormatException exception)
        {
            return Failed(RegistrarAnswerKind.Unusable, $"{_host} answered something that is not SIP: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return Failed(RegistrarAnswerKind.Closed, $"{_host} closed the connection instead of answering a REGISTER ({exception.Message}).");
        }
    }

    /// <summary>Takes the registration back, so that a walk leaves no endpoint behind. The server drops it with the connection anyway.</summary>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task UnregisterAsync(CancellationToken cancellationToken)
    {
        if (!_isRegistered)
        {
            return;
        }

        try
        {
            SipRequest request = _register.Next(++_number, expires: 0);
            await _connection.SendAsync(_association?.Authorize(request) ?? request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or TimeoutException)
        {
            // The registrar went away in between, and the registration with it.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _association?.Dispose();

    private async Task<RegistrarAnswer> RegisterPlainlyAsync(CancellationToken cancellationToken)
    {
        SipResponse response = await AskAsync(_register.Next(++_number, expires: null), cancellationToken).ConfigureAwait(false);
        _offer = response.StatusCode is 401 or 407 ? AuthenticationOffer.Of(response) : null;
        return RegistrarAnswerReader.Read(response, _utcNow());
    }

    private async Task<RegistrarAnswer> AuthenticateAsync(NetworkCredential credential, CancellationToken cancellationToken)
    {
        if (_offer is null || _offer.Refusal is not null)
        {
            return Failed(RegistrarAnswerKind.Unusable, $"{_host}: {_offer?.Refusal ?? "no challenge came before the credentials"}");
        }

        _association = new SipAssociation(credential, _offer, _random, () => _utcNow());
        (SipResponse response, AssociationState state) = await AskAuthorizedAsync(_association, cancellationToken).ConfigureAwait(false);
        if (state == AssociationState.NeedsRequest && response.StatusCode is 401 or 407)
        {
            (response, state) = await AskAuthorizedAsync(_association, cancellationToken).ConfigureAwait(false);
        }

        if (state is AssociationState.BadSignature or AssociationState.Refused)
        {
            return Failed(RegistrarAnswerKind.Unusable, _association.Detail);
        }

        RegistrarAnswer answer = RegistrarAnswerReader.Read(response, _utcNow());
        return answer.Kind switch
        {
            RegistrarAnswerKind.Challenged => answer with { Kind = RegistrarAnswerKind.Rejected },
            RegistrarAnswerKind.Registered or RegistrarAnswerKind.Redirected => answer with { IsUnsigned = _association.Signature == SignatureVerdict.Absent },
            _ => answer,
        };
    }

    private async Task<(SipResponse Response, AssociationState State)> AskAuthorizedAsync(SipAssociation association, CancellationToken cancellationToken)
    {
        SipRequest request = association.Authorize(_register.Next(++_number, expires: null));
        SipResponse response = await AskAsync(request, cancellationToken).ConfigureAwait(false);
        return (response, association.Accept(response));
    }

    private async Task<SipResponse> AskAsync(SipRequest request, CancellationToken cancellationToken)
    {
        await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            TimeSpan left = _timeout - watch.Elapsed;
            if (left <= TimeSpan.Zero)
            {
                throw Late();
            }

            SipMessage? message;
            try
            {
                message = await _connection.ReceiveAsync(left, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw Late();
            }

            switch (message)
            {
                case null:
                    throw new EndOfStreamException("end of stream");
                case SipResponse response when response.StatusCode >= 200 && response.CSeq == request.CSeq && response.CallId == request.CallId:
                    return response;
            }
        }
    }

    private TimeoutException Late() => new(string.Format(
        CultureInfo.InvariantCulture, "{0} ({1}) did not answer a REGISTER within {2:0.#} s.", _host, _connection.RemoteEndPoint, _timeout.TotalSeconds));

    private static RegistrarAnswer Failed(RegistrarAnswerKind kind, string reason) => new() { Kind = kind, Reason = reason };
}
