using System.Management.Automation;
using System.Threading;
using LyncResilience.Discovery.Traces;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads SIP messages from logs of servers and clients, as a stream and in constant memory. Credentials are hidden in all that comes out, unless
/// <c>-IncludeSecrets</c> is given. What of a file is damaged is told once, as a warning.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SipTrace", DefaultParameterSetName = PathSet)]
[OutputType(typeof(SipTraceMessage))]
public sealed class GetSipTraceCommand : TraceCmdlet
{
    /// <summary>Only messages with one of these Call-IDs; their case counts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CallId { get; set; } = [];

    /// <summary>Only requests of these methods, and the responses to them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Method { get; set; } = [];

    /// <summary>Only responses with one of these status codes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateRange(100, 699)]
    public int[] StatusCode { get; set; } = [];

    /// <summary>
    /// Adds a property Text to each message: its lines of the log as they are, tokens, signatures and passwords included. Everything else stays free of
    /// them.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeSecrets { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Work((_, cancellationToken) => Read(cancellationToken));
        base.EndProcessing();
    }

    private void Read(CancellationToken cancellationToken)
    {
        TraceFilter filter = new()
        {
            CallId = CallId,
            SipAddress = SipAddress,
            Method = Method,
            StatusCode = StatusCode,
            After = After,
            Before = Before,
        };
        foreach (SipTraceMessage message in Messages(filter, includeDiagnostics: true, cancellationToken))
        {
            WriteObject(IncludeSecrets ? WithText(message) : message);
        }
    }

    private static PSObject WithText(SipTraceMessage message)
    {
        var shown = PSObject.AsPSObject(message);
        shown.Properties.Add(new PSNoteProperty("Text", message.GetText(includeSecrets: true)));
        return shown;
    }
}
