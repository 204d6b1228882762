using System;
using System.Collections;
using System.Collections.Generic;
using LyncResilience.Simulation.Clients;

namespace LyncResilience.Simulation.Results;

/// <summary>The outcomes of all users, each made when it is asked for.</summary>
internal sealed class OutcomeList : IList<FailoverOutcome>
{
    private readonly Population _population;
    private readonly int[] _cohortOf;
    private readonly CohortOutcome[] _outcomes;

    public OutcomeList(Population population, int[] cohortOf, CohortOutcome[] outcomes)
    {
        _population = population;
        _cohortOf = cohortOf;
        _outcomes = outcomes;
    }

    public int Count => _cohortOf.Length;

    public bool IsReadOnly => true;

    public FailoverOutcome this[int index]
    {
        get => new(_population.AddressOf(index), _outcomes[_cohortOf[index]]);
        set => throw ReadOnly();
    }

    public IEnumerator<FailoverOutcome> GetEnumerator()
    {
        for (int member = 0; member < _cohortOf.Length; member++)
        {
            yield return this[member];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void CopyTo(FailoverOutcome[] array, int arrayIndex)
    {
        foreach (FailoverOutcome outcome in this)
        {
            array[arrayIndex++] = outcome;
        }
    }

    // Every look makes a new object, so none of them can be in a list.
    public int IndexOf(FailoverOutcome item) => -1;

    public bool Contains(FailoverOutcome item) => false;

    public void Insert(int index, FailoverOutcome item) => throw ReadOnly();

    public void RemoveAt(int index) => throw ReadOnly();

    public void Add(FailoverOutcome item) => throw ReadOnly();

    public void Clear() => throw ReadOnly();

    public bool Remove(FailoverOutcome item) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("The outcomes of a simulation can't be changed.");
}
