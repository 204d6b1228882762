using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using LyncResilience.Cmdlets;
using LyncResilience.Lab;

namespace LyncResilience;

/// <summary>A running laboratory: DNS server, registrars and accounts on loopback, ready to be asked.</summary>
public sealed class ResilienceLab
{
    private readonly Runspace? _runspace;
    private readonly PSEventSubscriber? _removal;
    private readonly LabTraceFiles? _trace;

    internal ResilienceLab(Laboratory laboratory, Runspace? runspace, LabTraceFiles? trace)
    {
        _trace = trace;
        Laboratory = laboratory;
        Scenario = laboratory.Scenario.Name;
        SipDomain = laboratory.SipDomain;
        DnsServer = laboratory.DnsServer;
        TrustedRoot = laboratory.RootCertificatePath;

        // Not the compiler's own list type: it hides its indexer, and PowerShell would not find $lab.Users[0].
        Users = ReadableList.Of(laboratory.Users.Select(user => new ResilienceLabUser(user)));
        Pools = ReadableList.Of(laboratory.Pools.Select(pool => new ResilienceLabPool(pool)));
        Topology = laboratory.Topology;
        IsRunning = true;

        // A lab that nobody stops ends with the session that started it, so that its listeners and files don't outlive it.
        _runspace = runspace;
        if (runspace is not null)
        {
            runspace.StateChanged += OnRunspaceStateChanged;
            _removal = runspace.Events.SubscribeEvent(null, null, ModuleRemoval.EventName, null, (_, _) => Close(), supportEvent: true, forwardEvent: false);
        }

        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>The scenario that is played.</summary>
    public string Scenario { get; }

    /// <summary>The SIP domain of its users.</summary>
    public string SipDomain { get; }

    /// <summary>Its DNS server as <c>127.0.0.1:port</c>, as every <c>-DnsServer</c> takes it.</summary>
    public string DnsServer { get; }

    /// <summary>Path of its root certificate (PEM), as every <c>-TrustedRoot</c> takes it.</summary>
    public string TrustedRoot { get; }

    /// <summary>False once the laboratory has been stopped.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Its users with their credentials.</summary>
    public IReadOnlyList<ResilienceLabUser> Users { get; }

    /// <summary>Its pools as they are at this moment.</summary>
    public IReadOnlyList<ResilienceLabPool> Pools { get; }

    /// <summary>Who backs whom in it, as every <c>-Topology</c> takes it.</summary>
    public ResilienceTopology Topology { get; }

    /// <summary>The folder of its logs; null when none are written.</summary>
    public string? TracePath => _trace?.Folder;

    internal Laboratory Laboratory { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Scenario} ({SipDomain}) at {DnsServer}";

    /// <summary>Writes the logs of the traffic so far, as stopping the laboratory does at the end.</summary>
    /// <exception cref="InvalidOperationException">The laboratory was started without <c>-TracePath</c>.</exception>
    /// <exception cref="System.IO.IOException">A log can't be written.</exception>
    public void WriteTrace()
    {
        if (_trace is null)
        {
            throw new InvalidOperationException("This laboratory keeps no traffic. Start one with Start-ResilienceLab -TracePath <folder>.");
        }

        _trace.Write();
    }

    /// <summary>Closes every listener, deletes the laboratory's files and writes its logs, if any. A second call does nothing.</summary>
    /// <returns>What kept the logs from being written; null when nothing did.</returns>
    internal Exception? Close()
    {
        if (!IsRunning)
        {
            return null;
        }

        IsRunning = false;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        if (_runspace is not null)
        {
            _runspace.StateChanged -= OnRunspaceStateChanged;
            _runspace.Events.UnsubscribeEvent(_removal);
        }

        Laboratory.Dispose();
        return _trace?.TryWrite();
    }

    private void OnRunspaceStateChanged(object? sender, RunspaceStateEventArgs args)
    {
        if (args.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
        {
            Close();
        }
    }

    private void OnProcessExit(object? sender, EventArgs args) => Close();
}
