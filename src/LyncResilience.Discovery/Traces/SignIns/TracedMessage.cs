using System;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>What a message of a registration tells, without the message itself, so that little is held.</summary>
internal sealed record TracedMessage
{
    // A redirect names two registrars; whoever writes more doesn't get more memory.
    private const int MostContacts = 8;

    public DateTime Time { get; init; }

    public DateTime? TimeUtc { get; init; }

    /// <summary>The user without <c>sip:</c>.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>What tells the user's endpoints apart: epid, else +sip.instance (MS-SIPREGE 3.1.2.5.1); null when the message has neither.</summary>
    public string? Endpoint { get; init; }

    public string CallId { get; init; } = string.Empty;

    /// <summary>The number of CSeq; 0 when it can't be read.</summary>
    public int Number { get; init; }

    /// <summary>What all copies of one message have in common, wherever they were logged.</summary>
    public string Identity { get; init; } = string.Empty;

    public SipTransport Transport { get; init; }

    public TracedServer Server { get; init; } = new(null, null, null, null);

    /// <summary>Of a REGISTER: whether it carries an Authorization header.</summary>
    public bool HasAuthorization { get; init; }

    /// <summary>Whether the endpoint takes its registration back (Expires 0).</summary>
    public bool IsLeaving { get; init; }

    /// <summary>Of a response: what it means; null of a request.</summary>
    public RegistrarAnswer? Answer { get; init; }

    /// <summary>Of a 401: it carries a token, so the exchange goes on.</summary>
    public bool HasToken { get; init; }

    /// <summary>Of a 200: it prolongs a registration (<c>register-action</c>, MS-SIPREGE 2.2.1.4).</summary>
    public bool IsRefreshed { get; init; }

    /// <summary>Of a 200: whether the registrar is the user's primary; null when it didn't say.</summary>
    public bool? IsPrimary { get; init; }

    /// <summary>Of a NOTIFY that ends the registration: why (MS-SIPREGE 2.2.1.8, 3.2); null of everything else.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Of such a NOTIFY: the registrar to go to.</summary>
    public ServerEndpoint? Preferred { get; init; }

    /// <summary>Reads a message.</summary>
    /// <returns>Null when it is not about a registration, or doesn't tell whose.</returns>
    public static TracedMessage? Of(SipTraceMessage message)
    {
        string? method = message.Kind == SipTraceKind.Message ? message.Method : null;
        bool isRegister = method == "REGISTER" && message.StatusCode is null or >= 200;
        string? reason = method == "NOTIFY" && message.StatusCode is null ? EndOf(message) : null;
        if ((!isRegister && reason is null) || message.CallId is not { Length: > 0 and <= TracedText.LongestValue } callId)
        {
            return null;
        }

        SipNameAddress? party = Address(message.Header(isRegister ? "From" : "To"));
        if (party?.Uri.User is null || party.ToString().Length > TracedText.LongestValue || !SipName.TryParseAddress($"{party.Uri.User}@{party.Uri.Host}", out string user))
        {
            return null;
        }

        SipMessage.TryReadCSeq(message.CSeq, out int number, out _);
        SipNameAddress? contact = Address(message.Header("Contact"));
        string? targetName = TracedText.Bounded(message.TargetName);
        string? via = message.HeaderLines("Via").LastOrDefault();
        var read = new TracedMessage
        {
            Time = message.Time,
            TimeUtc = message.TimeUtc,
            User = user,
            Endpoint = party.Epid ?? (isRegister && contact?.Parameters.TryGetValue("+sip.instance", out string? instance) == true ? TracedText.Bounded(instance?.Trim('"')) : null),
            CallId = callId,
            Number = number,
            Identity = string.Join("|", message.StatusCode, number, party.Tag, Origin(via), targetName),
            Transport = via?.IndexOf("/TCP", StringComparison.OrdinalIgnoreCase) > 0 ? SipTransport.Tcp : SipTransport.Tls,
            Server = TracedServer.Of(message, targetName, isFromClient: isRegister && message.StatusCode is null),
            HasAuthorization = message.Header("Authorization") is not null || message.Header("Proxy-Authorization") is not null,
            IsLeaving = isRegister && (message.Header("Expires") == "0" || contact?.Expires == 0),
            EndedBy = reason,
            Preferred = reason is null ? null : PreferredOf(message),
        };
        return isRegister && message.StatusCode is int code and <= 699 ? read.WithAnswer(message, code) : read;
    }

    private TracedMessage WithAnswer(SipTraceMessage message, int statusCode)
    {
        // A damaged log may have a carriage return within the line.
        string reason = (message.Reason ?? string.Empty).Replace('\r', ' ').Replace('\n', ' ');
        var response = new SipResponse(statusCode, reason, message.Headers);
        RegistrarAnswer answer = RegistrarAnswerReader.Read(response, message.Time);
        PresenceState.TryParse(message.PresenceState, out PresenceState? presence);
        return this with
        {
            // The clock that the server's could be compared with is that of whoever wrote the log: often the server itself.
            Answer = answer with
            {
                Reason = TracedText.Bounded(answer.Reason)!,
                Contacts = [.. answer.Contacts.OrderByDescending(contact => contact.Q).Take(MostContacts)],
                Schemes = [.. answer.Schemes.Take(MostContacts)],
                ServerName = TracedText.Bounded(answer.ServerName),
                ServerVersion = TracedText.Bounded(answer.ServerVersion),
                DiagnosticsReason = TracedText.Bounded(answer.DiagnosticsReason),
                ClockSkewSeconds = null,
            },
            HasToken = answer.Kind == RegistrarAnswerKind.Challenged && message.HeaderLines("WWW-Authenticate").Concat(message.HeaderLines("Proxy-Authenticate")).Any(CarriesToken),
            IsRefreshed = message.PresenceState?.IndexOf("refreshed", StringComparison.OrdinalIgnoreCase) >= 0,
            IsPrimary = presence?.IsConnectedToPrimary,
        };
    }

    private static bool CarriesToken(string header)
    {
        int at = header.IndexOf("gssapi-data", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && !header.Substring(at + "gssapi-data".Length).TrimStart(' ', '=').StartsWith("\"\"", StringComparison.Ordinal);
    }

    // Event: registration-notify, body "deregistered;event=preferred-registrar-change" (MS-SIPREGE 3.2).
    private static string? EndOf(SipTraceMessage message)
    {
        const string Begin = "deregistered;event=";
        string body = message.Body.Trim();
        return string.Equals(message.Header("Event"), "registration-notify", StringComparison.OrdinalIgnoreCase) && body.StartsWith(Begin, StringComparison.OrdinalIgnoreCase)
            ? TracedText.Bounded(body.Substring(Begin.Length).Split('\r', '\n', ';')[0].Trim())
            : null;
    }

    private static ServerEndpoint? PreferredOf(SipTraceMessage message) =>
        Address(message.Header("P-Preferred-Registrar"))?.Uri is { Host.Length: > 0 } uri ? new ServerEndpoint(uri.Host, uri.Port) : null;

    // The sender's own Via without what servers add to it (received, ms-received-port).
    private static string? Origin(string? via)
    {
        if (via is null)
        {
            return null;
        }

        string[] parts = via.Split(';');
        string? branch = parts.Skip(1).FirstOrDefault(part => part.TrimStart().StartsWith("branch=", StringComparison.OrdinalIgnoreCase));
        return TracedText.Bounded(string.Format(CultureInfo.InvariantCulture, "{0};{1}", parts[0].Trim(), branch?.Trim()));
    }

    private static SipNameAddress? Address(string? header)
    {
        try
        {
            return header is null ? null : SipNameAddress.Parse(SipText.Split(header, ',').FirstOrDefault() ?? string.Empty);
        }
        catch (SipFormatException)
        {
            return null;
        }
    }
}
