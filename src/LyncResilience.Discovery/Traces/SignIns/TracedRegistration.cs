using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>What is remembered of a registration while it lasts.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Registrar">Where it is registered.</param>
/// <param name="LeavingNumber">The CSeq of the REGISTER that took it back; 0 when none did.</param>
internal sealed record TracedRegistration(string? Endpoint, string? Registrar, int LeavingNumber)
{
    /// <summary>Whether a message of the same Call-ID only prolongs or ends the registration: then it is no sign-in.</summary>
    public bool IsGoneOnBy(TracedMessage message) => message.Answer is null
        ? message.HasAuthorization && LeavingNumber == 0
        : message.Answer.Kind == RegistrarAnswerKind.Registered || (message.Number == LeavingNumber && LeavingNumber > 0);
}
