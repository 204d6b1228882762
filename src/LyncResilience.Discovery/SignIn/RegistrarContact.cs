using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>A registrar named by a 301.</summary>
/// <param name="Host">Pool name, or an address when servers of one pool hand over among themselves.</param>
/// <param name="Port">The port; null means the default of the transport.</param>
/// <param name="Transport">The transport.</param>
/// <param name="Q">Preference from 0 to 1: the highest is the primary (RFC 3261 20.10); 1 when not stated.</param>
public sealed record RegistrarContact(string Host, int? Port, SipTransport Transport, double Q);
