using System;
using System.Security.Cryptography;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Sip;
using LyncResilience.Lab.Authentication;

namespace LyncResilience.Lab.Registrars;

/// <summary>
/// Answers requests as a registrar does: authenticates the sender, has the decision made, and writes and signs it. What is decided is not
/// its business (<see cref="RegistrarDecision"/>).
/// </summary>
internal sealed class RegistrarResponder
{
    private readonly RegistrarDecision _decide;
    private readonly RegistrarAuthenticator _authenticator;
    private readonly RegistrarResponses _responses;
    private readonly RegistrationTable _registrations;
    private readonly Func<string, bool> _isHomedOnBranch;
    private readonly RandomNumberGenerator _random;

    public RegistrarResponder(
        RegistrarDecision decide,
        RegistrarAuthenticator authenticator,
        RegistrarResponses responses,
        RegistrationTable registrations,
        Func<string, bool> isHomedOnBranch,
        RandomNumberGenerator random)
    {
        _decide = decide;
        _authenticator = authenticator;
        _responses = responses;
        _registrations = registrations;
        _isHomedOnBranch = isHomedOnBranch;
        _random = random;
    }

    /// <summary>Answers a request.</summary>
    /// <returns>The response, or null when there is none: to an ACK, and from a pool that is down.</returns>
    public SipResponse? Answer(RegistrarRequest request, RegistrarConnection connection)
    {
        if (request.Message.Method == "ACK")
        {
            return null;
        }

        if (request.SipAddress is null || request.Message.CallId is null || request.Message.CSeqMethod != request.Message.Method)
        {
            return _responses.Reject(request.Message, 400, "Bad Request");
        }

        AuthenticationDecision sender = _authenticator.Decide(request.Message);
        RegistrarAnswer answer = _decide(request.SipAddress, sender.IsAccepted);
        if (answer.Kind == RegistrarAnswerKind.Silent)
        {
            return null;
        }

        return sender.Association is { } association
            ? association.Sign(request.Message.Method == "REGISTER" ? AnswerRegister(request, connection, association, answer) : _responses.Accept(request))
            : _responses.Challenge(request.Message, sender.Headers);
    }

    /// <summary>Writes the NOTIFY that sends a guest home.</summary>
    /// <returns>The NOTIFY; null when the guest's association is gone, as without a signature the guest would not believe it.</returns>
    public SipRequest? MoveHome(Registration guest, RegistrarContact preferred)
    {
        byte[] tag = new byte[4];
        _random.GetBytes(tag);
        return guest.Association.TrySign(RegistrarResponses.MoveHome(guest, preferred, SignatureHex.Write(tag)));
    }

    private SipResponse AnswerRegister(RegistrarRequest request, RegistrarConnection connection, RegistrarAssociation association, RegistrarAnswer answer)
    {
        if (WhatIsWrong(request) is { } refusal)
        {
            return refusal;
        }

        if (answer.Kind != RegistrarAnswerKind.Rejected
            && !string.Equals(association.Account!.PrincipalName, request.SipAddress, StringComparison.OrdinalIgnoreCase))
        {
            // Somebody's password is right, but for another address than the one to be registered.
            return _responses.Reject(request.Message, 403, "Forbidden");
        }

        return answer.Kind switch
        {
            RegistrarAnswerKind.Redirected => _responses.Redirect(request.Message, answer),
            RegistrarAnswerKind.Registered => Register(request, connection, association, answer),
            _ => _responses.Reject(request.Message, answer.StatusCode, answer.Reason, answer.DiagnosticsId, answer.DiagnosticsReason),
        };
    }

    // MS-SIPREGE 3.1.2.5.1.
    private SipResponse? WhatIsWrong(RegistrarRequest request) =>
        !request.NamesEndpoint
            ? _responses.Reject(request.Message, 400, "Bad Request", 4010, "Missing endpoint identifier (Epid and SIP.INSTANCE).")
        : request.Message.Header("Event") is { } name && !string.Equals(name, "registration", StringComparison.OrdinalIgnoreCase)
            ? _responses.Reject(request.Message, 489, "Bad Event", 4055, "Event header has an unexpected value for a REGISTER request.")
        : request.Supports("msrtc-event-categories") && !request.Supports("gruu-10")
            ? _responses.Reject(request.Message, 421, "Extension Required", 2057, "The extension gruu-10 is required with msrtc-event-categories.")
        : null;

    private SipResponse Register(RegistrarRequest request, RegistrarConnection connection, RegistrarAssociation association, RegistrarAnswer answer)
    {
        string address = request.SipAddress!;
        string? epid = request.From!.Epid;
        bool isRefresh = false;
        if (request.Lifetime == 0)
        {
            _registrations.Remove(address, epid);
        }
        else
        {
            string contact = request.Contact?.Uri.ToString() ?? "sip:" + address;
            isRefresh = _registrations.Add(new Registration(address, epid, contact, request.Message.CallId!, association, connection));
        }

        return _responses.Register(request, answer, isRefresh, _isHomedOnBranch(address));
    }
}
