namespace LyncResilience.Discovery.SignIn;

/// <summary>What Lync Discover said.</summary>
/// <param name="Outcome">
/// <c>Ok</c> when it named a server, <c>Challenged</c> when it wants a web ticket first, otherwise why it was of no use.
/// </param>
/// <param name="Server">The SIP server that it named.</param>
/// <param name="StatusCode">HTTP status code, or null.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record AutodiscoverAnswer(SignInOutcome Outcome, ServerEndpoint? Server, int? StatusCode, string Detail, double DurationMs);
