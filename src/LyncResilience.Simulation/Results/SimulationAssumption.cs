namespace LyncResilience;

/// <summary>A parameter of the model that no public source settles. Immutable.</summary>
public sealed record SimulationAssumption
{
    internal SimulationAssumption(string name, object @default, string unit, string reason)
    {
        Name = name;
        Value = @default;
        Default = @default;
        Unit = unit;
        Reason = reason;
    }

    /// <summary>The parameter's name.</summary>
    public string Name { get; }

    /// <summary>Its value: a whole number, or true or false.</summary>
    public object Value { get; internal init; }

    /// <summary>The value that it has when nobody says otherwise.</summary>
    public object Default { get; }

    /// <summary>The unit of the value.</summary>
    public string Unit { get; }

    /// <summary>What it means, and why the default is what it is.</summary>
    public string Reason { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} = {Value}";
}
