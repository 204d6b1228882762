using System.Collections.Generic;
using System.Threading;
using LyncResilience.Simulation.Results;

namespace LyncResilience.Simulation.Comparison;

/// <summary>How the users of a simulation fared: a number for each user, and a fate for each number.</summary>
internal sealed class FateList
{
    private readonly IReadOnlyList<FailoverOutcome> _outcomes;
    private readonly List<Fate> _fates = [];
    private readonly int[] _numbers;

    public FateList(IReadOnlyList<FailoverOutcome> outcomes, CancellationToken cancellationToken)
    {
        _outcomes = outcomes;
        _numbers = new int[outcomes.Count];

        // Users share outcomes, and outcomes can be worth the same: few are looked at closely.
        Dictionary<ISharedOutcome, int> known = [];
        Dictionary<Fate, int> numbers = [];
        for (int user = 0; user < _numbers.Length; user++)
        {
            if ((user & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            ISharedOutcome outcome = outcomes[user].Shared;
            if (!known.TryGetValue(outcome, out int number))
            {
                var fate = Fate.Of(outcome);
                if (!numbers.TryGetValue(fate, out number))
                {
                    number = _fates.Count;
                    _fates.Add(fate);
                    numbers.Add(fate, number);
                }

                known.Add(outcome, number);
            }

            _numbers[user] = number;
        }
    }

    public int Count => _numbers.Length;

    public Fate this[int number] => _fates[number];

    public int NumberOf(int user) => _numbers[user];

    public string AddressOf(int user) => _outcomes[user].SipAddress;
}
