using System.Collections;
using System.Collections.Generic;

namespace LyncResilience.Simulation.Clients;

/// <summary>All cohorts of a simulation. Finds those of a user whom events name without going through all, because every event of a person asks.</summary>
internal sealed class CohortList : IReadOnlyCollection<Cohort>
{
    private readonly List<Cohort> _cohorts = [];
    private readonly Dictionary<int, List<Cohort>> _scripted = [];

    public int Count => _cohorts.Count;

    public void Add(Cohort cohort)
    {
        _cohorts.Add(cohort);
        if (cohort.Key.Script == 0)
        {
            return;
        }

        if (!_scripted.TryGetValue(cohort.Key.Script, out List<Cohort>? scripted))
        {
            scripted = [];
            _scripted.Add(cohort.Key.Script, scripted);
        }

        scripted.Add(cohort);
    }

    /// <summary>The cohorts of a user of the events, as of now: a cohort that splits meanwhile does no harm.</summary>
    public IReadOnlyList<Cohort> Of(int script) => _scripted.TryGetValue(script, out List<Cohort>? scripted) ? scripted.ToArray() : [];

    public bool HasScript(int script) => _scripted.ContainsKey(script);

    public IEnumerator<Cohort> GetEnumerator() => _cohorts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
