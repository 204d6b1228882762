using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Lab.Registrars;

/// <summary>Decides what a registrar answers to a REGISTER.</summary>
/// <param name="sipAddress">Who wants to register.</param>
/// <param name="isAuthenticated">Whether the client has proved who it is.</param>
internal delegate RegistrarAnswer RegistrarDecision(string sipAddress, bool isAuthenticated);
