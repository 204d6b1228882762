namespace LyncResilience.Validation.Reports.Html;

/// <summary>A part of the page.</summary>
internal interface IHtmlSection
{
    /// <summary>The anchor of its heading.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>Whether the content has anything for this section.</summary>
    bool HasContent(PageContent content);

    /// <summary>Writes what comes after the heading.</summary>
    void Write(HtmlBuilder html, PageContent content);
}
