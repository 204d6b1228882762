using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.Tests.Sip;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>One connection as the adversary sees it.</summary>
internal sealed class HostilePeer(Stream stream, CancellationToken token)
{
    private readonly SipMessageReader _reader = new(stream, SipLimits.Default);

    public Stream Stream { get; } = stream;

    public CancellationToken Token { get; } = token;

    /// <summary>The next request; null when the client has closed.</summary>
    public async Task<SipRequest?> ReadAsync() => (SipRequest?)await _reader.ReadAsync(Token);

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        await Stream.WriteAsync(bytes, Token);
        await Stream.FlushAsync(Token);
    }

    public async Task SendInPiecesAsync(byte[] bytes, TimeSpan pause)
    {
        foreach (byte one in bytes)
        {
            await SendAsync([one]);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, Token);
            }
        }
    }

    /// <summary>Sends the same again and again until the client has had enough.</summary>
    public async Task FloodAsync(byte[] bytes)
    {
        while (true)
        {
            await SendAsync(bytes);
        }
    }

    public Task UntilClosedAsync() => TestServer.UntilClosedAsync(Stream, Token);

    /// <summary>Answers every request with what the script says for it: the first, the second and so on; the last one again and again.</summary>
    public async Task AnswerAsync(params Func<SipRequest, SipResponse>[] answers)
    {
        for (int i = 0; await ReadAsync() is { } request; i++)
        {
            await SendAsync(answers[Math.Min(i, answers.Length - 1)](request).ToBytes());
        }
    }

    public static SipResponse Answer(SipRequest request, int status, string reason, params (string Name, string Value)[] headers) => new(
        status, reason,
        [
            .. new[] { "Via", "From", "To", "Call-ID", "CSeq" }.Select(name => new SipHeader(name, request.Header(name)!)),
            .. headers.Select(header => new SipHeader(header.Name, header.Value)),
        ]);

    public static Func<SipRequest, SipResponse> Offer(params string[] schemes) =>
        request => Answer(request, 401, "Unauthorized", [.. schemes.Select(scheme => ("WWW-Authenticate", scheme))]);

    public static Func<SipRequest, SipResponse> RedirectTo(params string[] contacts) =>
        request => Answer(request, 301, "Redirect request to Home Server", [.. contacts.Select(contact => ("Contact", contact))]);

    public static SipResponse Accept(SipRequest request) => Answer(request, 200, "OK", ("presence-state", "register-action=\"added\""));
}
