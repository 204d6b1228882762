using System;
using System.Management.Automation;
using System.Security;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Turns the id of a time zone, or what <c>Get-TimeZone</c> returned in another session, into the time zone; Windows PowerShell doesn't do that
/// itself. An id that the system doesn't know fails in binding.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = PSObject.AsPSObject(inputData);
        if (given.BaseObject is TimeZoneInfo zone)
        {
            return zone;
        }

        string id = (given.BaseObject as string ?? given.Properties["Id"]?.Value?.ToString() ?? inputData.ToString()).Trim();
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(id);
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException or ArgumentException)
        {
            throw new ArgumentTransformationMetadataException(
                $"'{id}' is no time zone that this system knows. Get-TimeZone -ListAvailable shows their ids, such as '{TimeZoneInfo.Local.Id}'; 'UTC' is known everywhere.", exception);
        }
    }
}
