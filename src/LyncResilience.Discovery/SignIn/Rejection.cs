namespace LyncResilience.Discovery.SignIn;

/// <summary>What a refusal means and what to do about it.</summary>
internal static class Rejection
{
    /// <summary>
    /// Whether a client stops here. Another registrar knows no more of a wrong password or an unknown user; a busy or broken one is left
    /// for the next.
    /// </summary>
    public static bool IsFinal(RegistrarAnswer answer) =>
        answer.Kind is RegistrarAnswerKind.Challenged or RegistrarAnswerKind.Rejected
        && answer.StatusCode is >= 400 and < 500 and not 408 and not 480;

    /// <summary>What the refusal means and the next step. Ids come first, because reason texts differ between versions (MS-OCER).</summary>
    public static (string Meaning, string NextStep) Explain(RegistrarAnswer answer) => (answer.DiagnosticsId, answer.StatusCode) switch
    {
        (4141, _) => ("the account is disabled", "Enable it with Set-CsUser -Enabled $true, and in Active Directory."),
        (1003 or 4005 or 4006, _) => ("the user does not exist there or is not enabled for SIP", "Compare the address with Get-CsUser."),
        (4010 or 4011, _) => ("the request lacked an endpoint identifier", "Look for something between here and the registrar that changes requests."),
        (1013, _) => ("the clocks differ too much", "Set the time on this machine and on the server."),
        (>= 17000 and <= 17004, _) => ("the client version filter refuses this client", "See Get-CsClientVersionPolicy."),
        (_, 401 or 407) => ("the user name or password is wrong, or the account is locked", "Check them against Active Directory."),
        (_, 403) => ("the server forbids this sign-in", "See the account's state with Get-CsUser."),
        (_, 404) => ("the user does not exist there", "Compare the address with Get-CsUser."),
        (_, 503) => ("the server is not in service", "See Get-CsWindowsService on it."),
        (_, 504) => ("the server could not reach another server that it needs", "See its event log."),
        _ => ("the server gave no reason that is known here", "See its SIPStack trace."),
    };
}
