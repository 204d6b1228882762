using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Tests.Sip;

/// <summary>A loopback peer that does as the test says with each connection.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, CancellationToken, Task> _handle;
    private readonly Task _accepting;

    public TestServer(Func<Stream, CancellationToken, Task> handle)
    {
        _handle = handle;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Accepted { get; private set; }

    /// <summary>Ends with what the last handler ended with.</summary>
    public Task Handled { get; private set; } = Task.CompletedTask;

    public static TestServer Tls(X509Certificate2 certificate, Func<Stream, CancellationToken, Task> handle, X509Certificate2Collection? issuers = null)
    {
        SslStreamCertificateContext context = SslStreamCertificateContext.Create(certificate, issuers, offline: true);
        return new TestServer(async (stream, token) =>
        {
            await using var tls = new SslStream(stream);
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, token);
            }
            catch (IOException)
            {
                // A client that is done closes while the session tickets are still on their way to it.
                return;
            }

            await handle(tls, token);
        });
    }

    /// <summary>Waits until the peer closes, whatever it sends before.</summary>
    public static async Task UntilClosedAsync(Stream stream, CancellationToken token)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset closes as well.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Accepted++;
                Handled = HandleAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task HandleAsync(TcpClient client)
    {
        using (client)
        {
            await _handle(client.GetStream(), _stop.Token);
        }
    }
}
