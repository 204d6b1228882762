using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading;

namespace LyncResilience.Discovery.Dns;

/// <summary>
/// One query to one server over UDP, under an id and from a port of its own. Pooled with its buffers, and awaitable: the
/// await ends when the answer is there, the deadline has passed, the network refused or the caller cancelled.
/// </summary>
/// <remarks>
/// Whatever ends the exchange early closes the socket, and the pending receive then completes. So there is one way out,
/// and nothing of an exchange is still running when it goes back to the pool.
/// </remarks>
internal sealed class UdpExchange : ICriticalNotifyCompletion
{
    private const int PortTries = 16;
    private static readonly Action s_completed = static () => { };
    private static readonly long s_patience = Stopwatch.Frequency / 50_000; // 20 µs.

    private readonly RandomNumbers _random;
    private readonly DeadlineSweep _sweep;
    private readonly byte[] _outgoing = new byte[DnsQuery.MaximumSize];
    private readonly byte[] _incoming = new byte[4096];
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly DnsReader _reader = new([], 0);
    private Socket? _socket;
    private IPEndPoint? _server;
    private DnsQuery? _query;
    private ushort _id;
    private int _ignored;
    private int _unreadable;
    private volatile bool _expired;
    private volatile bool _cancelled;
    private CancellationTokenRegistration _cancellation;
    private Action? _continuation;
    private DnsReply _reply;

    public UdpExchange(RandomNumberGenerator generator, DeadlineSweep sweep)
    {
        _random = new RandomNumbers(generator);
        _sweep = sweep;
        Place = new(this);
        _receive.SetBuffer(_incoming, 0, _incoming.Length);
        _receive.Completed += (_, _) => OnReceived();
    }

    /// <summary>Where it stands in the list of those that wait.</summary>
    public LinkedListNode<UdpExchange> Place { get; }

    /// <summary>When it is to give up, by <see cref="Stopwatch"/>.</summary>
    public long Deadline { get; private set; }

    public bool IsCompleted => ReferenceEquals(Volatile.Read(ref _continuation), s_completed);

    /// <summary>Sends the query; await the result.</summary>
    public UdpExchange Ask(IPEndPoint server, DnsQuery query, bool edns, TimeSpan window, CancellationToken cancellationToken)
    {
        _server = server;
        _query = query;
        _id = _random.Next();
        _ignored = _unreadable = 0;
        _expired = _cancelled = false;
        _continuation = null;
        Deadline = Stopwatch.GetTimestamp() + (long)(window.TotalSeconds * Stopwatch.Frequency);
        _socket = null;
        try
        {
            _socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            BindToRandomPort(_socket, server.AddressFamily);

            // Connecting makes the kernel drop what others send, and report that nobody listens there.
            _socket.Connect(server);
            _socket.Send(_outgoing, 0, query.Write(_outgoing, 0, _id, edns), SocketFlags.None);
            if (IPAddress.IsLoopback(server.Address) && IsAnsweredAtOnce(_socket) && TryReadAtOnce(_socket))
            {
                return this;
            }
        }
        catch (SocketException exception)
        {
            _socket?.Dispose();
            Finish(new DnsReply(DnsReplyKind.Unreachable, problem: Describe(exception.SocketErrorCode)));
            return this;
        }

        _sweep.Add(this);
        if (cancellationToken.CanBeCanceled)
        {
            _cancellation = cancellationToken.Register(static state => ((UdpExchange)state!).Cancel(), this);
        }

        Receive();
        return this;
    }

    public UdpExchange GetAwaiter() => this;

    public DnsReply GetResult() => _reply;

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        if (Interlocked.CompareExchange(ref _continuation, continuation, null) != null)
        {
            continuation();
        }
    }

    /// <summary>Called by the sweep, which then closes the socket.</summary>
    public Socket Expire()
    {
        _expired = true;
        return _socket!;
    }

    private void Cancel()
    {
        _cancelled = true;
        _socket!.Dispose();
    }

    /// <summary>Lets a server on this machine answer before we wait for it.</summary>
    /// <remarks>
    /// Such a server, often a caching resolver, needs some ten microseconds: less than it takes to arm an asynchronous receive and to hand
    /// its completion from thread to thread. The thread gives its processor away again and again and looks for 20 µs at most, so that it
    /// delays nobody even when many exchanges do it; cancellation and expiry begin after it. A server elsewhere is too far away for this.
    /// </remarks>
    private static bool IsAnsweredAtOnce(Socket socket)
    {
        long until = Stopwatch.GetTimestamp() + s_patience;
        while (!socket.Poll(0, SelectMode.SelectRead))
        {
            if (Stopwatch.GetTimestamp() >= until)
            {
                return false;
            }

            Thread.Yield();
        }

        return true;
    }

    /// <summary>Reads what is there. The source needs no look: the kernel passes on what the connected server sent, and nothing else.</summary>
    /// <returns>False when it was not for us, and the wait begins.</returns>
    private bool TryReadAtOnce(Socket socket)
    {
        int count = socket.Receive(_incoming);
        if (!IsAnswer(count))
        {
            return false;
        }

        DnsReply reply = Read(count);
        socket.Dispose();
        Finish(reply);
        return true;
    }

    private void BindToRandomPort(Socket socket, AddressFamily family)
    {
        IPAddress any = family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        for (int tries = 0; tries < PortTries; tries++)
        {
            try
            {
                socket.Bind(new IPEndPoint(any, _random.NextPort()));
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Taken, or reserved by Windows: draw again.
            }
        }

        socket.Bind(new IPEndPoint(any, 0));
    }

    private void Receive()
    {
        bool pending;
        do
        {
            try
            {
                _receive.RemoteEndPoint = _server;
                pending = _socket!.ReceiveFromAsync(_receive);
            }
            catch (ObjectDisposedException)
            {
                End(Ended());
                return;
            }
        }
        while (!pending && !TryEnd());
    }

    private void OnReceived()
    {
        if (!TryEnd())
        {
            Receive();
        }
    }

    /// <summary>Looks at what the receive brought.</summary>
    /// <returns>False when it was not for us, and the wait goes on.</returns>
    private bool TryEnd()
    {
        if (_receive.SocketError != SocketError.Success)
        {
            End(_expired || _cancelled ? Ended() : Failed(_receive.SocketError));
            return true;
        }

        int count = _receive.BytesTransferred;
        if (!_server!.Equals(_receive.RemoteEndPoint))
        {
            _ignored++;
            return false;
        }

        if (!IsAnswer(count))
        {
            return false;
        }

        End(Read(count));
        return true;
    }

    private bool IsAnswer(int count)
    {
        if (_query!.IsAnsweredBy(_incoming, count, _id))
        {
            return true;
        }

        _ = count < 12 ? _unreadable++ : _ignored++;
        return false;
    }

    private DnsReply Read(int count)
    {
        if (DnsQuery.IsTruncated(_incoming))
        {
            return new DnsReply(DnsReplyKind.Truncated);
        }

        try
        {
            _reader.Reset(_incoming, count);
            return new DnsReply(DnsReplyKind.Message, DnsMessageReader.Read(_reader));
        }
        catch (DnsFormatException exception)
        {
            return new DnsReply(DnsReplyKind.Unreadable, problem: "sent a malformed answer: " + exception.Message);
        }
    }

    private DnsReply Ended()
    {
        if (_cancelled)
        {
            return new DnsReply(DnsReplyKind.Cancelled);
        }

        return _unreadable > 0
            ? new DnsReply(DnsReplyKind.Unreadable, problem: $"sent {_unreadable} datagram(s) that are no DNS messages")
            : new DnsReply(DnsReplyKind.Silent, problem: _ignored > 0
                ? $"sent nothing but {_ignored} answer(s) with a wrong id, question or source"
                : "did not answer");
    }

    private static DnsReply Failed(SocketError error) => error == SocketError.MessageSize
        ? new DnsReply(DnsReplyKind.Unreadable, problem: "sent a datagram larger than it was told to")
        : new DnsReply(DnsReplyKind.Unreachable, problem: Describe(error));

    // An ICMP "port unreachable" surfaces as a refused connection on Unix and as a reset one on Windows.
    private static string Describe(SocketError error) => error is SocketError.ConnectionRefused or SocketError.ConnectionReset
        ? "does not listen (port unreachable)"
        : $"cannot be reached ({error})";

    private void End(DnsReply reply)
    {
        _sweep.Remove(this);

        // Waits for a cancellation that is just being carried out.
        _cancellation.Dispose();
        _cancellation = default;
        _socket!.Dispose();
        Finish(reply);
    }

    private void Finish(DnsReply reply)
    {
        _reply = reply;
        Interlocked.Exchange(ref _continuation, s_completed)?.Invoke();
    }
}
