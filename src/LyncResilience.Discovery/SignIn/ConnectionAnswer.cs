namespace LyncResilience.Discovery.SignIn;

/// <summary>What came of opening a connection.</summary>
/// <param name="Outcome"><c>Ok</c>, <c>NoAnswer</c> or <c>Refused</c>.</param>
/// <param name="Address">The address that answered, or the last one tried.</param>
/// <param name="Detail">One sentence that names the endpoint and, after a failure, the limit.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record ConnectionAnswer(SignInOutcome Outcome, string? Address, string Detail, double DurationMs);
