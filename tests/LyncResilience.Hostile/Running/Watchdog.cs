using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace LyncResilience.Hostile.Running;

/// <summary>Ends the process when a case never ends, with its input kept: .NET can't stop a thread that doesn't want to.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly string _target;
    private readonly string _found;
    private readonly Timer _timer;
    private byte[] _case = [];
    private long _since = Stopwatch.GetTimestamp();

    public Watchdog(string target, string found)
    {
        _target = target;
        _found = found;
        _timer = new Timer(_ => Look(), null, s_patience, s_patience);
    }

    /// <summary>Says that a case begins.</summary>
    public void Watch(byte[] bytes)
    {
        Volatile.Write(ref _case, bytes);
        Volatile.Write(ref _since, Stopwatch.GetTimestamp());
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _since)) > s_patience)
        {
            string file = Path.Combine(Directory.CreateDirectory(_found).FullName, _target + "-endless");
            File.WriteAllBytes(file, Volatile.Read(ref _case));
            Environment.FailFast($"{_target} doesn't come to an end with {file}.");
        }
    }
}
