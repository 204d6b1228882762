using System;
using System.Management.Automation;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Cmdlets;

/// <summary>Turns <c>host</c>, <c>host:port</c> or <c>[address]:port</c> into a server; anything else fails in binding.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServerArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return ServerEndpoint.Parse(inputData?.ToString() ?? string.Empty);
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
