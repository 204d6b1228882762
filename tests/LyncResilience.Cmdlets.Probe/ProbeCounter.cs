using System.Threading;

namespace LyncResilience.Cmdlets.Probe;

/// <summary>What a probe's work did, counted across threads.</summary>
public sealed class ProbeCounter
{
    private readonly Lock _lock = new();

    public int Running { get; private set; }

    public int Peak { get; private set; }

    public int Started { get; private set; }

    public int Finished { get; private set; }

    public int Cancelled { get; private set; }

    internal void Start()
    {
        lock (_lock)
        {
            Started++;
            Running++;
            Peak = int.Max(Peak, Running);
        }
    }

    internal void End(bool cancelled)
    {
        lock (_lock)
        {
            Running--;
            Finished += cancelled ? 0 : 1;
            Cancelled += cancelled ? 1 : 0;
        }
    }
}
