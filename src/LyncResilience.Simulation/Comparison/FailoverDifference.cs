using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Simulation.Comparison;

namespace LyncResilience;

/// <summary>Users who fare alike in each of two simulations, and differently in one than in the other. Immutable.</summary>
public sealed class FailoverDifference
{
    private readonly Fate _before;
    private readonly Fate _after;
    private readonly Func<IEnumerable<string>> _addresses;

    internal FailoverDifference(Fate before, Fate after, FateList users, List<int> members)
        : this(before, after, members.Count, () => members.Select(users.AddressOf))
    {
    }

    internal FailoverDifference(Fate before, Fate after, IReadOnlyList<string> addresses)
        : this(before, after, addresses.Count, () => addresses)
    {
    }

    private FailoverDifference(Fate before, Fate after, int users, Func<IEnumerable<string>> addresses)
    {
        _before = before;
        _after = after;
        _addresses = addresses;
        Users = users;
        Effect = after.CompareTo(before) > 0 ? FailoverEffect.Hurts : FailoverEffect.Helps;
    }

    /// <summary>Whether the change helps or hurts them.</summary>
    public FailoverEffect Effect { get; }

    /// <summary>How many they are.</summary>
    public int Users { get; }

    /// <summary>Their home pool, as it was before where the change moved it.</summary>
    public string HomePool => _before.HomePool;

    /// <summary>What they had at the end before the change: Full, Limited or Offline.</summary>
    public string Before => _before.State.ToString();

    /// <summary>What they have at the end after the change: Full, Limited or Offline.</summary>
    public string After => _after.State.ToString();

    /// <summary>What changes, in one text: <c>Offline -> Limited</c>, or with the same in the end <c>Full, offline 7170 -> 240 s</c>.</summary>
    public string Change => Before != After ? $"{Before} -> {After}"
        : OfflineSecondsBefore != OfflineSecondsAfter ? string.Format(CultureInfo.InvariantCulture, "{0}, offline {1} -> {2} s", After, OfflineSecondsBefore, OfflineSecondsAfter)
        : string.Format(CultureInfo.InvariantCulture, "{0}, limited {1} -> {2} s", After, LimitedSecondsBefore, LimitedSecondsAfter);

    /// <summary>How long each of them was offline before the change, in seconds.</summary>
    public double OfflineSecondsBefore => _before.OfflineSeconds;

    /// <summary>How long each of them is offline after the change, in seconds.</summary>
    public double OfflineSecondsAfter => _after.OfflineSeconds;

    /// <summary>How long each of them had limited service before the change, in seconds.</summary>
    public double LimitedSecondsBefore => _before.LimitedSeconds;

    /// <summary>How long each of them has limited service after the change, in seconds.</summary>
    public double LimitedSecondsAfter => _after.LimitedSeconds;

    /// <summary>How many seconds less each of them is offline; negative when the change costs such seconds, 0 when it is about the service alone.</summary>
    public double SecondsGained => OfflineSecondsBefore - OfflineSecondsAfter;

    /// <summary>Why they fared as they did before and as they do after: the decisive fact of each.</summary>
    public string Detail => $"Before: {_before.Reason}; after: {_after.Reason}.";

    /// <summary>Their addresses, in the order of the first simulation; made when somebody looks.</summary>
    public IReadOnlyList<string> SipAddresses => field ??= ReadableList.Of(_addresses());

    /// <inheritdoc/>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1:N0} of {2}: {3}, {4:+0.###;-0.###;0} s each", Effect, Users, HomePool, Change, SecondsGained);
}
