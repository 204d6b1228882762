using System;
using System.Globalization;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Turns times into a TimeSpan: a number is seconds, a text is <c>hh:mm:ss</c> or seconds. PowerShell itself would take the number 60 for 60 ticks
/// and the text '60' for 60 days. What can't be read, or is negative, fails in binding.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeSpanArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return Read(given) is { } time && time >= TimeSpan.Zero
            ? time
            : throw new ArgumentTransformationMetadataException($"'{given}' is no time. Write seconds, hh:mm:ss or d.hh:mm:ss, or pass a TimeSpan that is not negative.");
    }

    private static TimeSpan? Read(object? given)
    {
        if (given is TimeSpan time)
        {
            return time;
        }

        string text = Convert.ToString(given, CultureInfo.InvariantCulture) ?? string.Empty;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
        {
            return Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan read) ? read : null;
    }
}
