using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Topology.Native;

/// <summary>
/// What the native cmdlets say about backups, by weight: the registrar service itself, then the relationship of the pools, then what is said
/// about users, then the pool of a branch appliance's user services. A property without a value is no statement.
/// </summary>
internal sealed class NativeBackups
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    // Assumption: in a relationship, whose properties no public page lists, one of these words marks the pool that takes over.
    private static readonly string[] s_marks = ["backup", "target", "secondary", "partner", "paired", "replica"];

    private readonly List<Statement> _statements = [];

    // The backups that users of each pool have. There are as many users as employees, but few pairs of pools.
    private readonly Dictionary<string, HashSet<string>> _homes = new(s_names);

    /// <summary>The pools on which users are homed.</summary>
    public IEnumerable<string> HomePools => _homes.Keys;

    /// <summary>Every pool that anything names.</summary>
    public IEnumerable<string> AllPools => HomePools.Concat(_statements.SelectMany(statement => new[] { statement.Pool, statement.Backup })).Distinct(s_names);

    public void AddRegistrar(string pool, string? backup) => Add(pool, backup, 0, "Get-CsService", null);

    public void AddUser(string? pool, string? backup)
    {
        if (pool is null)
        {
            return;
        }

        if (!_homes.TryGetValue(pool, out HashSet<string>? backups))
        {
            _homes[pool] = backups = new HashSet<string>(s_names);
        }

        if (backup is not null && backups.Add(backup))
        {
            Add(pool, backup, 2, "Get-CsUserPoolInfo", null);
        }
    }

    public void AddUserServices(string pool, string userServer) =>
        Add(pool, userServer, 3, "the user services of its registrar", "the pool that carries its user services (UserServer of its registrar)");

    /// <summary>Adds a Get-CsPoolBackupRelationship object: two of its properties name pools.</summary>
    /// <param name="relation">The object.</param>
    /// <param name="pools">The pools that are known; when there are none, every text like a full name counts as one.</param>
    /// <returns>False when it doesn't name exactly two pools.</returns>
    public bool TryAddRelation(NativeObject relation, IReadOnlyList<string> pools)
    {
        var named = relation.PropertyNames
            .Select(property => (Property: property, Pool: relation.Name(property)))
            .Where(candidate => candidate.Pool is not null && (pools.Count > 0 ? pools.Contains(candidate.Pool, s_names) : LooksLikeFullName(candidate.Pool)))
            .GroupBy(candidate => candidate.Pool!, candidate => candidate.Property, s_names)
            .Select(group => (Pool: group.Key, Property: group.FirstOrDefault(IsMarked) ?? group.First(), Marked: group.Any(IsMarked)))
            .OrderBy(side => side.Marked)
            .ToArray();
        if (named.Length != 2)
        {
            return false;
        }

        bool both = named[0].Marked == named[1].Marked;
        string evidence = $"a pool backup relationship, by its properties {named[0].Property} and {named[1].Property}";
        Add(named[0].Pool, named[1].Pool, 1, "Get-CsPoolBackupRelationship", both ? evidence + ", taken both ways" : evidence);
        if (both)
        {
            // From 2013 on pools are paired one to one, each the other's backup ("Backup Registrar relationships in Lync Server 2013").
            Add(named[1].Pool, named[0].Pool, 1, "Get-CsPoolBackupRelationship", evidence + ", taken both ways");
        }

        return true;
    }

    /// <summary>Gives every pool its backup and says where statements contradict each other.</summary>
    public void Settle(TopologyDraft draft)
    {
        foreach (IGrouping<string, Statement> group in _statements.GroupBy(statement => statement.Pool, s_names))
        {
            Statement[] ranked = [.. group.OrderBy(statement => statement.Rank)];
            Statement winner = ranked[0];
            if (draft.Pools.Find(pool => s_names.Equals(pool.Fqdn, winner.Pool)) is not { } pool)
            {
                continue;
            }

            pool.BackupPool = winner.Backup;
            pool.BackupEvidence = winner.Evidence;

            // The pool of the user services is a fallback, no second opinion.
            foreach (Statement other in ranked.Where(other => other.Rank < 3 && !s_names.Equals(other.Backup, winner.Backup)))
            {
                draft.Warnings.Add($"The backup of {pool.Fqdn} is {winner.Backup} according to {winner.Origin}, but {other.Backup} according to {other.Origin}; {winner.Backup} counts.");
            }
        }
    }

    private static bool IsMarked(string property) => Array.Exists(s_marks, mark => property.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool LooksLikeFullName(string text) =>
        text.IndexOf('.') > 0 && text[text.Length - 1] != '.' && text.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_') && text.Any(char.IsLetter);

    private void Add(string pool, string? backup, int rank, string origin, string? evidence)
    {
        if (backup is not null)
        {
            _statements.Add(new Statement(pool, backup, rank, origin, evidence));
        }
    }

    private sealed record Statement(string Pool, string Backup, int Rank, string Origin, string? Evidence);
}
