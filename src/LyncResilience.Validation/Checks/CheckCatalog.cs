using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Checks;

/// <summary>Every check there is.</summary>
public static class CheckCatalog
{
    /// <summary>All checks: groups in the order in which a client meets them, then by number.</summary>
    public static IReadOnlyList<CheckDefinition> All { get; } = Array.AsReadOnly<CheckDefinition>(
    [
        .. DnsServerChecks.All,
        .. DnsDiscoveryChecks.All,
        .. DnsTargetChecks.All,
        .. DnsRecordChecks.All,
        .. RegistrarChecks.All,
        .. SignInChecks.All,
        .. CertificateChecks.All,
        .. PairingChecks.All,
        .. CapacityChecks.All,
        .. CacheChecks.All,
        .. SimulationChecks.All,
    ]);

    /// <summary>The groups, in order.</summary>
    public static IReadOnlyList<string> Groups { get; } = Array.AsReadOnly(All.Select(check => check.Group).Distinct().ToArray());

    /// <summary>Finds a check by its id, without regard to case.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The check; null when there is none of that id.</returns>
    public static CheckDefinition? Find(string id) => All.FirstOrDefault(check => string.Equals(check.Id, id, StringComparison.OrdinalIgnoreCase));
}
