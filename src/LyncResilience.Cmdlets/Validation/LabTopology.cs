using System.Management.Automation;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Cmdlets;

/// <summary>
/// The topology of a running laboratory with the ports on which its pools listen. Its scenario says 5061 everywhere, which only one host on loopback could have, and a validation
/// compares what records say with what the topology says.
/// </summary>
internal static class LabTopology
{
    /// <summary>Finds out whether a topology is a laboratory's.</summary>
    /// <param name="session">Where the laboratory was started last.</param>
    /// <param name="given">What stands behind <c>-Topology</c>: a laboratory, or its topology.</param>
    /// <returns>The topology with real ports; null when it is no running laboratory's.</returns>
    internal static ResilienceTopology? Find(SessionState session, object given)
    {
        object bare = PSObject.AsPSObject(given).BaseObject;
        ResilienceLab? lab = bare as ResilienceLab ?? (SessionLab.Find(session) is { } known && ReferenceEquals(known.Topology, bare) ? known : null);
        if (lab is not { IsRunning: true })
        {
            return null;
        }

        TopologyDraft draft = TopologyJson.Read(lab.Topology.ToJson(), lab.Topology.Source);
        foreach (ResilienceLabPool pool in lab.Pools)
        {
            draft.PoolNamed(pool.Fqdn).Port = pool.Port;
        }

        return draft.Build();
    }
}
