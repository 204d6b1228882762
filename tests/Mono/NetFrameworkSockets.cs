using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience;

/// <summary>The asynchronous calls of .NET 10's sockets. What waits ends when its socket is closed, whatever the token says.</summary>
internal static class NetFrameworkSockets
{
    extension(Socket socket)
    {
        public void Listen() => socket.Listen(int.MaxValue);

        public Task<Socket> AcceptAsync(CancellationToken cancellationToken)
            => cancellationToken.IsCancellationRequested ? throw new OperationCanceledException(cancellationToken) : SocketTaskExtensions.AcceptAsync(socket);

        public Task<SocketReceiveFromResult> ReceiveFromAsync(byte[] buffer, EndPoint from, CancellationToken cancellationToken)
            => cancellationToken.IsCancellationRequested
                ? throw new OperationCanceledException(cancellationToken)
                : SocketTaskExtensions.ReceiveFromAsync(socket, new ArraySegment<byte>(buffer), SocketFlags.None, from);

        public Task<int> SendToAsync(byte[] bytes, EndPoint to) => SocketTaskExtensions.SendToAsync(socket, new ArraySegment<byte>(bytes), SocketFlags.None, to);

        public Task<int> SendToAsync(byte[] bytes, EndPoint to, CancellationToken cancellationToken)
            => cancellationToken.IsCancellationRequested ? throw new OperationCanceledException(cancellationToken) : socket.SendToAsync(bytes, to);
    }
}
