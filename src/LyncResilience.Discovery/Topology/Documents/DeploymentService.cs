using System;
using System.Collections.Generic;

namespace LyncResilience.Discovery.Topology;

/// <summary>A service as a document describes it.</summary>
internal sealed record DeploymentService(string Role, DeploymentCluster? Cluster, DocumentElement Element)
{
    /// <summary>The services that it depends on, each with its <c>Usage</c>.</summary>
    public IEnumerable<DocumentElement> Dependencies => Element.Below("DependsOn", "Dependency");

    public bool Is(string role) => string.Equals(Role, role, StringComparison.OrdinalIgnoreCase);
}
