using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Makes our shapes again of what became of them in a remote session, a CliXml, JSON or CSV file: by the names of their properties, those that a constructor asks for first.
/// Values come as text, as numbers in place of names, as lists of other kinds. What a shape works out by itself is worked out again.
/// </summary>
internal sealed class StoredReader
{
    /// <summary>How deep ConvertTo-Json has to go for any of them.</summary>
    internal const int JsonDepth = 5;

    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Dictionary<Type, (ConstructorInfo? Constructor, PropertyInfo[] Properties)> _known = [];
    private readonly StoredShape _result;
    private readonly bool _isRow;

    private StoredReader(StoredShape result, PSObject stored)
    {
        _result = result;

        // A row of a CSV file, where nothing but text is left.
        _isRow = stored.Properties.All(property => property.Value is null or string);
    }

    /// <summary>The result itself where an object is a stored one of ours; any other object as it is.</summary>
    /// <exception cref="ResilienceException">Too much of it was lost on its way.</exception>
    internal static PSObject Restored(PSObject given)
    {
        if (StoredShape.Find(given) is not { } shape)
        {
            return given;
        }

        try
        {
            return PSObject.AsPSObject(new StoredReader(shape, given).Read(given, shape.Type));
        }
        catch (Exception exception) when (exception is FormatException or TargetInvocationException or ArgumentException or InvalidCastException or OverflowException)
        {
            // What the shapes themselves refuse: two pools of one name, a line break in a header.
            string reason = exception is TargetInvocationException { InnerException: { } inner } ? inner.Message : exception.Message;
            throw new ResilienceException(ErrorIds.InputUnknown, ErrorCategory.InvalidData, reason, given, exception);
        }
    }

    /// <summary>Reads a shape.</summary>
    /// <exception cref="FormatException">It was cut off on its way, or says something that it can't have said.</exception>
    internal object Read(PSObject stored, Type type)
    {
        (ConstructorInfo? constructor, PropertyInfo[] properties) = MembersOf(type);
        object made = StoredShape.Of(type) is { Make: { } make } ? make(this, stored)
            : constructor is not null && !type.IsAbstract
                ? constructor.Invoke([.. constructor.GetParameters().Select(parameter => ValueOf(stored, parameter.Name, parameter.ParameterType) ?? Nothing(parameter.ParameterType))])
            : throw new FormatException($"A stored {_result.Type.Name} holds no {type.Name}, and something between storing and reading must have changed it.");
        foreach (PropertyInfo property in properties)
        {
            if (ValueOf(stored, property.Name, property.PropertyType) is { } value)
            {
                property.SetValue(made, value);
            }
        }

        return made;
    }

    // A constructor's parameters go by the names of properties, but for their first letter.
    private static bool IsSame(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static object? Nothing(Type type) =>
        type == typeof(string) ? string.Empty : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0) : type.IsValueType ? Activator.CreateInstance(type) : null;

    /// <summary>The constructor that asks for nothing but properties, and the properties that can be given afterwards.</summary>
    private (ConstructorInfo? Constructor, PropertyInfo[] Properties) MembersOf(Type type)
    {
        if (!_known.TryGetValue(type, out (ConstructorInfo?, PropertyInfo[]) members))
        {
            PropertyInfo[] properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public);
            ConstructorInfo? constructor = type.GetConstructors(Members)
                .Where(candidate => candidate.GetParameters().All(parameter => properties.Any(property => IsSame(property.Name, parameter.Name))))
                .OrderByDescending(candidate => candidate.GetParameters().Length).FirstOrDefault();
            members = (constructor, [.. properties.Where(property => property.GetSetMethod(nonPublic: true) is not null)]);
            _known.Add(type, members);
        }

        return members;
    }

    /// <summary>A property; null when it is absent, says nothing, or a row can't hold it.</summary>
    private object? ValueOf(PSObject stored, string name, Type type)
    {
        if (Elements.Unwrap(stored.Properties[name]?.Value) is not { } value || value is string { Length: 0 })
        {
            return null;
        }

        try
        {
            return ElementOf(type) is { } element ? ListOf(value, element) : StoredValues.Convert(value, type, name) ?? (IsShape(type) ? ShapeOf(value, type) : throw Unreadable());
        }
        catch (TruncatedException)
        {
            return _isRow && !IsSame(_result.Core, name) ? null : throw new FormatException(
                $"The {name} of this {_result.Type.Name} became text when it was stored. Store it with Export-Clixml, or with ConvertTo-Json -Depth {JsonDepth}.");
        }

        FormatException Unreadable() => new($"'{value}' can't be the {name} of a {_result.Type.Name}, and something between storing and reading must have changed it.");
    }

    /// <summary>What a list holds; null when the type is none.</summary>
    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType() : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static bool IsShape(Type type) => type.IsClass && type.Assembly != typeof(object).Assembly;

    private Array ListOf(object value, Type element)
    {
        if (value is string)
        {
            throw new TruncatedException();
        }

        object[] items = [.. Elements.Of(value).Select(item => StoredValues.Convert(item, element, string.Empty) ?? ShapeOf(item, element))];
        var list = Array.CreateInstance(element, items.Length);
        items.CopyTo(list, 0);
        return list;
    }

    private object ShapeOf(object value, Type type)
    {
        if (value is string text)
        {
            // Headers are as good in one line.
            return type == typeof(SipHeader) && text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon
                ? new SipHeader(text.Substring(0, colon), text.Substring(colon + 2))
                : throw new TruncatedException();
        }

        return Read(PSObject.AsPSObject(value), type);
    }

    /// <summary>That something became text because the depth of storing was too small.</summary>
    private sealed class TruncatedException : Exception;
}
