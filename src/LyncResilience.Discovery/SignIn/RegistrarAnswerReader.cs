using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Reads what a registrar's SIP response to a REGISTER means.</summary>
internal static class RegistrarAnswerReader
{
    // Assumption: a registrar names its user's two registrars, and a pool its few servers. A header has room for thousands.
    private const int MaximumContacts = 64;

    /// <summary>Reads a response; headers that cannot be read count as absent.</summary>
    /// <param name="response">A final response.</param>
    /// <param name="utcNow">This machine's clock, to compare the server's with.</param>
    public static RegistrarAnswer Read(SipResponse response, DateTime utcNow)
    {
        MsDiagnostics? diagnostics = MsDiagnostics.Of(response).FirstOrDefault();
        PresenceState.TryParse(response.Header("presence-state"), out PresenceState? presence);
        AuthenticationOffer? offer = response.StatusCode is 401 or 407 ? AuthenticationOffer.Of(response) : null;
        return new RegistrarAnswer
        {
            Kind = Kind(response.StatusCode),
            StatusCode = response.StatusCode,
            Reason = response.Reason,
            IsLimited = presence?.IsLimited ?? false,
            IsPrimary = presence?.IsConnectedToPrimary ?? true,
            Contacts = response.StatusCode is >= 300 and < 400 ? Contacts(response) : [],
            Schemes = offer?.Schemes ?? [],
            ServerName = offer is null ? SignedBy(response) : offer.TargetName,
            ServerVersion = response.Header("Server"),
            ClockSkewSeconds = Skew(response.Header("Date"), utcNow),
            DiagnosticsId = diagnostics?.Id,
            DiagnosticsReason = diagnostics?.Reason,
        };
    }

    private static RegistrarAnswerKind Kind(int statusCode) => statusCode switch
    {
        401 or 407 => RegistrarAnswerKind.Challenged,
        >= 200 and < 300 => RegistrarAnswerKind.Registered,
        >= 300 and < 400 => RegistrarAnswerKind.Redirected,
        _ => RegistrarAnswerKind.Rejected,
    };

    private static IReadOnlyList<RegistrarContact> Contacts(SipResponse response)
    {
        var contacts = new List<RegistrarContact>();
        foreach (string value in response.HeaderValues("Contact").Take(MaximumContacts))
        {
            try
            {
                SipNameAddress contact = SipNameAddress.Parse(value);
                if (contact.Uri.Host.Length == 0)
                {
                    continue;
                }

                contacts.Add(new RegistrarContact(contact.Uri.Host, contact.Uri.Port, contact.Uri.Transport ?? SipTransport.Tls, contact.Q));
            }
            catch (SipFormatException)
            {
                // A Contact that names nothing leads nowhere; the others still do.
            }
        }

        return contacts;
    }

    private static string? SignedBy(SipResponse response)
    {
        foreach (string line in response.HeaderLines("Authentication-Info").Concat(response.HeaderLines("Proxy-Authentication-Info")))
        {
            try
            {
                if (AuthenticationHeader.Parse(line).TargetName is { } name)
                {
                    return name;
                }
            }
            catch (AuthenticationFormatException)
            {
                // Who answered stays unknown.
            }
        }

        return null;
    }

    private static double? Skew(string? date, DateTime utcNow) =>
        DateTime.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime server)
            ? (server - utcNow).TotalSeconds
            : null;
}
