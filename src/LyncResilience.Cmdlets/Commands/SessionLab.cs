using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>The laboratory that a session started last: <c>$ResilienceLab</c> of its global scope, where users see it too.</summary>
internal static class SessionLab
{
    private const string VariablePath = "global:ResilienceLab";

    internal static void Remember(SessionState session, ResilienceLab lab) => session.PSVariable.Set(VariablePath, lab);

    internal static ResilienceLab? Find(SessionState session)
        => session.PSVariable.GetValue(VariablePath) switch
        {
            ResilienceLab lab => lab,
            PSObject { BaseObject: ResilienceLab lab } => lab,
            _ => null,
        };

    internal static void Forget(SessionState session, ResilienceLab lab)
    {
        if (ReferenceEquals(Find(session), lab))
        {
            session.PSVariable.Remove(VariablePath);
        }
    }

    internal static ErrorRecord Stopped(ResilienceLab lab) => Errors.Create(
        ErrorIds.LabNotRunning,
        ErrorCategory.ObjectNotFound,
        lab,
        $"The laboratory {lab.Scenario} has been stopped; start another with Start-ResilienceLab.");

    internal static ErrorRecord Missing() => Errors.Create(
        ErrorIds.LabNotRunning,
        ErrorCategory.ObjectNotFound,
        null,
        "No laboratory runs in this session. Start one with Start-ResilienceLab, or name one with -Lab.");
}
