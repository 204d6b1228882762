using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>Messages of traces.</summary>
internal sealed class MessageSection : IHtmlSection
{
    private const int MostRows = 200;

    public string Id => "messages";

    public string Title => "Trace messages";

    public bool HasContent(PageContent content) => content.Content.Messages.Count > 0;

    public void Write(HtmlBuilder html, PageContent content)
    {
        IReadOnlyList<ReportColumn<SipTraceMessage>> columns = ReportColumns.Messages;
        DataTable table = new("SIP messages", [.. columns.Select(column => column.Name)]);
        IReadOnlyList<SipTraceMessage> messages = content.Content.Messages;
        table.Write(html, messages.Select(message => (Cell[])[.. columns.Select(column => Cell.Of(ReportText.Of(column.ValueOf(message))))]), messages.Count, MostRows);
    }
}
