using System;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Takes one result of a type, also one that came out of a remote session, a CliXml or JSON file; anything else, and several at once, fail in binding.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class StoredArgumentAttribute : ArgumentTransformationAttribute
{
    private readonly Type _type;

    /// <param name="type">The type that the parameter has.</param>
    private protected StoredArgumentAttribute(Type type) => _type = type;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object[] given = [.. Elements.Of(inputData)];
        if (given.Length != 1)
        {
            throw new ArgumentTransformationMetadataException(WhyNotOne(given.Length));
        }

        if (_type.IsInstanceOfType(given[0]))
        {
            return given[0];
        }

        try
        {
            object restored = StoredReader.Restored(PSObject.AsPSObject(given[0])).BaseObject;
            return _type.IsInstanceOfType(restored) ? restored : throw new ArgumentTransformationMetadataException($"'{given[0]}' is {WhatIsMissing}");
        }
        catch (ResilienceException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    /// <summary>What something else is not, and who gives it.</summary>
    private protected abstract string WhatIsMissing { get; }

    /// <summary>What to say when none or several were given.</summary>
    private protected abstract string WhyNotOne(int count);
}
