namespace LyncResilience.Validation.Reports;

/// <summary>A result as a test case. Immutable.</summary>
internal sealed class ReportTest
{
    public ReportTest(ReportRow row, string className, string name)
    {
        Row = row;
        ClassName = className;
        Name = name;
    }

    /// <summary>The result.</summary>
    public ReportRow Row { get; }

    /// <summary>What tools group tests by.</summary>
    public string ClassName { get; }

    /// <summary>The name, which no other test of the class has.</summary>
    public string Name { get; }

    /// <summary>The result's sentence and the next step.</summary>
    public string Message => ReportText.Visible(Row.Recommendation.Length == 0 ? Row.Detail : $"{Row.Detail}\n{Row.Recommendation}");

    /// <summary>The steps of the result, a line for each.</summary>
    public string Output => ReportText.Visible(string.Join("\n", Row.Steps));

    /// <summary>How long it took, in seconds.</summary>
    public string Seconds => ReportText.Number(Row.DurationMs / 1000);
}
