using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>One look-up of a client's discovery order.</summary>
/// <param name="Stage"><c>Autodiscover</c>, <c>Srv</c> or <c>Host</c>.</param>
/// <param name="Name">The full name to look up.</param>
/// <param name="Transport">The transport that the record stands for.</param>
/// <param name="Ports">Of a host record: the ports to try, in order.</param>
internal sealed record DiscoveryStep(SignInStage Stage, string Name, SipTransport Transport, params int[] Ports);
