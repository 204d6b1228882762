using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.Traces;
using LyncResilience.Discovery.Traces.SignIns;

namespace LyncResilience.Cmdlets;

/// <summary>Tells users' backup registrars from the sign-ins of traces.</summary>
internal sealed class TracedBackups
{
    // Each address is looked for in each record; beyond this many it is quicker to take in all.
    private const int MostFilteredUsers = 50;

    private readonly ResilienceTopology? _topology;
    private readonly List<(BackupQuestion Question, string SipAddress)> _questions = [];
    private readonly Dictionary<string, SignInPath> _told = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _users = [];

    /// <param name="topology">What the answers are compared with; null when there is none.</param>
    internal TracedBackups(ResilienceTopology? topology) => _topology = topology;

    /// <summary>Whether everybody is wanted whom the traces show, not only those asked for.</summary>
    internal bool IsForAll { get; set; }

    /// <summary>Whether nobody is wanted.</summary>
    internal bool IsIdle => !IsForAll && _questions.Count == 0;

    /// <summary>Which messages are needed.</summary>
    internal TraceFilter Filter => new()
    {
        Method = SignInTraceReader.Methods,
        SipAddress = IsForAll || _questions.Count > MostFilteredUsers ? [] : [.. _questions.Select(asked => asked.SipAddress)],
    };

    /// <summary>A user is wanted.</summary>
    internal void Ask(BackupQuestion question, string sipAddress) => _questions.Add((question, sipAddress));

    /// <summary>Reads sign-ins; of each user the one that told most is kept.</summary>
    internal void Read(IEnumerable<SipTraceMessage> messages)
    {
        foreach (SignInPath path in new SignInTraceReader().Read(messages))
        {
            if (path.SipAddress is not { } user || ToldBackup.Of(path, BackupRegistrarSource.Trace) is null)
            {
                continue;
            }

            if (!_told.TryGetValue(user, out SignInPath before))
            {
                _users.Add(user);
                _told.Add(user, path);
            }
            else if (ToldBackup.TellsEnough(path, before))
            {
                _told[user] = path;
            }
        }
    }

    /// <summary>Writes what each user was told, or that the traces don't tell.</summary>
    internal void Answer(CmdletOutput output)
    {
        foreach (string user in IsForAll ? _users : [])
        {
            output.WriteObject(ToldBackup.Of(_told[user], BackupRegistrarSource.Trace, _topology)!);
        }

        foreach ((BackupQuestion question, string address) in _questions)
        {
            if (_told.TryGetValue(address, out SignInPath path))
            {
                output.WriteObject(ToldBackup.Of(path, BackupRegistrarSource.Trace, _topology)!);
                continue;
            }

            output.WriteError(Errors.Create(
                ErrorIds.SignInNotInTrace,
                ErrorCategory.ObjectNotFound,
                question.Input,
                $"The trace shows no sign-in of {address} that got an answer. Take in the logs of the time when the user signed in; Get-SignInTrace shows what is there, unfinished sign-ins too."));
        }
    }
}
