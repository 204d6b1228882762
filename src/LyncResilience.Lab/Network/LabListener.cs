using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Lab.Network;

/// <summary>A TCP port on loopback that stays the laboratory's own while it accepts, is silent or refuses.</summary>
internal sealed class LabListener : IDisposable
{
    private const int Backlog = 512;
    private const int PlugMicroseconds = 200_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromMilliseconds(50);

    private readonly object _lock = new();
    private readonly Action<Socket> _accepted;
    private readonly IPEndPoint _endPoint;
    private Socket? _listener;
    private Socket? _plug;
    private ListenerMode _mode = ListenerMode.Accepting;

    public LabListener(int port, Action<Socket> accepted)
    {
        _accepted = accepted;
        _listener = Bind(new IPEndPoint(IPAddress.Loopback, port));
        _endPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _listener.Listen(Backlog);
        _ = AcceptAsync(_listener);
    }

    public int Port => _endPoint.Port;

    /// <summary>Changes what the port does; connections that are there already stay.</summary>
    public void Switch(ListenerMode mode)
    {
        lock (_lock)
        {
            if (_listener is null || mode == _mode)
            {
                return;
            }

            Close();
            _mode = mode;
            _listener = BindAgain();
            if (mode == ListenerMode.Accepting)
            {
                _listener.Listen(Backlog);
                _ = AcceptAsync(_listener);
            }
            else if (mode == ListenerMode.Silent)
            {
                BeSilent(_listener);
            }

            // A port that is bound but doesn't listen refuses, and nobody else can take it meanwhile.
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Close();
        }
    }

    // For a moment the port is nobody's, and a connection that somebody opens just then may get it as its own, until it is closed.
    private Socket BindAgain()
    {
        Socket? bound = null;
        SpinWait.SpinUntil(() => TryBind(out bound), s_patience);
        return bound ?? Bind(_endPoint);
    }

    private bool TryBind(out Socket? bound)
    {
        try
        {
            bound = Bind(_endPoint);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            bound = null;
        }

        return bound is not null;
    }

    private static Socket Bind(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// On loopback there is no cable to pull: a closed port refuses, and an open one completes the handshake even when nobody accepts. But a
    /// listener whose queue is full drops the SYN of the next client, who then waits in vain: exactly what a disabled network adapter looks
    /// like. So the queue is made as short as possible and filled with a connection of our own. Windows answers a full queue with a reset;
    /// there the queue stays open, and the client's connection is made but never answered.
    /// </summary>
    private void BeSilent(Socket listener)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            listener.Listen(Backlog);
            return;
        }

        listener.Listen(0);
        _plug = new Socket(_endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        Fill(_plug);
    }

    // A client that connects at this very moment may fill the queue before us. Then our own SYN is dropped too, for two minutes, but the queue is full all the same.
    private void Fill(Socket plug)
    {
        try
        {
            plug.Connect(_endPoint);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            plug.Poll(PlugMicroseconds, SelectMode.SelectWrite);
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                _accepted(await listener.AcceptAsync().ConfigureAwait(false));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                if (!ReferenceEquals(listener, _listener))
                {
                    return;
                }

                // A client that was gone before it was accepted, or no file descriptor left: neither ends the listener.
                await Task.Delay(s_pauseAfterFailure).ConfigureAwait(false);
            }
        }
    }

    private void Close()
    {
        Socket? listener = _listener;
        _listener = null;
        listener?.Dispose();
        _plug?.Dispose();
        _plug = null;
    }
}
