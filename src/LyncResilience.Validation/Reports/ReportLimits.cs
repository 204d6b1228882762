namespace LyncResilience.Validation.Reports;

/// <summary>How much a report shows, so that one about a million users or a long trace can still be read, sent and stored. What is left out is counted.</summary>
internal static class ReportLimits
{
    /// <summary>Ways to fare of one simulation: the worst ones, and of those the ones with most users.</summary>
    public const int OutcomeGroups = 100;

    /// <summary>Users named of each way to fare.</summary>
    public const int UsersOfGroup = 5;

    /// <summary>What happened to one user.</summary>
    public const int OutcomeEntries = 20;

    /// <summary>What happened in one simulation, for programs.</summary>
    public const int TimelineEntries = 1000;

    /// <summary>What happened in one simulation, for people.</summary>
    public const int TimelineRows = 40;

    /// <summary>Instants at which the load changed, of all pools of a simulation together.</summary>
    public const int LoadPoints = 3000;

    /// <summary>Findings of one simulation.</summary>
    public const int SimulationFindings = 200;

    /// <summary>Rows of one table for people.</summary>
    public const int Rows = 500;

    /// <summary>Sign-ins that are shown hop by hop to people.</summary>
    public const int PathSections = 50;

    /// <summary>Users named of each group whom a change helps or hurts.</summary>
    public const int UsersOfDifference = 20;

    /// <summary>Characters of one cell for people.</summary>
    public const int CellLength = 1000;

    /// <summary>Characters of a test's name: tools make file names and addresses of them.</summary>
    public const int TestNameLength = 250;

    /// <summary>Characters of one cell of a spreadsheet (Microsoft, Excel specifications and limits: 32,767).</summary>
    public const int SpreadsheetCellLength = 32_767;
}
