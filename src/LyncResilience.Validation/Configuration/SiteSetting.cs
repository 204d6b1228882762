using System;
using System.Collections.Generic;

namespace LyncResilience.Validation.Configuration;

/// <summary>What a configuration changes for one site only. Immutable.</summary>
public sealed record SiteSetting
{
    /// <summary>Checks by id; what they say holds before what stands for all sites.</summary>
    public IReadOnlyDictionary<string, CheckSetting> Checks { get; init; } = new Dictionary<string, CheckSetting>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Exclusions that hold for targets of the site.</summary>
    public IReadOnlyList<CheckExclusion> Exclusions { get; init; } = [];
}
