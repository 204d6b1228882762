using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Lab.Network;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>A port that accepts, is silent or refuses. Alone, because the crowd takes all processors for some seconds.</summary>
[Collection(nameof(LabListenerTests))]
[CollectionDefinition(nameof(LabListenerTests), DisableParallelization = true)]
public sealed class LabListenerTests
{
    [Fact]
    public async Task A_port_falls_silent_without_delay_also_while_many_connect()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows answers a full queue with a reset; there a silent port accepts and says nothing.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Labs.Token);
        using var listener = new LabListener(0, static connection => connection.Dispose());
        var address = new IPEndPoint(IPAddress.Loopback, listener.Port);
        Task[] crowd = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => Knock(address, stop.Token)))];

        var changes = new List<TimeSpan>();
        for (int i = 0; i < 600; i++)
        {
            var watch = Stopwatch.StartNew();
            listener.Switch(ListenerMode.Silent);
            changes.Add(watch.Elapsed);
            listener.Switch(ListenerMode.Accepting);
            await Task.Yield();
        }

        await stop.CancelAsync();
        await Task.WhenAll(crowd);

        // The system gives up a connection to a full queue after two minutes.
        Assert.InRange(changes.Max().TotalSeconds, 0, 60);
    }

    // As many connections as the system lets a thread begin; whether they come about doesn't matter.
    private static void Knock(IPEndPoint address, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false, LingerState = new LingerOption(true, 0) };
            try
            {
                socket.Connect(address);
            }
            catch (SocketException)
            {
                // Under way, or refused.
            }
        }
    }
}
