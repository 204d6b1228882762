using System;
using System.Collections.Generic;

namespace LyncResilience.Validation.Configuration;

/// <summary>What a configuration changes about a check. Immutable.</summary>
public sealed record CheckSetting
{
    /// <summary>How much it matters when it fails; null for the check's own severity.</summary>
    public CheckSeverity? Severity { get; init; }

    /// <summary>Thresholds by name, without regard to case; those that aren't there keep their defaults.</summary>
    public IReadOnlyDictionary<string, int> Thresholds { get; init; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
}
