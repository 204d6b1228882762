using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation.Clients;

/// <summary>What a redirect told a client, and what had led to that redirect.</summary>
/// <param name="Primary">The primary registrar.</param>
/// <param name="Backup">The backup registrar; null when the redirect named none.</param>
/// <param name="By"><c>KnownBackup</c> when it was told before the spell that the client is in, otherwise the step that began the chain.</param>
internal sealed record ToldServers(ServerEndpoint Primary, ServerEndpoint? Backup, RecoveryMethod By);
