using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Base of every cmdlet that waits for something. Work runs on the thread pool; whatever it has to say goes through an outbox that only the
/// pipeline thread empties, because PowerShell takes objects, errors and messages from that thread alone.
/// </summary>
/// <remarks>
/// One rule covers both ways of working: an input that was started holds the pipeline thread, which writes results meanwhile, until fewer
/// than <see cref="Concurrency"/> inputs are in flight. With 1 that is "one after the other", with more it is a fan-out whose results
/// are written in the order in which they finish. The outbox is unbounded, so work never waits for a slow consumer; what is bounded is the number in flight.
/// </remarks>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    /// <summary>Cancelled work closes its sockets and ends at once; this is only the limit for work that doesn't.</summary>
    private static readonly TimeSpan s_joinLimit = TimeSpan.FromSeconds(5);

    /// <summary>How often a bar is looked after while nothing comes.</summary>
    private const int TickMilliseconds = 300;

    private readonly BlockingCollection<Action> _outbox = [];

    // Touched by the pipeline thread only, as the outbox's actions are run by it.
    private readonly HashSet<Task> _inFlight = [];
    private PatientProgress? _bar;
    private int _started;

    // Never disposed: StopProcessing comes from another thread at any time, and a source without a timer holds nothing to free.
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Ends what is still in flight. PowerShell calls this however the pipeline ends.</summary>
    public void Dispose()
    {
        Abandon();
        if (_inFlight.Count == 0)
        {
            _outbox.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>How many inputs may be in flight at once; at least 1.</summary>
    private protected virtual int Concurrency => 1;

    /// <summary>What is going on, for a bar of how many inputs are done; null for none.</summary>
    private protected virtual string? Activity => null;

    /// <summary>What is being done at the moment, for that bar. Set on the pipeline thread.</summary>
    private protected string Status { get; set; } = string.Empty;

    /// <summary>
    /// Starts work on one input and returns as soon as there is room for another one. A failure becomes one non-terminating error with
    /// the input as its target, and the other inputs go on.
    /// </summary>
    /// <param name="target">The input, for the error record.</param>
    /// <param name="work">The work. It writes through the output it is given and ends at once when its token is cancelled.</param>
    private protected void Start(object? target, Func<CmdletOutput, CancellationToken, Task> work)
    {
        Task? task = null;
        task = Task.Run(async () =>
        {
            await RunAsync(target, work).ConfigureAwait(false);

            // Last into the outbox: by the time the task leaves the set, everything it wrote has been written on.
            _outbox.Add(() => _inFlight.Remove(task!));
        });
        _inFlight.Add(task);
        _started++;
        Pump(Concurrency);
    }

    /// <summary>
    /// Works on the pipeline thread itself: for work that gives many results and waits for nothing but the disk, so that it goes no faster than
    /// its consumer and nothing piles up in the outbox.
    /// </summary>
    /// <param name="work">The work. It writes through the output it is given and ends at once when its token is cancelled.</param>
    private protected void Work(Action<CmdletOutput, CancellationToken> work)
    {
        try
        {
            work(new CmdletOutput(this, write => write()), _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for all work in flight, writing results as they come.</summary>
    private protected void Drain()
    {
        Pump(1);
        CloseBar();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Drain();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private async Task RunAsync(object? target, Func<CmdletOutput, CancellationToken, Task> work)
    {
        CmdletOutput output = new(this, _outbox.Add);
        try
        {
            await work(output, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped: whoever asked for that knows.
        }
        catch (Exception exception)
        {
            output.WriteError(Errors.From(exception, target));
        }
    }

    /// <summary>Runs what work has posted until fewer than <paramref name="limit"/> inputs are in flight, then whatever else is there.</summary>
    private void Pump(int limit)
    {
        try
        {
            while (_inFlight.Count >= limit)
            {
                if (_outbox.TryTake(out Action? next, TickMilliseconds, _stop.Token))
                {
                    next();
                }

                MoveBar();
            }

            while (_outbox.TryTake(out Action? post))
            {
                post();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Abandon();
            throw new PipelineStoppedException();
        }
        catch
        {
            // A consumer that has enough (Select-Object -First) or -ErrorAction Stop surfaces here as an exception from a write. Nobody
            // calls StopProcessing then, and Dispose comes only when the whole pipeline has ended, which may be much later.
            Abandon();
            throw;
        }
    }

    private void MoveBar()
    {
        if (Activity is not { } activity)
        {
            CloseBar();
            return;
        }

        int done = _started - _inFlight.Count;
        _bar ??= new PatientProgress(activity, WriteProgress);
        _bar.Report($"{done} of {_started}{(Status.Length > 0 ? ": " + Status : string.Empty)}", (double)done / Math.Max(1, _started));
    }

    private void CloseBar()
    {
        _bar?.Complete();
        _bar = null;
    }

    /// <summary>Cancels and joins everything in flight.</summary>
    private void Abandon()
    {
        _stop.Cancel();
        if (Task.WaitAll([.. _inFlight], s_joinLimit))
        {
            _inFlight.Clear();
        }
        else
        {
            _inFlight.RemoveWhere(task => task.IsCompleted);
        }
    }
}
