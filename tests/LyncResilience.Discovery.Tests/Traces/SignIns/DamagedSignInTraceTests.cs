using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Traces.SignIns;
using Xunit;
using static LyncResilience.Discovery.Tests.Traces.SignIns.TracedConversation;

namespace LyncResilience.Discovery.Tests.Traces.SignIns;

public sealed class DamagedSignInTraceTests
{
    private static TracedConversation TwoHops(double at = 0, string user = "ClientUser2", string epid = "e1") =>
        new TracedConversation().SignIn(at, FrontEnd1, Redirected(), user, epid).SignIn(at + 1, FrontEnd2, Served(), user, epid);

    private static (string?, string?, int, SignInMode) Gist(SignInPath path) => (path.FirstHop, path.Registrar, path.RedirectCount, path.Mode);

    [Fact]
    public void Messages_in_any_order_within_a_connection_give_the_same_path()
    {
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            List<SipTraceMessage> messages = TwoHops().AsClient();
            List<SipTraceMessage> mixed = [.. messages.Take(6).OrderBy(_ => random.Next()), .. messages.Skip(6).OrderBy(_ => random.Next())];
            SignInPath path = Assert.Single(Paths(mixed));

            Assert.Equal((FrontEnd1, FrontEnd2, 1, SignInMode.Full), Gist(path));
            Assert.Equal([401, 301, 401, 200], path.Hops.Select(hop => hop.StatusCode!.Value));
        }
    }

    [Fact]
    public void Whatever_message_is_missing_the_rest_is_told()
    {
        List<SipTraceMessage> messages = TwoHops().AsClient();
        for (int missing = 0; missing < messages.Count; missing++)
        {
            SignInPath[] paths = [.. Paths(messages.Where((_, index) => index != missing))];

            SignInPath path = Assert.Single(paths);
            bool isRedirectThere = missing != 5;
            bool isEndThere = missing != 11;
            Assert.Equal((isRedirectThere ? 1 : 0, isEndThere ? FrontEnd2 : null), (path.RedirectCount, path.Registrar));
            Assert.Equal(isEndThere ? SignInMode.Full : SignInMode.Unauthenticated, path.Mode);
            Assert.Equal(!isEndThere, path.Findings.Any(finding => finding.Id == "SignInUnfinished"));
        }
    }

    [Fact]
    public void A_trace_cut_after_any_message_tells_one_sign_in_at_most()
    {
        List<SipTraceMessage> messages = TwoHops().AsClient();
        for (int length = 0; length <= messages.Count; length++)
        {
            List<SignInPath> paths = Paths(messages.Take(length));

            Assert.Equal(length > 0 ? 1 : 0, paths.Count);
            Assert.All(paths, path => Assert.Equal(length >= 12, path.Status == ResultStatus.Pass));
            Assert.All(paths, path => Assert.NotEmpty(path.Detail));
        }
    }

    [Fact]
    public void Interleaved_users_and_endpoints_are_told_apart()
    {
        IEnumerable<SipTraceMessage> messages = TwoHops(0).AsClient()
            .Concat(TwoHops(0.05, "ClientUser2", "e2").AsClient())
            .Concat(new TracedConversation().SignIn(0.07, FrontEnd1, Served(), "ClientUser1").AsClient())
            .OrderBy(message => message.Time);
        List<SignInPath> paths = Paths(messages);

        Assert.Equal(3, paths.Count);
        Assert.Equal(2, paths.Count(path => Gist(path) == (FrontEnd1, FrontEnd2, 1, SignInMode.Full)));
        Assert.Single(paths, path => Gist(path) == (FrontEnd1, FrontEnd1, 0, SignInMode.Full));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_clock_that_is_set_within_a_sign_in_does_not_tear_it(double by)
    {
        for (int from = 1; from < 6; from++)
        {
            TracedConversation trace = TwoHops();
            for (int i = from; i < trace.Lines.Count; i++)
            {
                trace.Lines[i] = trace.Lines[i] with { Seconds = trace.Lines[i].Seconds + by };
            }

            Assert.Equal((FrontEnd1, FrontEnd2, 1, SignInMode.Full), Gist(Assert.Single(Paths(trace.AsClient()))));
        }
    }

    [Fact]
    public void Copies_of_messages_count_once()
    {
        SignInPath path = Assert.Single(Paths(TwoHops().AsClient().SelectMany(message => new[] { message, message })));

        Assert.Equal((4, 1), (path.Hops.Count, path.RedirectCount));
    }

    [Fact]
    public void A_call_id_that_is_used_again_at_the_next_server_is_another_attempt()
    {
        TracedConversation trace = new TracedConversation().SignIn(0, FrontEnd1, Redirected(), call: "same").SignIn(1, FrontEnd2, Served(), call: "same", cseq: 4);
        TracedConversation anew = new TracedConversation().SignIn(0, FrontEnd1, Redirected(), call: "same").SignIn(20, FrontEnd2, Served(), call: "same");

        Assert.Equal((FrontEnd1, FrontEnd2, 1, SignInMode.Full), Gist(Assert.Single(Paths(trace.AsClient()))));
        Assert.Equal((FrontEnd1, FrontEnd2, 1, SignInMode.Full), Gist(Assert.Single(Paths(trace.AsServers((FrontEnd1, 0), (FrontEnd2, 0))))));
        Assert.Equal((FrontEnd1, FrontEnd2, 1, SignInMode.Full), Gist(Assert.Single(Paths(anew.AsClient()))));
    }

    [Fact]
    public void A_second_sign_in_of_the_same_endpoint_is_a_path_of_its_own()
    {
        IEnumerable<SipTraceMessage> messages = TwoHops().AsClient().Concat(new TracedConversation().SignIn(3, FrontEnd2, Served(), call: "again").AsClient());
        List<SignInPath> paths = Paths(messages);

        Assert.Equal([(FrontEnd1, FrontEnd2, 1, SignInMode.Full), (FrontEnd2, FrontEnd2, 0, SignInMode.Full)], paths.Select(Gist));
    }

    [Fact]
    public void A_silent_server_is_told_when_the_client_goes_on_or_the_trace_does()
    {
        TracedConversation trace = new TracedConversation()
            .Request(0, FrontEnd1, "ClientUser2", "e1", "dead", 1, null)
            .SignIn(20, FrontEnd2, Served())
            .Request(30, FrontEnd1, "lonely", "e5", "dead too", 1, null)
            .SignIn(60, FrontEnd2, Served(), "x").SignIn(90, FrontEnd2, Served(), "y").SignIn(200, FrontEnd2, Served(), "z");
        List<SignInPath> paths = Paths(trace.AsClient());

        Assert.Equal([SignInOutcome.NoAnswer, SignInOutcome.Challenged, SignInOutcome.Registered], paths[0].Hops.Select(hop => hop.Outcome));
        Assert.Equal("10.0.0.1 did not answer a REGISTER before the client went on to another server.", paths[0].Hops[0].Detail);
        SignInPath lonely = Assert.Single(paths, path => path.SipAddress == "lonely@shudlab.net");
        Assert.Equal((ResultStatus.Fail, SignInMode.None), (lonely.Status, lonely.Mode));
        Assert.Contains(lonely.Findings, finding => finding.Id == "ServerNotAnswering");
    }

    [Fact]
    public void Too_many_open_sign_ins_push_out_the_oldest_and_are_counted()
    {
        var reader = new SignInTraceReader(new SignInTraceOptions { MaximumOpen = 10 });
        var trace = new TracedConversation();
        for (int i = 0; i < 50; i++)
        {
            trace.Request(i / 100.0, FrontEnd1, "user" + i, "e", "call" + i, 1, null);
        }

        List<SignInPath> paths = [.. reader.Read(trace.AsClient())];

        Assert.Equal((40, 50), (reader.EvictedCount, paths.Count));
        Assert.StartsWith("user0@", paths[0].SipAddress, StringComparison.Ordinal);
        Assert.Contains("cut short", paths[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_never_stops_trying_gives_several_paths()
    {
        var trace = new TracedConversation();
        for (int i = 0; i < 500; i++)
        {
            trace.Request(i, FrontEnd1, "ClientUser2", "e1", "call" + i, 1, null);
        }

        Assert.InRange(Paths(trace.AsClient()).Count, 5, 20);
    }

    [Fact]
    public void Messages_without_user_call_id_or_sense_are_passed_over()
    {
        string[] texts =
        [
            "REGISTER sip:shudlab.net SIP/2.0\nCall-ID: a\nCSeq: 1 REGISTER\n",
            "REGISTER sip:shudlab.net SIP/2.0\nFrom: <sip:a@b.c>;epid=1\nCSeq: 1 REGISTER\n",
            "SIP/2.0 301 Moved\nFrom: <sip:a@b.c\nCall-ID: a\nCSeq: x REGISTER\n",
            "SIP/2.0 999 Odd\nFrom: <sip:a@b.c>;epid=1\nCall-ID: a\nCSeq: 1 REGISTER\n",
            $"REGISTER sip:shudlab.net SIP/2.0\nFrom: <sip:a@b.c>;epid={new string('x', 100_000)}\nCall-ID: a\nCSeq: 1 REGISTER\n",
        ];
        var trace = new TracedConversation();
        trace.Lines.AddRange(texts.Select((text, index) => new Line(index, FrontEnd1, true, text)));

        Assert.All(Paths(trace.AsClient()), path => Assert.NotEqual(SignInMode.Full, path.Mode));
    }
}
