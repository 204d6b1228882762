using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// Bounds network calls that take no token in netstandard2.0. At the limit or on cancellation it aborts what the call waits
/// for and returns at once, without waiting for the call to notice.
/// </summary>
internal static class Deadline
{
    /// <summary>Runs an operation within a time limit.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="abort">Makes the operation fail, such as disposing its socket. Called at most once, from any thread.</param>
    /// <param name="timeout">The limit; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="failure">What a timeout means, as a sentence to which the limit is added.</param>
    /// <param name="cancellationToken">Aborts the operation.</param>
    /// <exception cref="TimeoutException">The limit passed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<T> RunAsync<T>(
        Func<Task<T>> operation, Action abort, TimeSpan timeout, string failure, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var abortedFirst = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = limit.Token.Register(() =>
        {
            if (abortedFirst.TrySetResult(true))
            {
                abort();
            }
        });
        limit.CancelAfter(timeout);
        if (!limit.IsCancellationRequested)
        {
            Task<T> task = operation();
            await Task.WhenAny(task, abortedFirst.Task).ConfigureAwait(false);
            if (abortedFirst.TrySetResult(false))
            {
                return await task.ConfigureAwait(false);
            }

            // The operation fails later, because of the abort; nobody is left to hear it.
            _ = task.ContinueWith(
                static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new TimeoutException($"{failure} within {timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s.");
    }
}
