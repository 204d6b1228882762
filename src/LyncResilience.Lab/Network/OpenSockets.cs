using System;
using System.Collections.Generic;
using System.Net.Sockets;

namespace LyncResilience.Lab.Network;

/// <summary>The connections of one server, so that none outlives it.</summary>
internal sealed class OpenSockets : IDisposable
{
    private readonly HashSet<Socket> _sockets = [];
    private bool _isClosed;

    /// <summary>Takes a connection in; when the server is closed already, closes the connection and returns false.</summary>
    public bool TryAdd(Socket socket)
    {
        lock (_sockets)
        {
            if (!_isClosed)
            {
                _sockets.Add(socket);
                return true;
            }
        }

        socket.Dispose();
        return false;
    }

    /// <summary>Closes one connection.</summary>
    public void Close(Socket socket)
    {
        lock (_sockets)
        {
            _sockets.Remove(socket);
        }

        socket.Dispose();
    }

    /// <summary>Closes the connections that there are; new ones may come.</summary>
    public void CloseAll()
    {
        Socket[] sockets;
        lock (_sockets)
        {
            sockets = [.. _sockets];
            _sockets.Clear();
        }

        foreach (Socket socket in sockets)
        {
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_sockets)
        {
            _isClosed = true;
        }

        CloseAll();
    }
}
