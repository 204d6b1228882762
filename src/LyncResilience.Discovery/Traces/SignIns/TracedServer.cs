using System;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>What messages tell about the server of a REGISTER.</summary>
/// <param name="TargetName">The server that challenges or signs (MS-SIPAE 2.2); null when no message told.</param>
/// <param name="Machine">The machine that wrote the server's log.</param>
/// <param name="Pool">The pool of that machine.</param>
/// <param name="Address">The other end of the connection; only logs of clients, and of servers that pass requests on, tell.</param>
internal sealed record TracedServer(string? TargetName, string? Machine, string? Pool, ServerEndpoint? Address)
{
    /// <summary>
    /// The name that fits best: of its pool when the machine that wrote the log answered itself, as that is what DNS, redirects and the
    /// topology call it; else its own; else its address. Null when nothing tells.
    /// </summary>
    public string? Name => IsFullName(Pool) && (TargetName is null || IsMachine(TargetName)) ? Pool : TargetName ?? Pool ?? Machine ?? Address?.Host;

    /// <summary>Reads what a message tells.</summary>
    public static TracedServer Of(SipTraceMessage message, string? targetName, bool isFromClient)
    {
        // Only logs of servers name a component. There a request that comes in is answered, or at least taken, by the machine itself;
        // one that goes out is passed on to the peer.
        bool isClientLog = message.Component is null;
        bool isHere = !isClientLog && message.Direction == (isFromClient ? SipTraceDirection.Incoming : SipTraceDirection.Outgoing);
        bool isPeer = isClientLog || (!isHere && message.Direction != SipTraceDirection.Unknown);
        return new TracedServer(
            targetName,
            isHere ? TracedText.Bounded(message.Machine) : null,
            isHere ? TracedText.Bounded(message.Pool) : null,
            isPeer ? Endpoint(message.Peer) : null);
    }

    /// <summary>This with what another message told.</summary>
    public TracedServer With(TracedServer other) =>
        new(TargetName ?? other.TargetName, Machine ?? other.Machine, Pool ?? other.Pool, Address ?? other.Address);

    /// <summary>Whether a redirect that names this host means this server.</summary>
    public bool Is(string host) => Same(TargetName, host) || Same(Pool, host) || Same(Machine, host) || Same(Address?.Host, host);

    private static bool Same(string? name, string host) => string.Equals(name, host, StringComparison.OrdinalIgnoreCase);

    private static bool IsFullName(string? name) => name is not null && name.IndexOf('.') > 0;

    // An Edge Server's log shows what others answer, so its own pool says nothing there.
    private bool IsMachine(string name) => Machine is not null && (Same(Machine, name) || Same(Machine.Split('.')[0], name.Split('.')[0]));

    private static ServerEndpoint? Endpoint(string? peer)
    {
        try
        {
            return peer is null || peer.Length > TracedText.LongestValue ? null : ServerEndpoint.Parse(peer);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
