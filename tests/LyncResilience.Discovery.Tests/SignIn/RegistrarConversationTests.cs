using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Discovery.Tests.Sip;
using LyncResilience.Discovery.Tests.SignIn.Hostile;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>What goes to and fro on one connection to a registrar.</summary>
public class RegistrarConversationTests
{
    private static readonly NetworkCredential s_account = new(@"CONTOSO\alice", "Geheim-4711");

    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registration_is_taken_back_with_a_signed_request()
    {
        ConcurrentQueue<SipRequest> heard = await TalkAsync(registers: true, Challenges.ThenYes(Challenges.With(Challenges.Strong)));
        Assert.Equal([null, null, null, "0"], heard.Select(request => request.Header("Expires")));
        Assert.Equal(["1 REGISTER", "2 REGISTER", "3 REGISTER", "4 REGISTER"], heard.Select(request => request.Header("CSeq")));
        Assert.Single(heard.Select(request => request.CallId).Distinct());
        Assert.Contains("response=", heard.Last().Header("Authorization"));
    }

    [Fact]
    public async Task Where_nothing_was_registered_nothing_is_taken_back()
    {
        ConcurrentQueue<SipRequest> heard = await TalkAsync(registers: false, request => HostilePeer.Answer(request, 403, "Forbidden"));
        Assert.Single(heard);
    }

    [Fact]
    public async Task Only_the_final_answer_to_the_request_counts()
    {
        await using var registrar = new TestServer(async (stream, token) =>
        {
            var peer = new HostilePeer(stream, token);
            SipRequest request = (await peer.ReadAsync())!;
            SipResponse accepted = HostilePeer.Accept(request);
            var late = new SipResponse(200, "OK", accepted.Headers.Select(header => header.Name == "CSeq" ? new SipHeader("CSeq", "7 REGISTER") : header));
            foreach (SipResponse answer in new[] { HostilePeer.Answer(request, 100, "Trying"), late, HostilePeer.RedirectTo("<sip:fe2.contoso.com>")(request) })
            {
                await peer.SendAsync(answer.ToBytes());
            }

            await peer.UntilClosedAsync();
        });
        using SipConnection connection = await OpenAsync(registrar);
        using RegistrarConversation conversation = Over(connection);
        Assert.Equal(RegistrarAnswerKind.Redirected, (await conversation.RegisterAsync(credential: null, Token)).Kind);
    }

    [Fact]
    public async Task Credentials_without_a_challenge_before_them_are_not_sent()
    {
        await using var registrar = new TestServer(TestServer.UntilClosedAsync);
        using SipConnection connection = await OpenAsync(registrar);
        using RegistrarConversation conversation = Over(connection);
        RegistrarAnswer answer = await conversation.RegisterAsync(s_account, Token);
        Assert.Equal(RegistrarAnswerKind.Unusable, answer.Kind);
        Assert.Contains("no challenge came before the credentials", answer.Reason);
    }

    private static Task<SipConnection> OpenAsync(TestServer registrar) => SipConnection.OpenAsync(IPAddress.Loopback, registrar.Port, s_long, Token);

    private static RegistrarConversation Over(SipConnection connection)
    {
        RandomNumberGenerator random = RandomNumberGenerator.Create();
        return new(connection, "fe1.contoso.com", SipTransport.Tcp, "alice@contoso.com", ClientEndpoint.New(random), s_long, random, () => DateTime.UtcNow);
    }

    // Registers, with the account where that is challenged, takes it back, and tells what the registrar heard until the client had gone.
    private static async Task<ConcurrentQueue<SipRequest>> TalkAsync(bool registers, params Func<SipRequest, SipResponse>[] answers)
    {
        var heard = new ConcurrentQueue<SipRequest>();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registrar = new TestServer(async (stream, token) =>
        {
            var peer = new HostilePeer(stream, token);
            while (await peer.ReadAsync() is { } request)
            {
                heard.Enqueue(request);
                await peer.SendAsync(answers[Math.Min(heard.Count, answers.Length) - 1](request).ToBytes());
            }

            closed.SetResult();
        });
        using (SipConnection connection = await OpenAsync(registrar))
        using (RegistrarConversation conversation = Over(connection))
        {
            RegistrarAnswer answer = await conversation.RegisterAsync(credential: null, Token);
            if (answer.Kind == RegistrarAnswerKind.Challenged)
            {
                answer = await conversation.RegisterAsync(s_account, Token);
            }

            Assert.Equal(registers, answer.Kind == RegistrarAnswerKind.Registered);
            await conversation.UnregisterAsync(Token);
            if (registers)
            {
                // The answer to the last request is on its way; closing before it is read would reset the connection under the registrar.
                await connection.ReceiveAsync(s_long, Token);
            }
        }

        await closed.Task.WaitAsync(s_long, Token);
        return heard;
    }
}
