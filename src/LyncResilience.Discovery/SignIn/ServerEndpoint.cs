using System;
using System.Globalization;
using System.Net;

namespace LyncResilience.Discovery.SignIn;

/// <summary>A server by name or address, with the port when one was stated.</summary>
/// <param name="Host">Host name without final dot, or an address.</param>
/// <param name="Port">The port; null means the default of the transport.</param>
public sealed record ServerEndpoint(string Host, int? Port = null)
{
    /// <summary>The registrar's port for TLS ("SIP over MTLS/TLS" in every published topology).</summary>
    public const int DefaultTlsPort = 5061;

    /// <summary>SIP over TCP (RFC 3261 19.1.2).</summary>
    public const int DefaultTcpPort = 5060;

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>address:port</c> or <c>[v6]:port</c>.</summary>
    /// <param name="text">The text; a final dot of the name is dropped.</param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static ServerEndpoint Parse(string text)
    {
        string trimmed = (text ?? string.Empty).Trim();
        if (IPAddress.TryParse(trimmed.Trim('[', ']'), out IPAddress address) && (trimmed.IndexOf(':') < 0 || trimmed.IndexOf('.') < 0))
        {
            return new ServerEndpoint(address.ToString());
        }

        int colon = trimmed.LastIndexOf(':');
        string host = (colon < 0 ? trimmed : trimmed.Substring(0, colon)).Trim('[', ']').TrimEnd('.');
        if (host.Length == 0 || (Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            throw new FormatException($"'{text}' is not a server; write host, host:port or [address]:port.");
        }

        if (colon < 0)
        {
            return new ServerEndpoint(host);
        }

        if (!int.TryParse(trimmed.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > 65535)
        {
            throw new FormatException($"'{text}' has no usable port; write a number from 1 to 65535 after the colon.");
        }

        return new ServerEndpoint(host, port);
    }

    /// <inheritdoc/>
    public override string ToString() => Port is null ? Host : Host.IndexOf(':') >= 0 ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
