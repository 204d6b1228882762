using System;

namespace LyncResilience.Discovery;

/// <summary>What a switch over an enumeration throws for a member that it doesn't name: a new one must not quietly fare like another.</summary>
internal static class UnknownMember
{
    /// <summary>The exception to throw.</summary>
    /// <param name="value">The member.</param>
    public static ArgumentOutOfRangeException Of<T>(T value)
        where T : struct, Enum => new(nameof(value), value, $"The {typeof(T).Name} {value} is not known here.");
}
