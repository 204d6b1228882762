using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.Dns;

/// <summary>DNS servers as administrators name them, and as the system is configured with them.</summary>
public static class DnsServerList
{
    /// <summary>The port of DNS (RFC 1035 4.2).</summary>
    public const int DefaultPort = 53;

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>address</c>, <c>address:port</c> and <c>[IPv6 address]:port</c>.</summary>
    /// <param name="servers">The servers; a host name is looked up with the system's own resolver and stands for all its addresses.</param>
    /// <returns>The end points in the same order, without repetitions.</returns>
    /// <exception cref="FormatException">An entry is none of these, or its host name is unknown; the message names it.</exception>
    public static IReadOnlyList<IPEndPoint> Parse(IEnumerable<string> servers)
    {
        List<IPEndPoint> result = [];
        foreach (string server in servers ?? throw new ArgumentNullException(nameof(servers)))
        {
            (string host, int port) = Split(server);
            AddNew(result, Addresses(host).Select(address => new IPEndPoint(address, port)));
        }

        return result;
    }

    /// <summary>Checks how a server is written, without looking its name up.</summary>
    /// <param name="server">The server, in any form that <see cref="Parse"/> reads.</param>
    /// <exception cref="FormatException">It is none of these; the message names it.</exception>
    public static void Check(string server) => _ = Split(server);

    /// <summary>Reads one server as <see cref="Parse"/> does, and looks its host name up within a time limit.</summary>
    /// <param name="server">The server; a host name is looked up with the system's own resolver and stands for all its addresses.</param>
    /// <param name="timeout">The limit of the look-up.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The end points, at least one.</returns>
    /// <exception cref="FormatException">The text is no server; the message names it.</exception>
    /// <exception cref="SocketException">The system can't find the host's address.</exception>
    /// <exception cref="TimeoutException">The system didn't answer in time; the message names the host and the limit.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<IReadOnlyList<IPEndPoint>> ResolveAsync(string server, TimeSpan timeout, CancellationToken cancellationToken)
    {
        (string host, int port) = Split(server);
        if (IPAddress.TryParse(host, out IPAddress? known))
        {
            return [new IPEndPoint(known, port)];
        }

        // Nothing stops the system's resolver; its late answer finds nobody waiting.
        IPAddress[] addresses = await Deadline.RunAsync(
            () => global::System.Net.Dns.GetHostAddressesAsync(host),
            static () => { },
            timeout,
            $"The system found no address of '{host}'",
            cancellationToken).ConfigureAwait(false);
        List<IPEndPoint> result = [];
        AddNew(result, addresses.Select(address => new IPEndPoint(address, port)));
        return result.Count > 0 ? result : throw new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The servers of the network interfaces that are up, those with a gateway first; on Unix they stand in resolv.conf.</summary>
    /// <returns>The end points, without repetitions; empty when none is configured.</returns>
    public static IReadOnlyList<IPEndPoint> System()
    {
        List<IPEndPoint> result = [];
        IEnumerable<IPInterfaceProperties> interfaces = NetworkInterface.GetAllNetworkInterfaces()
            .Where(candidate => candidate.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .Select(candidate => candidate.GetIPProperties())
            .OrderByDescending(properties => properties.GatewayAddresses.Count > 0);
        foreach (IPInterfaceProperties properties in interfaces)
        {
            AddNew(result, properties.DnsAddresses.Where(IsReal).Select(address => new IPEndPoint(address, DefaultPort)));
        }

        return result;
    }

    private static (string Host, int Port) Split(string? text)
    {
        string server = (text ?? string.Empty).Trim();

        // More than one colon without brackets is an IPv6 address; its last group is no port.
        int lastColon = server.LastIndexOf(':');
        bool hasPort = server.StartsWith("[", StringComparison.Ordinal)
            ? lastColon > server.IndexOf(']')
            : lastColon >= 0 && lastColon == server.IndexOf(':');
        string host = hasPort ? server.Substring(0, lastColon) : server;
        int port = DefaultPort;
        if (hasPort && (!int.TryParse(server.Substring(lastColon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            || port is < 1 or > ushort.MaxValue))
        {
            throw Error(server, $"the port must be a number from 1 to {ushort.MaxValue}");
        }

        if (host.StartsWith("[", StringComparison.Ordinal))
        {
            host = host.EndsWith("]", StringComparison.Ordinal) && host.IndexOf(':') > 0
                ? host.Substring(1, host.Length - 2)
                : throw Error(server, "brackets hold an IPv6 address, as in [2001:db8::53]:53");
        }

        if (!IPAddress.TryParse(host, out _) && Uri.CheckHostName(host) != UriHostNameType.Dns)
        {
            throw Error(server, "it is neither an address nor a host name");
        }

        return (host, port);
    }

    private static IPAddress[] Addresses(string host)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            return global::System.Net.Dns.GetHostAddresses(host);
        }
        catch (SocketException exception)
        {
            throw Error(host, $"the system cannot find its address ({exception.SocketErrorCode}); name the server by its address");
        }
    }

    // Windows gives interfaces without a configured server these site-local addresses, at which nobody lives (RFC 3879).
    private static bool IsReal(IPAddress address) => !address.IsIPv6SiteLocal && !address.Equals(IPAddress.Any);

    private static void AddNew(List<IPEndPoint> list, IEnumerable<IPEndPoint> endPoints)
    {
        foreach (IPEndPoint endPoint in endPoints)
        {
            if (!list.Contains(endPoint))
            {
                list.Add(endPoint);
            }
        }
    }

    private static FormatException Error(string server, string problem) =>
        new($"'{server}' is not a DNS server: {problem}. Write host, address, address:port or [IPv6 address]:port.");
}
