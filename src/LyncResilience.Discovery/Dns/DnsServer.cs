using System.Net;

namespace LyncResilience.Discovery.Dns;

/// <summary>A server with its name for the records.</summary>
internal sealed class DnsServer
{
    public DnsServer(IPEndPoint endPoint)
    {
        EndPoint = endPoint;
        Text = endPoint.ToString();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary><c>address:port</c>.</summary>
    public string Text { get; }
}
