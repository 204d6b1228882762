using LyncResilience.Lab.Authentication;

namespace LyncResilience.Lab.Registrars;

/// <summary>An endpoint of a user on a registrar.</summary>
/// <param name="SipAddress">The user, without <c>sip:</c>.</param>
/// <param name="Epid">The endpoint's id, if it gave one.</param>
/// <param name="ContactUri">Where it is reached.</param>
/// <param name="CallId">The Call-ID of its REGISTERs.</param>
/// <param name="Association">What signs messages to it.</param>
/// <param name="Connection">The connection that it came over.</param>
internal sealed record Registration(
    string SipAddress, string? Epid, string ContactUri, string CallId, RegistrarAssociation Association, RegistrarConnection Connection);
