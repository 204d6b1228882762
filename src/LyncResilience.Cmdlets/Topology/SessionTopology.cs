using System.Management.Automation;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Cmdlets;

/// <summary>The topology that the native cmdlets of the caller's session describe, for a command that was given none.</summary>
internal static class SessionTopology
{
    /// <summary>Asks them.</summary>
    /// <exception cref="ResilienceException">There are none, or they name no pool.</exception>
    internal static ResilienceTopology Read(NativeSession session) => TryRead(session) ?? throw Missing("which pools there are");

    /// <summary>Asks them; null when there are none.</summary>
    /// <exception cref="ResilienceException">They name no pool.</exception>
    internal static ResilienceTopology? TryRead(NativeSession session)
    {
        try
        {
            return session.CanDescribe ? NativeObjects.Build(NativeObjects.Describe(session), TopologyOverrides.None) : null;
        }
        catch (TopologyFormatException exception)
        {
            throw new ResilienceException(
                ErrorIds.TopologyUnreadable, ErrorCategory.InvalidData, exception.Message + " Or give a topology with -Topology.", inner: exception);
        }
    }

    /// <summary>That nobody can say what was to be known.</summary>
    /// <param name="what">What that is, as in "who backs whom".</param>
    internal static ResilienceException Missing(string what) => new(
        ErrorIds.NativeCmdletMissing,
        ErrorCategory.ObjectNotFound,
        $"Nobody here says {what}: there is no -Topology, and this session has no Get-CsPool and no Get-CsService to ask. Give a topology with -Topology "
            + "(on a server: (Get-CsTopology -AsXml).ToString() > topology.xml), or run this in the Management Shell of Lync Server or Skype for Business Server.");
}
