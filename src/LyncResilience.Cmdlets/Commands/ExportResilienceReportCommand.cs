using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Validation.Reports;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Writes results of our commands as one report, in any mix: a page for a meeting, Markdown for a ticket, JSON and CSV for programs, JUnit and NUnit 3 for a pipeline. The file is
/// there as a whole when the command has ended well, and as it was before when it hasn't.
/// </summary>
[Cmdlet(VerbsData.Export, "ResilienceReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = PathSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportResilienceReportCommand : PSCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<object> _items = [];
    private ReportFile? _file;
    private bool _isRefused;

    /// <summary>The report's file. Wildcards are allowed when they stand for one file that is there.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string Path { get; set; } = string.Empty;

    /// <summary>The report's file by its name as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string LiteralPath { get; set; } = string.Empty;

    /// <summary>Results of our commands, in any mix. Without any the report says that there was nothing.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>How it is written. Without it the file's extension decides: .html, .htm, .md, .markdown, .json or .csv.</summary>
    [Parameter]
    public ReportFormat? Format { get; set; }

    /// <summary>The report's title.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Resilience report";

    /// <summary>Replaces a file that is read-only too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves a file alone that is there already.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Gives the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Finds out before the results come, which may take long, whether they can be written at all.</summary>
    protected override void BeginProcessing() => Try(() =>
    {
        _file = ReportFile.Of(SessionState.Path, ParameterSetName == PathSet ? Path : LiteralPath, isLiteral: ParameterSetName == LiteralPathSet, Format);
        _file.Check(NoClobber, Force);
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? given in InputObject ?? [])
        {
            if (given is null)
            {
                continue;
            }

            try
            {
                Add(ReportItem.Of(given, SessionState.Path));
            }
            catch (ResilienceException exception)
            {
                _isRefused = true;
                WriteError(Errors.From(exception, given));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A report of nothing is good news; one of nothing but refused input would be a lie.
        bool isEmpty = _items.Count == 0 && _isRefused;
        if (isEmpty || !ShouldProcess(_file!.Path, $"Write a report as {_file.Format}"))
        {
            return;
        }

        Try(() => _file.Write(new ReportContent(_items, Title, Now()), NoClobber, Force));
        if (PassThru)
        {
            // As Get-Item gives it, with what the provider adds.
            WriteObject(InvokeProvider.Item.Get([_file.Path], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    private void Add(object item)
    {
        if (item is ValidationSummary summary)
        {
            // It comes behind its results, and alone it stands for them. Stored ones are told by what they say.
            HashSet<(string, string, DateTime)> known = [.. _items.OfType<CheckResult>().Select(Sign)];
            _items.AddRange(summary.Results.Where(result => !known.Contains(Sign(result))));
        }
        else
        {
            _items.Add(item);
        }

        static (string, string, DateTime) Sign(CheckResult result) => (result.Id, result.Target, result.TimeUtc);
    }

    // To the second: nobody needs it closer, and people read it.
    private static DateTime Now()
    {
        DateTime now = DateTime.UtcNow;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (ResilienceException exception)
        {
            ThrowTerminatingError(Errors.From(exception, exception.Target));
        }
    }
}
