using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Colours the verdicts in the module's views. Not for callers: it is public because the views, which are scripts, call it. What is in the objects stays plain.
/// </summary>
public static class ViewColour
{
    /// <summary>A verdict, coloured if the session wants colours.</summary>
    /// <param name="text">A status, a severity, a state, or whether something is up.</param>
    /// <param name="style">The session's <c>$PSStyle</c>; null before PowerShell 7.2, which leaves the text plain.</param>
    /// <param name="isRedirected">Whether the output goes elsewhere than to a terminal. Then only <c>OutputRendering = 'Ansi'</c> colours.</param>
    public static string Of(string text, object? style, bool isRedirected) =>
        ColourOf(text) is { } name && IsWanted(style, isRedirected) && Part(Part(style, "Foreground"), name) is { } colour
            ? $"{colour}{text}{Part(style, "Reset")}"
            : text;

    private static string? ColourOf(string text) => text switch
    {
        "Pass" or "Full" or "True" or "Helps" => "Green",
        "Warn" or "Warning" or "Limited" or "Medium" => "Yellow",
        "Fail" or "Error" or "Offline" or "False" or "Hurts" or "High" or "Critical" => "Red",
        "Skip" => "BrightBlack",
        _ => null,
    };

    // PowerShell itself takes colours away for PlainText, which NO_COLOR sets, and from what goes on to Out-String or a file; not where the whole process is redirected.
    private static bool IsWanted(object? style, bool isRedirected) => Part(style, "OutputRendering")?.ToString() switch
    {
        null or "PlainText" => false,
        "Ansi" => true,
        _ => !isRedirected,
    };

    private static object? Part(object? whole, string name) => whole is null ? null : PSObject.AsPSObject(whole).Properties[name]?.Value;
}
