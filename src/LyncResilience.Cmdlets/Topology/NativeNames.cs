using System;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Names as the native cmdlets write them: <c>Registrar:pool01.contoso.com</c>, <c>Site:Redmond</c>, <c>sip:alice@contoso.com</c>.</summary>
internal static class NativeNames
{
    private static readonly string[] s_prefixes = ["Registrar:", "Site:", "sip:"];

    /// <summary>What a property names: Get-CsUser's RegistrarPool is an object that has the name as its FriendlyName, and often little else after a journey.</summary>
    internal static string? TextOf(object? value) =>
        value is null ? null : (value is string ? null : PSObject.AsPSObject(value).Properties["FriendlyName"]?.Value?.ToString()) is { Length: > 0 } friendly ? friendly : value.ToString();

    /// <summary>The name alone, without blanks around it.</summary>
    internal static string WithoutPrefix(string name)
    {
        string trimmed = name.Trim();
        string? prefix = Array.Find(s_prefixes, candidate => trimmed.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));
        return prefix is null ? trimmed : trimmed.Substring(prefix.Length).TrimStart();
    }
}
