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
            return Read(PSObject.AsPSObject(given[0]));
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    /// <summary>Reads a stored one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    private protected abstract object Read(PSObject stored);

    /// <summary>What to say when none or several were given.</summary>
    private protected abstract string WhyNotOne(int count);
}
