using System;

namespace LyncResilience.Validation.Reports;

/// <summary>A column of a table: a property of a result that is one value.</summary>
internal sealed class ReportColumn<T>
{
    public ReportColumn(string name, Func<T, object?> valueOf)
    {
        Name = name;
        ValueOf = valueOf;
    }

    /// <summary>The property's name.</summary>
    public string Name { get; }

    /// <summary>Its value: a text, a number, a word of an enumeration, a time, true or false; null when nobody knows.</summary>
    public Func<T, object?> ValueOf { get; }
}
