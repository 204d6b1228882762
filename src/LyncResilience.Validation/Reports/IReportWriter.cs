using System.IO;

namespace LyncResilience.Validation.Reports;

/// <summary>Writes reports in one format. The same content gives the same text.</summary>
internal interface IReportWriter
{
    /// <summary>Writes a report.</summary>
    void Write(ReportContent content, TextWriter writer);
}
