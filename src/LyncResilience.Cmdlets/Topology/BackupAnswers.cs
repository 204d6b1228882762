using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Topology;
using LyncResilience.Discovery.Topology.Native;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Who knows the answers of Get-BackupRegistrar: the topology that was given, else the native cmdlets of the session, which are asked once, else
/// an input that states its backup itself.
/// </summary>
internal sealed class BackupAnswers
{
    private readonly NativeSession _session;
    private readonly Dictionary<(string, string?), BackupLookup> _statedPairs = [];
    private readonly List<BackupQuestion> _waiting = [];
    private BackupLookup? _lookup;
    private bool _sessionAsked;

    internal BackupAnswers(ResilienceTopology? given, NativeSession session)
    {
        _session = session;
        Topology = given;
        _lookup = given is null ? null : new BackupLookup(given, BackupRegistrarSource.Topology);
    }

    /// <summary>The topology that answers come from; null when there is none (yet).</summary>
    internal ResilienceTopology? Topology { get; private set; }

    /// <summary>Who answers when the inputs say nothing themselves.</summary>
    /// <exception cref="ResilienceException">Nobody does.</exception>
    internal BackupLookup Lookup() => TryLookup() ?? throw SessionTopology.Missing("who backs whom");

    /// <summary>Who answers for one input; null when it states its backup itself and has to wait for the others, among which its partner may be.</summary>
    /// <exception cref="ResilienceException">Nobody does.</exception>
    internal BackupLookup? LookupFor(BackupQuestion question)
    {
        if (TryLookup() is { } known)
        {
            return known;
        }

        // Get-CsUserPoolInfo: as many as users, and all of one pair are alike.
        if (question.Object?.Properties["PrimaryPoolFqdn"] is not null && question.Pool is { } primary && question.Object.Properties["BackupPoolFqdn"] is { } backup)
        {
            return LookupOf(question.Object, (primary.ToUpperInvariant(), backup.Value?.ToString().ToUpperInvariant()));
        }

        // Get-CsService -Registrar.
        if (question.Object?.Properties["BackupRegistrar"] is not null)
        {
            _waiting.Add(question);
            return null;
        }

        return Lookup();
    }

    /// <summary>Answers those that had to wait.</summary>
    internal IEnumerable<BackupRegistrar> Waiting()
    {
        if (_waiting.Count == 0)
        {
            yield break;
        }

        BackupLookup lookup = LookupOf(_waiting.Select(question => NativeObjects.Of(question.Object!)));
        foreach (BackupQuestion question in _waiting)
        {
            yield return lookup.OfPool(question.Pool!, question.Identity);
        }
    }

    /// <summary>The user's home pool where only the session can tell; null when it can't.</summary>
    internal string? HomePoolOf(string sipAddress)
    {
        foreach (PSObject user in _session.Call("Get-CsUserPoolInfo", "Identity", "sip:" + sipAddress))
        {
            if (NativeObjects.Of(user).Name("PrimaryPoolFqdn") is { } pool)
            {
                return pool;
            }
        }

        return null;
    }

    private BackupLookup? TryLookup()
    {
        if (_lookup is null && !_sessionAsked && SessionTopology.TryRead(_session) is { } told)
        {
            Topology = told;
            _lookup = new BackupLookup(told, BackupRegistrarSource.Cmdlet);
        }

        _sessionAsked = true;
        return _lookup;
    }

    private BackupLookup LookupOf(PSObject user, (string Primary, string? Backup) pair)
    {
        if (!_statedPairs.TryGetValue(pair, out BackupLookup? lookup))
        {
            lookup = LookupOf([NativeObjects.Of(user)]);
            _statedPairs.Add(pair, lookup);
        }

        return lookup;
    }

    private static BackupLookup LookupOf(IEnumerable<NativeObject> statements)
    {
        TopologyDraft draft = NativeTopology.Read(statements, "the pipeline");
        foreach (PoolDraft pool in draft.Pools.ToArray())
        {
            if (pool.BackupPool is { } backup && !draft.Pools.Exists(other => string.Equals(other.Fqdn, backup, StringComparison.OrdinalIgnoreCase)))
            {
                // That the backup exists is what the object says. What it says of its own backup nobody knows, so the rules that depend on
                // that, which bind known versions only, can't be judged.
                draft.PoolNamed(backup);
                pool.Version = PoolVersion.Unknown;
            }
        }

        return new BackupLookup(draft.Build(), BackupRegistrarSource.Cmdlet);
    }
}
