using System;
using System.Management.Automation;
using LyncResilience.Discovery.Traces;
using LyncResilience.Discovery.Traces.SignIns;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Puts the messages of traces together to sign-ins, across connections, Call-IDs and files, and gives each as the same path as a walk: who
/// redirected, which primary and backup the client was told of, who served it. A sign-in that the trace shows no end of is given too.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SignInTrace", DefaultParameterSetName = PathSet)]
[OutputType(typeof(SignInPath))]
public sealed class GetSignInTraceCommand : TraceCmdlet
{
    private readonly SignInTraceReader _signIns = new();
    private TraceFilter? _filter;
    private TraceMatch? _match;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _filter = new TraceFilter { SipAddress = SipAddress, Method = SignInTraceReader.Methods, After = After, Before = Before };
        _match = new TraceMatch(_filter, TimeZone);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (List.Files.Count > 0)
        {
            Work((_, cancellationToken) =>
            {
                foreach (SipTraceMessage message in Messages(_filter!, includeDiagnostics: false, cancellationToken))
                {
                    WriteObject(_signIns.Take(message), enumerateCollection: true);
                }
            });
        }

        WriteObject(_signIns.End(), enumerateCollection: true);
        if (_signIns.EvictedCount > 0)
        {
            WriteWarning(
                $"{_signIns.EvictedCount} sign-ins were cut short, because too many were under way at once to follow all. Narrow the question with -SipAddress, -After and -Before.");
        }

        base.EndProcessing();
    }

    /// <inheritdoc/>
    private protected override void StandsStill(TimeSpan quiet) => WriteObject(_signIns.StandStill(quiet), enumerateCollection: true);

    /// <inheritdoc/>
    private protected override void Take(PSObject input)
    {
        try
        {
            if (StoredReader.Restored(input).BaseObject is not SipTraceMessage message)
            {
                base.Take(input);
            }
            else if (_match!.IsInTime(message.Time) && _match.Is(message))
            {
                WriteObject(_signIns.Take(message), enumerateCollection: true);
            }
        }
        catch (ResilienceException exception)
        {
            WriteError(Errors.From(exception, input));
        }
    }
}
