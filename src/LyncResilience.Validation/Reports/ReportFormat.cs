namespace LyncResilience;

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>One self-contained page.</summary>
    Html,

    /// <summary>A text for a ticket or a wiki.</summary>
    Markdown,

    /// <summary>All of it, for programs.</summary>
    Json,

    /// <summary>One table.</summary>
    Csv,

    /// <summary>Test results as JUnit's tools read them.</summary>
    JUnit,

    /// <summary>Test results as NUnit 3's tools read them.</summary>
    NUnit3,
}
