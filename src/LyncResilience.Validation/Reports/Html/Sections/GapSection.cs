using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Failures that strand somebody, each with the fix that was simulated.</summary>
internal sealed class GapSection : IHtmlSection
{
    private const int MostCards = 20;
    private const int MostRows = 300;
    private const int MostAlternatives = 5;

    public string Id => "gaps";

    public string Title => "Gaps and their fixes";

    public bool HasContent(PageContent content) => content.Gaps.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        ResilienceGap[] gaps = [.. content.Gaps.OrderBy(gap => gap.FailureCount).ThenByDescending(gap => gap.UsersOffline).ThenByDescending(gap => gap.UsersOverCapacity)];
        html.Element("p", "Each fix was simulated with the same failure: the users saved are counted, not estimated.");
        html.Open("ul", "class", "cards");
        foreach (ResilienceGap gap in gaps.Take(MostCards))
        {
            WriteCard(html, gap);
        }

        html.Close();
        if (gaps.Length > MostCards)
        {
            html.Element("p", $"The first {MostCards} of {Words.Count(gaps.Length, "gap")}; the table has the others.", "class", "more");
        }

        DataTable table = new("Gaps", "What fails", "=Cause", "Affected", "Stranded", "Saved by the fix", "Fix");
        table.Write(html, gaps.Select(Row), gaps.Length, MostRows);
    }

    private static Cell[] Row(ResilienceGap gap) =>
    [
        Cell.Of(gap.FailureCount == 0 ? "Nothing" : Words.Sentence(gap.Failure)), Cell.Of(GapWords.Cause(gap)), Cell.Count(gap.UsersAffected), Cell.Count(gap.UsersOffline),
        Cell.Count(gap.UsersSavedByFix), Cell.Name(gap.Fix),
    ];

    private static void WriteCard(HtmlBuilder html, ResilienceGap gap)
    {
        html.Open("li", "class", "card " + Badges.Class(GapWords.ToneOf(gap))).Open("p", "class", "title");
        Badges.Write(html, GapWords.ToneOf(gap), gap.UsersOffline > 0 ? Words.Count(gap.UsersOffline) + " stranded" : gap.UsersOverCapacity > 0 ? Words.Count(gap.UsersOverCapacity) + " too many" : Words.Count(gap.UsersLimited) + " limited");
        html.Element("strong", GapWords.When(gap)).Text(": " + GapWords.Cause(gap)).Close();
        html.Open("p").Text(gap.Detail, 900).Close();
        if (gap.Fix is null)
        {
            html.Element("p", "Nothing that was tried helps.", "class", "quiet").Close();
            return;
        }

        html.Open("p", "class", "do").Element("strong", GapWords.Deed(gap.FixKind) + ": ").Text(GapWords.Saving(gap.UsersSavedByFix, gap)).Close();
        WriteFix(html, gap.Fix);
        if (gap.FixCommand is { } command && command != gap.Fix)
        {
            html.Open("details").Element("summary", "The same as commands");
            WriteFix(html, command);
            html.Close();
        }

        if (gap.FixNote is { } note)
        {
            html.Open("p").Text(note, 900).Close();
        }

        WriteAlternatives(html, gap);
        html.Close();
    }

    /// <summary>A text to paste; the script adds a button that copies it.</summary>
    public static void WriteFix(HtmlBuilder html, string fix) => html.Open("div", "class", "fix").Element("pre", fix, "tabindex", "0").Close();

    private static void WriteAlternatives(HtmlBuilder html, ResilienceGap gap)
    {
        if (gap.Alternatives.Count == 0)
        {
            return;
        }

        html.Open("details").Element("summary", "Other changes that save somebody").Open("ul");
        foreach (GapFix other in gap.Alternatives.Take(MostAlternatives))
        {
            html.Open("li").Text($"{GapWords.Deed(other.Kind)}: {GapWords.Saving(other.UsersSaved, gap)}.");
            WriteFix(html, other.Fix);
            html.Close();
        }

        html.Close(2);
    }
}
