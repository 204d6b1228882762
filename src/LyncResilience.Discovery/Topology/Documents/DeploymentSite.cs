namespace LyncResilience.Discovery.Topology;

/// <summary>A site as a document describes it.</summary>
internal sealed record DeploymentSite(string Name, bool IsBranch);
