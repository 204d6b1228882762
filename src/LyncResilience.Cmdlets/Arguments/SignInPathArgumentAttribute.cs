using System;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Takes one sign-in path, also one that came out of a remote session, a CliXml or JSON file; anything else fails in binding.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SignInPathArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object[] given = [.. Elements.Of(inputData)];
        if (given.Length != 1)
        {
            throw new ArgumentTransformationMetadataException(given.Length == 0
                ? "No sign-in path was given: the value is empty. Test-SrvSignInPath and Get-SignInTrace give such paths."
                : $"{given.Length} objects were given, and one sign-in path is compared with one other. Pick one, as with Where-Object SipAddress -eq alice@contoso.com.");
        }

        if (given[0] is SignInPath path)
        {
            return path;
        }

        try
        {
            return StoredPath.Read(PSObject.AsPSObject(given[0]));
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
