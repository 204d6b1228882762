namespace System.Diagnostics.CodeAnalysis;

/// <summary>Tells the compiler what a Try method's result says about its out parameter; netstandard2.0 does not have it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute : Attribute
{
    /// <param name="returnValue">The result with which the parameter is not null.</param>
    public NotNullWhenAttribute(bool returnValue)
    {
        ReturnValue = returnValue;
    }

    public bool ReturnValue { get; }
}
