using System;
using System.Collections.Generic;

namespace LyncResilience.Hostile.Running;

/// <summary>A parser and what it is fed with.</summary>
/// <param name="Name">Its name on the command line and the name of its folder under Corpus.</param>
/// <param name="Reads">What is called, for the table.</param>
/// <param name="Seeds">Good input.</param>
/// <param name="Words">Words of its format.</param>
/// <param name="Documented">The exceptions that it is documented to throw at what it can't read.</param>
/// <param name="Read">Reads bytes and does with the result what callers do; a broken promise about the result is an exception of xUnit.</param>
internal sealed record Target(string Name, string Reads, IReadOnlyList<byte[]> Seeds, IReadOnlyList<string> Words, IReadOnlyList<Type> Documented, Action<byte[]> Read)
{
    public override string ToString() => Name;
}
