using System;
using System.Net;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Lab.Traces;

/// <summary>A message between a client and a host of the laboratory, as it went over the wire, credentials included.</summary>
/// <param name="Time">When the host read it, or was about to send it.</param>
/// <param name="Host">The pool, or the adversary.</param>
/// <param name="HostEndPoint">The host's end of the connection.</param>
/// <param name="ClientEndPoint">The client's end.</param>
/// <param name="IsFromClient">Whether the client sent it.</param>
/// <param name="Message">The message.</param>
internal sealed record LabTraceMessage(DateTimeOffset Time, string Host, EndPoint HostEndPoint, EndPoint ClientEndPoint, bool IsFromClient, SipMessage Message)
{
    /// <summary>What happened, without headers.</summary>
    public override string ToString() => $"{Time:HH:mm:ss.fff} {ClientEndPoint} {(IsFromClient ? "->" : "<-")} {Host}: {Message.StartLine}";
}
