using System;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Lab.Registrars;

/// <summary>What a registrar reads from a request, whatever the request lacks.</summary>
internal sealed class RegistrarRequest
{
    private const int LongestLifetime = 7200; // The "Expires: 7200" of MS-SIPREGE 4.1.

    public RegistrarRequest(SipRequest message)
    {
        Message = message;
        From = Address("From");
        Contact = Address("Contact");
        SipAddress = From?.Uri is { User: { Length: > 0 } user } uri ? $"{user}@{uri.Host}" : null;
    }

    public SipRequest Message { get; }

    public SipNameAddress? From { get; }

    public SipNameAddress? Contact { get; }

    /// <summary>The sender as it calls itself, without <c>sip:</c>; null when From can't be read.</summary>
    public string? SipAddress { get; }

    /// <summary>Whether the endpoint can be told from the user's others: MS-SIPREGE 3.1.2.5.1 asks for epid or +sip.instance.</summary>
    public bool NamesEndpoint => From?.Epid is not null || Contact?.Parameters.ContainsKey("+sip.instance") == true;

    public bool HasAuthorization => Authorization is not null;

    /// <summary>Whether the request carries something made from a password. <c>gssapi-data=""</c> only asks for a challenge.</summary>
    public bool HasToken => Authorization is { } header
        && (header.IndexOf("response=", StringComparison.OrdinalIgnoreCase) >= 0
            || (header.IndexOf("gssapi-data=", StringComparison.OrdinalIgnoreCase) >= 0
                && header.IndexOf("gssapi-data=\"\"", StringComparison.OrdinalIgnoreCase) < 0));

    /// <summary>How long the sender wants to stay registered or subscribed, in seconds; 0 means that it leaves.</summary>
    public int Lifetime =>
        Contact?.Expires is { } contactExpires ? Math.Min(contactExpires, LongestLifetime)
        : int.TryParse(Message.Header("Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out int expires) ? Math.Min(expires, LongestLifetime)
        : LongestLifetime;

    private string? Authorization => Message.Header("Authorization") ?? Message.Header("Proxy-Authorization");

    /// <summary>Whether the sender supports an option.</summary>
    public bool Supports(string option) => Message.HeaderValues("Supported").Contains(option, StringComparer.OrdinalIgnoreCase);

    private SipNameAddress? Address(string header)
    {
        try
        {
            return Message.HeaderValues(header).FirstOrDefault() is { } value ? SipNameAddress.Parse(value) : null;
        }
        catch (SipFormatException)
        {
            return null;
        }
    }
}
