using System.Collections.Generic;
using System.Linq;
using LyncResilience.Hostile.Running;

namespace LyncResilience.Hostile.Targets;

/// <summary>Every parser of what others write.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<Target> List { get; } =
    [
        .. DnsTargets.All,
        .. SipTargets.All,
        .. AuthenticationTargets.All,
        .. AutodiscoverTargets.All,
        .. TopologyTargets.All,
        .. NativeTargets.All,
        .. JsonTargets.All,
        .. CacheTargets.All,
        .. TraceTargets.All,
    ];

    public static Target Named(string name) => List.Single(target => target.Name == name);
}
