using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// The native cmdlets of the caller's session: those of the Lync Server or Skype for Business Server Management Shell, or functions of the same
/// name, as implicit remoting makes them. Each is called only where it exists; one that fails becomes a warning that names it, and the rest goes on.
/// </summary>
internal sealed class NativeSession
{
    // Errors come out with the objects, so that what was answered before one isn't lost; a preference of Stop would lose it.
    private const string CallScript = "param($name, $parameters) $ErrorActionPreference = 'Continue'; & $name @parameters 2>&1";

    private readonly CommandInvocationIntrinsics _commands;
    private readonly Action<string> _warn;
    private readonly Dictionary<string, CommandInfo?> _found = [];

    internal NativeSession(CommandInvocationIntrinsics commands, Action<string> warn)
    {
        _commands = commands;
        _warn = warn;
    }

    /// <summary>Whether there are cmdlets here that can describe a topology.</summary>
    internal bool CanDescribe => Has("Get-CsService") || Has("Get-CsPool");

    internal bool Has(string cmdlet) => Find(cmdlet) is not null;

    internal bool Knows(string cmdlet, string parameter) => Find(cmdlet)?.Parameters is { } parameters && parameters.ContainsKey(parameter);

    /// <summary>Calls a cmdlet.</summary>
    /// <param name="cmdlet">Its name.</param>
    /// <param name="parameter">Its one parameter; null for none.</param>
    /// <param name="value">The parameter's value; true for a switch.</param>
    /// <returns>What it gave; nothing when it doesn't exist or fails.</returns>
    internal IReadOnlyList<PSObject> Call(string cmdlet, string? parameter = null, object? value = null)
    {
        if (!Has(cmdlet))
        {
            return [];
        }

        Hashtable parameters = [];
        if (parameter is not null)
        {
            parameters[parameter] = value;
        }

        string call = parameter is null ? cmdlet : value is true ? $"{cmdlet} -{parameter}" : $"{cmdlet} -{parameter} {value}";
        try
        {
            PSObject[] given = [.. _commands.InvokeScript(CallScript, cmdlet, parameters).Where(answer => answer is not null)];
            foreach (ErrorRecord error in given.Select(answer => answer.BaseObject).OfType<ErrorRecord>())
            {
                Warn(call, error.Exception.Message);
            }

            return [.. given.Where(answer => answer.BaseObject is not ErrorRecord)];
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            Warn(call, exception.Message);
            return [];
        }
    }

    // Remembered, because looking for one that isn't there goes through every module of the machine.
    private CommandInfo? Find(string cmdlet)
    {
        if (!_found.TryGetValue(cmdlet, out CommandInfo? command))
        {
            command = _commands.GetCommand(cmdlet, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias);
            _found.Add(cmdlet, command);
        }

        return command;
    }

    private void Warn(string call, string reason) => _warn($"{call} failed, so what it tells is missing: {reason}");
}
