using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Lab.Registrars;

/// <summary>Writes a registrar's decisions as a Lync Server 2010 writes them.</summary>
internal sealed class RegistrarResponses
{
    private const string ServerVersion = "RTC/4.0";

    private readonly string _host;
    private readonly Func<DateTimeOffset> _utcNow;

    public RegistrarResponses(string host, Func<DateTimeOffset> utcNow)
    {
        _host = host;
        _utcNow = utcNow;
    }

    /// <summary>A 401 that lets the client choose a scheme, one per header: joined by commas some clients misread them.</summary>
    public SipResponse Challenge(SipRequest request, IReadOnlyList<SipHeader> offers) => Respond(request, 401, "Unauthorized", offers);

    /// <summary>A 301: with a backup two Contacts by falling q, without one a single Contact that needs none.</summary>
    public SipResponse Redirect(SipRequest request, RegistrarAnswer answer) =>
        Respond(
            request,
            answer.StatusCode,
            answer.Reason,
            [.. answer.Contacts.Select(contact => new SipHeader("Contact", ContactOf(contact, withQ: answer.Contacts.Count > 1)))]);

    /// <summary>A 200 to REGISTER (MS-SIPREGE 4.1), with what tells survivable mode apart: presence-state (2.2.1.4).</summary>
    /// <param name="request">What it answers.</param>
    /// <param name="answer">The decision.</param>
    /// <param name="isRefresh">Whether the endpoint was registered before.</param>
    /// <param name="isBranch">Whether the user is homed on a branch appliance.</param>
    public SipResponse Register(RegistrarRequest request, RegistrarAnswer answer, bool isRefresh, bool isBranch)
    {
        string expires = request.Lifetime.ToString(CultureInfo.InvariantCulture);
        string state = $"register-action=\"{(isRefresh ? "refreshed" : "added")}\";primary-cluster-type=\"{(isBranch ? "remote" : "central")}\""
            + $";is-connected-to-primary=\"{(answer.IsPrimary ? "yes" : "no")}\"";
        string contact = request.Contact is { } own ? $"<{own.Uri}>;expires={expires}" : string.Empty;
        return Respond(
            request.Message,
            200,
            answer.Reason,
            [
                .. contact.Length == 0 ? Array.Empty<SipHeader>() : [new SipHeader("Contact", contact + Instance(request.Contact!))],
                new SipHeader("Expires", expires),
                new SipHeader("presence-state", answer.IsLimited ? state + ";user-services-state=unavailable" : state),
                new SipHeader("Allow-Events", "vnd-microsoft-provisioning,vnd-microsoft-roaming-contacts,vnd-microsoft-roaming-ACL,presence,presence.wpending,vnd-microsoft-roaming-self,vnd-microsoft-provisioning-v2"),
                new SipHeader("Supported", "adhoclist"),
                new SipHeader("Supported", "msrtc-event-categories"),
                new SipHeader("Supported", "ms-keepalive-deregister"),
                new SipHeader("Supported", "ms-userservices-state-notification"),
                new SipHeader("ms-keep-alive", "UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300"),
            ]);
    }

    /// <summary>A 200 to a request that asks for a service which the laboratory doesn't play: enough for a client to stay on.</summary>
    public SipResponse Accept(RegistrarRequest request)
    {
        SipHeader[] extra = request.Message.Method == "SUBSCRIBE"
            ? [
                new SipHeader("Expires", request.Lifetime.ToString(CultureInfo.InvariantCulture)),
                new SipHeader("Contact", $"<sip:{_host};transport=tls>"),
            ]
            : [];
        return Respond(request.Message, 200, "OK", extra);
    }

    /// <summary>A refusal, with its reason in ms-diagnostics (MS-OCER 2.2.1).</summary>
    public SipResponse Reject(SipRequest request, int statusCode, string reason, int? diagnosticsId = null, string? diagnosticsReason = null) =>
        Respond(
            request,
            statusCode,
            reason,
            diagnosticsId is { } id
                ? [new SipHeader("ms-diagnostics", $"{id.ToString(CultureInfo.InvariantCulture)};reason=\"{diagnosticsReason}\";source=\"{_host}\"")]
                : []);

    /// <summary>
    /// The NOTIFY that moves a guest home (MS-SIPREGE 3.2, 2.2.1.8): the registration is over, and the preferred registrar is named.
    /// </summary>
    /// <param name="registration">The guest's registration.</param>
    /// <param name="preferred">The registrar to go to.</param>
    /// <param name="tag">A fresh From tag.</param>
    public static SipRequest MoveHome(Registration registration, RegistrarContact preferred, string tag)
    {
        string user = $"<sip:{registration.SipAddress}>";
        string epid = registration.Epid is null ? string.Empty : ";epid=" + registration.Epid;
        return new SipRequest(
            "NOTIFY",
            registration.ContactUri,
            [
                new SipHeader("Via", $"SIP/2.0/{(registration.Connection.IsSecure ? "TLS" : "TCP")} 127.0.0.1;branch=z9hG4bK{tag}"),
                new SipHeader("From", $"{user};tag={tag}"),
                new SipHeader("To", user + epid),
                new SipHeader("Call-ID", registration.CallId),
                new SipHeader("CSeq", "1 NOTIFY"),
                new SipHeader("Max-Forwards", "70"),
                new SipHeader("Event", "registration-notify"),
                new SipHeader("subscription-state", "terminated;expires=0"),
                new SipHeader("P-Preferred-Registrar", UriOf(preferred)),
                new SipHeader("Content-Type", "text/registration-event"),
            ],
            System.Text.Encoding.ASCII.GetBytes("deregistered;event=preferred-registrar-change\r\n"));
    }

    private static string ContactOf(RegistrarContact contact, bool withQ) =>
        $"<{UriOf(contact)}>" + (withQ ? ";q=" + contact.Q.ToString("0.0##", CultureInfo.InvariantCulture) : string.Empty);

    // Servers write the transport in capitals here.
    private static string UriOf(RegistrarContact contact) =>
        $"sip:{new ServerEndpoint(contact.Host, contact.Port)};transport={(contact.Transport == SipTransport.Tls ? "TLS" : "TCP")}";

    private static string Instance(SipNameAddress contact) =>
        contact.Parameters.TryGetValue("+sip.instance", out string? instance) && instance is not null ? $";+sip.instance=\"{instance.Trim('"')}\"" : string.Empty;

    private SipResponse Respond(SipRequest request, int statusCode, string reason, IReadOnlyList<SipHeader> extra) => new(
        statusCode,
        reason,
        [
            .. request.Headers.Where(header => header.Is("Via") || header.Is("From") || header.Is("Call-ID") || header.Is("CSeq")),
            .. request.HeaderLines("To").Take(1).Select(to => new SipHeader("To", WithTag(to, request))),
            new SipHeader("Server", ServerVersion),
            new SipHeader("Date", _utcNow().ToString("R", CultureInfo.InvariantCulture)),
            .. extra,
        ]);

    // RFC 3261 8.2.6.2: the same tag for the same request; hence made from it and not drawn.
    private string WithTag(string to, SipRequest request) =>
        to.IndexOf(";tag=", StringComparison.OrdinalIgnoreCase) >= 0
            ? to
            : $"{to};tag={(uint)StringComparer.Ordinal.GetHashCode(_host + request.CallId):X8}";
}
