using System.Threading.Tasks;

namespace LyncResilience.Lab.Registrars;

/// <summary>Whether a pool is up, and a way to wait until it is.</summary>
internal sealed class PowerSwitch
{
    private readonly object _lock = new();
    private TaskCompletionSource<bool>? _waiting;

    public bool IsUp
    {
        get
        {
            lock (_lock)
            {
                return _waiting is null;
            }
        }
    }

    /// <summary>Completes when the pool is up: at once, or when it is turned on.</summary>
    public Task WhenUp
    {
        get
        {
            lock (_lock)
            {
                return _waiting?.Task ?? Task.CompletedTask;
            }
        }
    }

    public void TurnOff()
    {
        lock (_lock)
        {
            _waiting ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void TurnOn()
    {
        TaskCompletionSource<bool>? waiting;
        lock (_lock)
        {
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetResult(true);
    }
}
