using LyncResilience.Discovery;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>States as badges: a sign, a colour and a word.</summary>
internal static class Badges
{
    public static Tone ToneOf(CheckStatus status) => status switch
    {
        CheckStatus.Pass => Tone.Good,
        CheckStatus.Warn => Tone.Warn,
        CheckStatus.Fail => Tone.Bad,
        CheckStatus.Skip => Tone.Quiet,
        CheckStatus.Error => Tone.Unknown,
        _ => throw UnknownMember.Of(status),
    };

    public static Tone ToneOf(ResultStatus status) => status switch
    {
        ResultStatus.Pass => Tone.Good,
        ResultStatus.Warn => Tone.Warn,
        ResultStatus.Fail => Tone.Bad,
        _ => throw UnknownMember.Of(status),
    };

    public static Tone ToneOf(FailoverState state) => state switch
    {
        FailoverState.Full => Tone.Good,
        FailoverState.Limited => Tone.Warn,
        FailoverState.Offline => Tone.Bad,
        _ => throw UnknownMember.Of(state),
    };

    public static Tone ToneOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => Tone.Bad,
        FindingSeverity.Warning => Tone.Warn,
        FindingSeverity.Info => Tone.Quiet,
        _ => throw UnknownMember.Of(severity),
    };

    public static string Class(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        Tone.Quiet => "quiet",
        _ => "unknown",
    };

    public static void Write(HtmlBuilder html, Tone tone, string word)
    {
        html.Open("span", "class", "badge " + Class(tone));
        Sign(html, tone);
        html.Text(word).Close();
    }

    /// <summary>The sign alone, for places where a word says it.</summary>
    public static void Sign(HtmlBuilder html, Tone tone) =>
        html.Open("svg", "class", "sign", "viewBox", "0 0 12 12", "aria-hidden", "true", "focusable", "false").Empty("use", "href", "#sign-" + Class(tone)).Close();

    /// <summary>The signs' shapes, once for the page.</summary>
    public static void WriteShapes(HtmlBuilder html)
    {
        html.Open("svg", "class", "shapes", "width", "0", "height", "0", "aria-hidden", "true", "focusable", "false");
        Shape(html, Tone.Good, "M2 6.5 5 9.5 10 3");
        Shape(html, Tone.Warn, "M6 1.5V7.2M6 9.6V10.6");
        Shape(html, Tone.Bad, "M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5");
        Shape(html, Tone.Quiet, "M2.5 6H9.5");
        Shape(html, Tone.Unknown, "M3.5 4A2.5 2.5 0 1 1 6 6.5V7.6M6 9.8V10.6");
        html.Close();
    }

    private static void Shape(HtmlBuilder html, Tone tone, string path) =>
        html.Open("symbol", "id", "sign-" + Class(tone), "viewBox", "0 0 12 12")
            .Empty("path", "d", path, "fill", "none", "stroke", "currentColor", "stroke-width", "2", "stroke-linecap", "round", "stroke-linejoin", "round").Close();
}
