using System;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Turns DNS servers named as <c>host</c>, <c>address</c> or <c>address:port</c> into <c>address:port</c>. One that can't be understood or
/// found fails in binding: no other server is asked instead.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DnsServerArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return DnsServerList.Parse(Elements.Of(inputData).Select(element => element.ToString())).Select(server => server.ToString()).ToArray();
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
