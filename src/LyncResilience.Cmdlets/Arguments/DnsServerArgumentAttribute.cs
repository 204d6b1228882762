using System;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Takes DNS servers named as <c>host</c>, <c>address</c> or either with <c>:port</c>. One that can't be understood fails in binding. Names
/// are looked up later, where that can be stopped.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DnsServerArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        string[] servers = [.. Elements.Of(inputData).Select(element => element.ToString().Trim())];
        try
        {
            Array.ForEach(servers, DnsServerList.Check);
            return servers;
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
