using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery;
using LyncResilience.Validation.Checks;

namespace LyncResilience.Validation.Configuration;

/// <summary>Which checks run, and how strictly. Immutable.</summary>
public sealed class ValidationPlan
{
    private static readonly string[] s_tags = [.. CheckCatalog.All.SelectMany(check => check.Tags).Distinct(StringComparer.OrdinalIgnoreCase)];

    private readonly ValidationConfiguration _configuration;

    /// <summary>Makes a plan.</summary>
    /// <param name="configuration">What a file says; <see cref="ValidationConfiguration.Default"/> without one.</param>
    /// <param name="tags">Tags to choose by, with wildcards, in place of the configuration's; null or empty for those.</param>
    /// <param name="excludeTags">Tags to leave out, with wildcards, besides the configuration's; null for none.</param>
    /// <exception cref="ValidationFormatException">A tag fits no check; the message names the nearest one.</exception>
    public ValidationPlan(ValidationConfiguration configuration, IReadOnlyCollection<string>? tags = null, IReadOnlyCollection<string>? excludeTags = null)
    {
        _configuration = configuration ?? throw new ArgumentNullException(nameof(configuration));
        IReadOnlyCollection<string> chosen = tags is { Count: > 0 } ? tags : configuration.Tags;
        string[] left = [.. configuration.ExcludeTags, .. excludeTags ?? []];
        foreach (string tag in chosen.Concat(left))
        {
            if (!s_tags.Any(known => Wildcard.IsMatch(tag, known)))
            {
                throw new ValidationFormatException($"No check has the tag '{tag}'. Did you mean '{NearestName.Of(tag, s_tags)}'?");
            }
        }

        Checks = Array.AsReadOnly(CheckCatalog.All
            .Where(check => (chosen.Count == 0 || HasAny(check, chosen)) && !HasAny(check, left)).ToArray());
    }

    /// <summary>The checks that run, in the order of the catalogue.</summary>
    public IReadOnlyList<CheckDefinition> Checks { get; }

    /// <summary>Checks that the sites of the configuration exist.</summary>
    /// <param name="topology">The topology; without one nothing is said.</param>
    /// <exception cref="ValidationFormatException">One doesn't; the message names the nearest one.</exception>
    public void CheckSites(ResilienceTopology? topology)
    {
        string? stranger = topology is null ? null : _configuration.Sites.Keys.FirstOrDefault(site => !topology.Sites.Contains(site, StringComparer.OrdinalIgnoreCase));
        if (stranger is not null)
        {
            string nearest = topology!.Sites.Count == 0 ? "It names no sites." : $"Did you mean '{NearestName.Of(stranger, topology.Sites)}'?";
            throw new ValidationFormatException($"The configuration names the site '{stranger}', which is not in {topology.Source}. {nearest}");
        }
    }

    /// <summary>The severity of a check at a site: the site's setting, then the general one, then the check's own.</summary>
    internal CheckSeverity SeverityOf(CheckDefinition check, string? site) => Setting(check, site)?.Severity ?? Setting(check, null)?.Severity ?? check.Severity;

    /// <summary>The thresholds of a check at a site, in the same order.</summary>
    internal CheckLimits LimitsOf(CheckDefinition check, string? site) => new(check, name => Threshold(Setting(check, site), name) ?? Threshold(Setting(check, null), name));

    /// <summary>The exclusions about a check and target, the site's first.</summary>
    internal IEnumerable<CheckExclusion> ExclusionsOf(CheckDefinition check, string target, string? site) =>
        (SiteOf(site)?.Exclusions ?? []).Concat(_configuration.Exclusions).Where(exclusion => exclusion.Covers(check.Id, target));

    private static bool HasAny(CheckDefinition check, IEnumerable<string> tags) => tags.Any(tag => check.Tags.Any(own => Wildcard.IsMatch(tag, own)));

    private static int? Threshold(CheckSetting? setting, string name) => setting is not null && setting.Thresholds.TryGetValue(name, out int value) ? value : null;

    private SiteSetting? SiteOf(string? site) => site is not null && _configuration.Sites.TryGetValue(site, out SiteSetting? setting) ? setting : null;

    private CheckSetting? Setting(CheckDefinition check, string? site)
    {
        IReadOnlyDictionary<string, CheckSetting>? checks = site is null ? _configuration.Checks : SiteOf(site)?.Checks;
        return checks is not null && checks.TryGetValue(check.Id, out CheckSetting? setting) ? setting : null;
    }
}
