using System;

namespace LyncResilience.Cmdlets;

/// <summary>Names as the native cmdlets write them: <c>Registrar:pool01.contoso.com</c>, <c>Site:Redmond</c>, <c>sip:alice@contoso.com</c>.</summary>
internal static class NativeNames
{
    private static readonly string[] s_prefixes = ["Registrar:", "Site:", "sip:"];

    /// <summary>The name alone, without blanks around it.</summary>
    internal static string WithoutPrefix(string name)
    {
        string trimmed = name.Trim();
        string? prefix = Array.Find(s_prefixes, candidate => trimmed.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));
        return prefix is null ? trimmed : trimmed.Substring(prefix.Length).TrimStart();
    }
}
