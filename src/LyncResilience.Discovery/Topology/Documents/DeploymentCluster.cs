using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Topology;

/// <summary>A cluster of machines as a document describes it: what administrators call a pool.</summary>
internal sealed record DeploymentCluster(string Fqdn, DeploymentSite? Site, IReadOnlyList<string> Machines)
{
    /// <summary>Whether it is one machine with the cluster's own name: a Standard Edition server.</summary>
    public bool IsOneServer => Machines.Count == 1 && string.Equals(Machines[0], Fqdn, StringComparison.OrdinalIgnoreCase);
}
