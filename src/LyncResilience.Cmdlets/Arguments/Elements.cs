using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Takes apart what PowerShell hands over.</summary>
internal static class Elements
{
    /// <summary>The elements of a list, or the one value, without PowerShell's wrappers.</summary>
    internal static IEnumerable<object> Of(object? input)
    {
        object? value = Unwrap(input);
        return value switch
        {
            null => [],
            string or IDictionary => [value],
            IEnumerable list => list.Cast<object?>().Select(Unwrap).OfType<object>(),
            _ => [value],
        };
    }

    /// <summary>The inputs in an -InputObject: the pipeline takes lists apart, an argument comes whole. A table or a document is one input.</summary>
    internal static IEnumerable<PSObject> Inputs(PSObject? given) =>
        LanguagePrimitives.GetEnumerable(given) is { } list ? list.OfType<object>().Select(PSObject.AsPSObject) : given is null ? [] : [given];

    /// <summary>The object itself. One that has nothing but properties (a custom object), such as a stored RegistrarPool, would be lost without its wrapper, and keeps it.</summary>
    internal static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
