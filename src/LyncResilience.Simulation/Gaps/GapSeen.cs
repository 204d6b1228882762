using System;
using System.Collections.Generic;

namespace LyncResilience.Simulation.Gaps;

/// <summary>What a failure was seen to do, as far as larger failures need not repeat it.</summary>
/// <param name="Stranded">The kinds of user of whom somebody is stranded.</param>
/// <param name="Overloaded">The pools that serve more users than their capacity, by name.</param>
internal sealed record GapSeen(ISet<int> Stranded, ISet<string> Overloaded)
{
    public static StringComparer PoolNames { get; } = StringComparer.OrdinalIgnoreCase;
}
