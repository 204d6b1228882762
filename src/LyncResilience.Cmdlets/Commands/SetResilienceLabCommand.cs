using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Dns;
using LyncResilience.Lab;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Changes a running laboratory: takes pools down or up, changes its zone, makes things go wrong, moves its clock. Without <c>-Lab</c>
/// the one in <c>$ResilienceLab</c>. Faults are cleared first and the clock is moved last.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ResilienceLab", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ResilienceLab))]
public sealed class SetResilienceLabCommand : PSCmdlet
{
    /// <summary>The laboratory to change.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public ResilienceLab? Lab { get; set; }

    /// <summary>Pools to take down; their first label is enough where only one pool has it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string[] PoolDown { get; set; } = [];

    /// <summary>Pools to bring up again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string[] PoolUp { get; set; } = [];

    /// <summary>Records to add: zone-file lines, a zone file's path, or objects with Name, Priority, Weight, Port, Target and Ttl.</summary>
    [Parameter]
    [ValidateNotNull]
    [DnsRecordArgument]
    public DnsRecord[] AddSrvRecord { get; set; } = [];

    /// <summary>Records to remove, in the same shapes.</summary>
    [Parameter]
    [ValidateNotNull]
    [DnsRecordArgument]
    public DnsRecord[] RemoveSrvRecord { get; set; } = [];

    /// <summary>What goes wrong from now on at each <see cref="FaultTarget"/>.</summary>
    [Parameter]
    public LabFaultKind Fault { get; set; }

    /// <summary>Where it goes wrong, or is cleared: pools, <c>*</c> for all of them, or <c>dns</c> for the DNS server.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FaultTargetCompleter))]
    public string[] FaultTarget { get; set; } = [];

    /// <summary>For <c>-Fault Slow</c>: how long each answer is held back, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.0, 3600.0)]
    public double FaultDelaySeconds { get; set; } = 2;

    /// <summary>Clears the faults of each <see cref="FaultTarget"/>; without one, all faults.</summary>
    [Parameter]
    public SwitchParameter ClearFault { get; set; }

    /// <summary>Moves the laboratory's clock on by this many seconds, so that heartbeat intervals pass at once.</summary>
    [Parameter]
    [ValidateRange(0.0, 31536000.0)]
    public double AdvanceSeconds { get; set; }

    /// <summary>Hands the laboratory on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ResilienceLab? lab = Lab ?? SessionLab.Find(SessionState);
        if (lab is not { IsRunning: true })
        {
            WriteError(lab is null ? SessionLab.Missing() : SessionLab.Stopped(lab));
            return;
        }

        try
        {
            foreach ((string what, Action change) in Plan(lab))
            {
                if (ShouldProcess(lab.ToString(), what))
                {
                    change();
                }
            }
        }
        catch (ResilienceException exception)
        {
            WriteError(Errors.From(exception, lab));
            return;
        }

        if (PassThru)
        {
            WriteObject(lab);
        }
    }

    /// <summary>Every change in order, each with its name; names are checked before the first change is made.</summary>
    private List<(string What, Action Change)> Plan(ResilienceLab lab)
    {
        Laboratory laboratory = lab.Laboratory;
        string[] faultTargets = [.. FaultTarget.Select(target => FaultTargetOf(lab, target))];
        bool isFaultGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Fault));
        if (isFaultGiven && faultTargets.Length == 0)
        {
            throw Unfit($"-Fault {Fault} needs -FaultTarget: name pools, '{Laboratory.AllPools}' for all of them, or '{Laboratory.DnsTarget}' for the DNS server.", Fault);
        }

        if (faultTargets.Length > 0 && !isFaultGiven && !ClearFault)
        {
            throw Unfit($"-FaultTarget {string.Join(", ", faultTargets)} needs -Fault, what is to go wrong there, or -ClearFault.", FaultTarget);
        }

        List<(string, Action)> plan = [];
        if (ClearFault)
        {
            string[] cleared = faultTargets.Length > 0 ? faultTargets : [Laboratory.DnsTarget, Laboratory.AllPools];
            plan.Add(($"Clear faults of {string.Join(", ", cleared)}", () => Array.ForEach(cleared, laboratory.ClearFault)));
        }

        plan.AddRange(PoolDown.Select(name => PoolOf(lab, name))
            .Select(pool => ($"Take pool {pool} down", (Action)(() => laboratory.TakeDown(pool)))));
        plan.AddRange(PoolUp.Select(name => PoolOf(lab, name))
            .Select(pool => ($"Bring pool {pool} up", (Action)(() => laboratory.BringUp(pool)))));
        plan.AddRange(RemoveSrvRecord
            .Select(record => ($"Remove record {ZoneFile.ToLine(record)}", (Action)(() => Remove(laboratory, record)))));
        plan.AddRange(AddSrvRecord
            .Select(record => ($"Add record {ZoneFile.ToLine(record)}", (Action)(() => Add(laboratory, record)))));

        if (isFaultGiven)
        {
            LabFault fault = new(Fault) { Delay = TimeSpan.FromSeconds(FaultDelaySeconds) };
            plan.AddRange(faultTargets.Select(target => ($"Set fault {Fault} on {target}", (Action)(() => SetFault(laboratory, target, fault)))));
        }

        if (AdvanceSeconds > 0)
        {
            plan.Add((FormattableString.Invariant($"Move the clock on by {AdvanceSeconds} s"), () => laboratory.Advance(TimeSpan.FromSeconds(AdvanceSeconds))));
        }

        return plan;
    }

    private void Remove(Laboratory laboratory, DnsRecord record)
    {
        if (!laboratory.RemoveRecord(record))
        {
            WriteWarning($"The laboratory has no record {ZoneFile.ToLine(record)}; nothing was removed. Write it as it was added: name, type, priority, weight, port and target.");
        }
    }

    private static void SetFault(Laboratory laboratory, string target, LabFault fault)
    {
        try
        {
            laboratory.SetFault(target, fault);
        }
        catch (ArgumentException exception)
        {
            throw Unfit(Errors.SentenceOf(exception), target, exception);
        }
    }

    private static void Add(Laboratory laboratory, DnsRecord record)
    {
        try
        {
            laboratory.AddRecord(record);
        }
        catch (ArgumentException exception)
        {
            throw Unfit(Errors.SentenceOf(exception), record, exception);
        }
    }

    private static ResilienceException Unfit(string message, object target, Exception? inner = null)
        => new(ErrorIds.ScenarioInvalid, ErrorCategory.InvalidArgument, message, target, inner);

    private static string FaultTargetOf(ResilienceLab lab, string name)
        => name == Laboratory.AllPools || string.Equals(name, Laboratory.DnsTarget, StringComparison.OrdinalIgnoreCase) ? name : PoolOf(lab, name);

    private static string PoolOf(ResilienceLab lab, string name)
    {
        string[] found = FullNames.Meant(name, [.. lab.Pools.Select(pool => pool.Fqdn)]);
        return found.Length == 1
            ? found[0]
            : throw new ResilienceException(
                ErrorIds.LabPoolUnknown,
                ErrorCategory.ObjectNotFound,
                $"{(found.Length == 0 ? "No pool" : "More than one pool")} of laboratory '{lab.Scenario}' is called '{name}'. "
                    + $"Its pools: {string.Join(", ", lab.Pools)}.",
                name);
    }
}
