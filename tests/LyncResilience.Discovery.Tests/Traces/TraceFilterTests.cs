using System;
using LyncResilience.Discovery.Traces;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

public sealed class TraceFilterTests
{
    private static readonly string s_log =
        TraceSamples.Server(TraceSamples.Register, At("05:00:00.100")) + TraceSamples.Server(TraceSamples.Challenge, At("05:00:01.000"))
        + TraceSamples.Server(TraceSamples.Redirect, At("05:00:02.000")) + TraceSamples.Server(TraceSamples.Refused, At("05:00:03.000"))
        + TraceSamples.Server(TraceSamples.Moved, At("05:00:04.000"), body: TraceSamples.MovedBody) + TraceSamples.Diagnostic;

    [Fact]
    public void Takes_everything_without_a_filter() => Assert.Equal(6, Count(new TraceFilter()));

    [Theory]
    [InlineData("7a2e3c9b", 4)]
    [InlineData("refused", 1)]
    [InlineData("7A2E3C9B", 0)]
    [InlineData("a2e3c9", 0)]
    [InlineData("d1a9", 1)]
    [InlineData("", 0)]
    public void Takes_messages_of_a_call_id(string callId, int expected) => Assert.Equal(expected, Count(new TraceFilter { CallId = [callId] }));

    [Theory]
    [InlineData("alice@contoso.com", 4)]
    [InlineData("sip:ALICE@Contoso.com", 4)]
    [InlineData("lice@contoso.com", 0)]
    [InlineData("nobody@contoso.com", 1)]
    [InlineData("bob@example.com", 1)]
    [InlineData("nonsense", 0)]
    [InlineData("CONTOSO.com", 1)]
    [InlineData("", 0)]
    public void Takes_messages_of_a_user(string address, int expected) => Assert.Equal(expected, Count(new TraceFilter { SipAddress = [address] }));

    [Theory]
    [InlineData("register", 4)]
    [InlineData("NOTIFY", 1)]
    [InlineData("NOT", 0)]
    [InlineData("INVITE", 1)]
    public void Takes_requests_of_a_method_and_their_answers(string method, int expected) => Assert.Equal(expected, Count(new TraceFilter { Method = [method] }));

    [Fact]
    public void Takes_answers_by_status_code()
    {
        Assert.Equal(1, Count(new TraceFilter { StatusCode = [301] }));
        Assert.Equal(2, Count(new TraceFilter { StatusCode = [401, 404] }));
        Assert.Equal(0, Count(new TraceFilter { StatusCode = [200] }));
    }

    [Fact]
    public void Needs_all_kinds_of_restriction_to_hold() =>
        Assert.Equal(1, Count(new TraceFilter { SipAddress = ["alice@contoso.com"], Method = ["REGISTER"], StatusCode = [301, 404], CallId = ["7a2e3c9b", "refused"] }));

    [Fact]
    public void Takes_messages_from_a_time_to_a_time()
    {
        DateTime first = new(2012, 1, 18, 5, 0, 1);
        Assert.Equal(5, Count(new TraceFilter { After = first }));
        Assert.Equal(2, Count(new TraceFilter { Before = first }));
        Assert.Equal(1, Count(new TraceFilter { After = first, Before = first }));
    }

    [Fact]
    public void Compares_in_utc_when_the_zone_is_known_and_the_limit_is_utc()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("two hours east", TimeSpan.FromHours(2), null, null);
        DateTime limit = new(2012, 1, 18, 3, 0, 3, DateTimeKind.Utc);
        Assert.Equal(3, Count(new TraceFilter { After = limit }, zone));
        Assert.Equal(6, Count(new TraceFilter { After = limit }));
        Assert.Equal(3, Count(new TraceFilter { After = new DateTime(2012, 1, 18, 5, 0, 3) }, zone));
    }

    [Fact]
    public void Filters_logs_of_clients_too()
    {
        string log = TraceSamples.Client(TraceSamples.Challenge) + TraceSamples.Client(TraceSamples.Redirect) + TraceSamples.Client(TraceSamples.Moved, TraceSamples.MovedBody);
        Assert.Equal(301, Assert.Single(TraceSamples.Read(log, new TraceReaderOptions { Filter = new TraceFilter { StatusCode = [301] } })).StatusCode);
        Assert.Equal("NOTIFY", Assert.Single(TraceSamples.Read(log, new TraceReaderOptions { Filter = new TraceFilter { Method = ["notify"] } })).Method);
        Assert.Empty(TraceSamples.Read(log, new TraceReaderOptions { Filter = new TraceFilter { After = new DateTime(2011, 1, 1) } }));
    }

    private static string At(string time) => TraceSamples.Stamp2010.Replace("05:00:43.101", time, StringComparison.Ordinal);

    private static int Count(TraceFilter filter, TimeZoneInfo? zone = null) => TraceSamples.Read(s_log, new TraceReaderOptions { Filter = filter, TimeZone = zone }).Count;
}
