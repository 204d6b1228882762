using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Takes a table of pools: a hashtable, ordered or not, or objects with Name and Count as <c>Group-Object RegistrarPool</c> gives them. What
/// can't be read fails in binding.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PoolTableArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the values are numbers of users; otherwise they are names of pools, empty or null for none.</summary>
    public bool IsNumeric { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        Hashtable table = new(StringComparer.OrdinalIgnoreCase);
        foreach (object element in Elements.Of(inputData))
        {
            if (element is IDictionary given)
            {
                foreach (DictionaryEntry entry in given)
                {
                    Add(table, entry.Key.ToString(), entry.Value);
                }
            }
            else if (IsNumeric && PSObject.AsPSObject(element).Properties is { } properties && properties["Name"] is { } name && properties["Count"] is { } count)
            {
                Add(table, name.Value?.ToString() ?? string.Empty, count.Value);
            }
            else
            {
                throw new ArgumentTransformationMetadataException(IsNumeric
                    ? "Write a table of pools and numbers, @{ 'pool01.contoso.com' = 1200 }, or pass what Group-Object RegistrarPool gives."
                    : "Write a table of pools and backups, @{ 'pool01.contoso.com' = 'pool02.contoso.com' }; $null means that the pool has none.");
            }
        }

        return table;
    }

    private void Add(Hashtable table, string pool, object? value)
    {
        string name = NativeNames.WithoutPrefix(pool);
        if (name.Length == 0)
        {
            // Users without a home pool, as Group-Object gives them.
            return;
        }

        table[name] = IsNumeric ? NumberOf(name, value) : NativeNames.WithoutPrefix(value?.ToString() ?? string.Empty);
    }

    private static int NumberOf(string pool, object? value) =>
        int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new ArgumentTransformationMetadataException($"'{value}' for {pool} is not a number of users.");
}
