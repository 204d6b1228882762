using System;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>What work running beside the pipeline may say. Each call posts to the outbox; the pipeline thread does the writing.</summary>
internal sealed class CmdletOutput
{
    private readonly Cmdlet _cmdlet;
    private readonly Action<Action> _post;

    internal CmdletOutput(Cmdlet cmdlet, Action<Action> post)
    {
        _cmdlet = cmdlet;
        _post = post;
    }

    internal void WriteObject(object value) => _post(() => _cmdlet.WriteObject(value));

    internal void WriteError(ErrorRecord error) => _post(() => _cmdlet.WriteError(error));

    internal void WriteWarning(string message) => _post(() => _cmdlet.WriteWarning(message));

    internal void WriteProgress(ProgressRecord progress) => _post(() => _cmdlet.WriteProgress(progress));

    /// <summary>Has something done on the pipeline thread, in turn with what is written.</summary>
    internal void Post(Action action) => _post(action);

    internal void WriteVerbose(string message) => _post(() => _cmdlet.WriteVerbose(message));
}
