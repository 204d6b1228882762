using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Stops the laboratories of a session when the module is removed from it, also by <c>Import-Module -Force</c>: no command would be left to stop them with.
/// Laboratories of the process's other sessions go on.
/// </summary>
public sealed class ModuleRemoval : IModuleAssemblyCleanup
{
    /// <summary>The event of a session at which its laboratories stop.</summary>
    internal const string EventName = "LyncResilience removal";

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Runspace.DefaultRunspace?.Events is not { } events)
        {
            return;
        }

        events.GenerateEvent(EventName, sender: this, args: [], extraData: null, processInCurrentThread: true, waitForCompletionInCurrentThread: true);
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Remove-Variable").AddParameter("Name", "ResilienceLab").AddParameter("Scope", "Global").AddParameter("ErrorAction", "Ignore").Invoke();
    }
}
