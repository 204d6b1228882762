using System;
using System.Collections.Generic;
using System.Threading;

namespace LyncResilience.Simulation.Comparison;

/// <summary>
/// Finds the users of one simulation in another, by address. An address that stands for several users stands for as many of them as both have. Two simulations of the
/// same users have them in the same order, and then nothing is looked up.
/// </summary>
internal sealed class UserPairs
{
    private const int Nobody = -1;

    private readonly int[] _partners;

    public UserPairs(FateList left, FateList right, CancellationToken cancellationToken)
    {
        _partners = new int[left.Count];
        List<int> others = [];
        for (int user = 0; user < Math.Max(left.Count, right.Count); user++)
        {
            if ((user & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            bool isSame = user < left.Count && user < right.Count && string.Equals(left.AddressOf(user), right.AddressOf(user), StringComparison.OrdinalIgnoreCase);
            if (user < left.Count)
            {
                _partners[user] = isSame ? user : Nobody;
            }

            if (user < right.Count && !isSame)
            {
                others.Add(user);
            }
        }

        OnlyRight = others.Count;
        Match(left, right, others, cancellationToken);
        OnlyLeft = Array.FindAll(_partners, partner => partner == Nobody).Length;
    }

    /// <summary>How many users of the left have no partner.</summary>
    public int OnlyLeft { get; }

    /// <summary>How many users of the right have no partner.</summary>
    public int OnlyRight { get; private set; }

    /// <summary>The partner of a user of the left; null when there is none.</summary>
    public int? PartnerOf(int user) => _partners[user] == Nobody ? null : _partners[user];

    private void Match(FateList left, FateList right, List<int> others, CancellationToken cancellationToken)
    {
        if (others.Count == 0)
        {
            return;
        }

        // For each address the first of its users who has no partner yet, and for each of these the next one.
        Dictionary<string, int> heads = new(StringComparer.OrdinalIgnoreCase);
        int[] next = new int[others.Count];
        for (int i = others.Count - 1; i >= 0; i--)
        {
            string address = right.AddressOf(others[i]);
            next[i] = heads.TryGetValue(address, out int head) ? head : Nobody;
            heads[address] = i;
        }

        cancellationToken.ThrowIfCancellationRequested();
        for (int user = 0; user < _partners.Length; user++)
        {
            if (_partners[user] == Nobody && heads.TryGetValue(left.AddressOf(user), out int found) && found != Nobody)
            {
                _partners[user] = others[found];
                heads[left.AddressOf(user)] = next[found];
                OnlyRight--;
            }
        }
    }
}
