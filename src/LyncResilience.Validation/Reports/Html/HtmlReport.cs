using System.IO;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>
/// One page that holds everything: style, script and drawings are inside, nothing is loaded. Whatever the content says is text, never markup; the page's policy refuses any
/// script but its own. Without the script everything can be read; it adds sorting and filtering.
/// </summary>
internal sealed class HtmlReport : IReportWriter
{
    private static readonly IHtmlSection[] s_sections =
    [
        new SummarySection(), new GapSection(), new TopologySection(), new SimulationSection(), new DifferenceSection(), new OutcomeSection(), new PathSection(), new CheckSection(), new BackupSection(), new CacheSection(),
        new MessageSection(),
    ];

    /// <inheritdoc/>
    public void Write(ReportContent content, TextWriter writer)
    {
        PageContent page = new(content);
        IHtmlSection[] sections = [.. s_sections.Where(section => section.HasContent(page))];
        writer.Write("<!DOCTYPE html>\n");
        HtmlBuilder html = new(writer);
        html.Open("html", "lang", "en");
        WriteHead(html, content);
        html.Open("body");
        html.Element("a", "Skip to the report", "class", "skip", "href", "#content");
        html.Open("header", "class", "masthead").Open("div", "class", "inner").Element("p", "Resilience report", "class", "kicker").Element("h1", content.Title);
        html.Element("p", $"Made {Words.Date(content.CreatedUtc)} by LyncResilience.", "class", "quiet");
        WriteNavigation(html, sections);
        html.Close(2).Open("main", "id", "content", "class", "inner");
        foreach (IHtmlSection section in sections)
        {
            html.Open("section", "id", section.Id, "aria-labelledby", section.Id + "-heading").Element("h2", section.Title, "id", section.Id + "-heading");
            section.Write(html, page);
            html.Close();
        }

        html.Close().Open("footer", "class", "inner").Element("p", "Times within a simulation count from its start. This page is one file and loads nothing.").Close();
        Badges.WriteShapes(html);
        TopologyDrawing.WriteArrowheads(html);
        UsersChart.WritePatterns(html);
        html.Asset("script", PageAssets.Script).Close(2);
    }

    private static void WriteHead(HtmlBuilder html, ReportContent content)
    {
        html.Open("head").Empty("meta", "charset", "utf-8");
        html.Empty("meta", "http-equiv", "Content-Security-Policy", "content", PageAssets.Policy);
        html.Empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.Empty("meta", "name", "color-scheme", "content", "light dark").Empty("meta", "name", "referrer", "content", "no-referrer");
        html.Element("title", content.Title).Asset("style", PageAssets.Style).Close();
    }

    private static void WriteNavigation(HtmlBuilder html, IHtmlSection[] sections)
    {
        html.Open("nav", "aria-label", "Sections").Open("ul");
        foreach (IHtmlSection section in sections)
        {
            html.Open("li").Element("a", section.Title, "href", "#" + section.Id).Close();
        }

        html.Close(2);
    }
}
