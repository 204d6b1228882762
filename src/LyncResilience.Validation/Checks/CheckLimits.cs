using System;

namespace LyncResilience.Validation.Checks;

/// <summary>The thresholds that hold for one target of one check.</summary>
public sealed class CheckLimits
{
    private readonly CheckDefinition _check;
    private readonly Func<string, int?> _configured;

    /// <summary>Makes the limits of a target.</summary>
    /// <param name="check">The check.</param>
    /// <param name="configured">What a configuration says about a threshold; null for its default.</param>
    public CheckLimits(CheckDefinition check, Func<string, int?> configured)
    {
        _check = check;
        _configured = configured;
    }

    /// <summary>The value of a threshold.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The check has none of that name.</exception>
    public int this[string name] => _configured(name) ?? (_check.FindThreshold(name) ?? throw new ArgumentException($"{_check.Id} has no threshold '{name}'.", nameof(name))).Default;
}
