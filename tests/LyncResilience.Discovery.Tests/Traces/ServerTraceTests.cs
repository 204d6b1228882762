using System;
using System.Linq;
using LyncResilience.Discovery.Traces;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

public sealed class ServerTraceTests
{
    [Fact]
    public void Reads_a_redirect_of_2010_with_the_mark_glued_to_the_stamp()
    {
        SipTraceMessage message = Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Redirect, direction: "outgoing")));
        Assert.Equal(SipTraceKind.Message, message.Kind);
        Assert.Equal(new DateTime(2012, 1, 18, 5, 0, 43, 101), message.Time);
        Assert.Equal(DateTimeKind.Unspecified, message.Time.Kind);
        Assert.Null(message.TimeUtc);
        Assert.Equal(SipTraceDirection.Outgoing, message.Direction);
        Assert.Equal("client.contoso.com:61182", message.Peer);
        Assert.Null(message.LocalEndpoint);
        Assert.Equal("SIP/2.0 301 Redirect request to Home Server", message.StartLine);
        Assert.Equal(301, message.StatusCode);
        Assert.Equal("Redirect request to Home Server", message.Reason);
        Assert.Equal("REGISTER", message.Method);
        Assert.Equal("7a2e3c9b", message.CallId);
        Assert.Equal("3 REGISTER", message.CSeq);
        Assert.Equal("sip:alice@contoso.com", message.From);
        Assert.Equal("sip:alice@contoso.com", message.To);
        Assert.Equal(["pool01.contoso.com", "pool02.contoso.com"], message.Contacts.Select(contact => contact.Uri.Host));
        Assert.Equal([0.7, 0.3], message.Contacts.Select(contact => contact.Q));
        Assert.Equal("dir1.contoso.com", message.TargetName);
        Assert.Equal("SIPStack", message.Component);
        Assert.Null(message.Machine);
        Assert.Null(message.Pool);
        Assert.Equal(0x6E4, message.ProcessId);
        Assert.Equal(0xEB4, message.ThreadId);
        Assert.Equal("TL_INFO", message.Level);
        Assert.Equal("TF_PROTOCOL", message.Flag);
        Assert.Equal("2003888399", message.Correlation);
        Assert.Equal("sample.log", message.File);
        Assert.Equal(1, message.Line);
        Assert.True(message.IsComplete);
        Assert.Equal(string.Empty, message.Body);
        Assert.StartsWith("TL_INFO(TF_PROTOCOL) [0]06E4", message.GetText());
        Assert.EndsWith("$$end_record\r\n", message.GetText());
    }

    [Fact]
    public void Reads_a_centralized_log_with_machine_pool_and_correlation()
    {
        SipTraceMessage message = Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Challenge, TraceSamples.StampCls)));
        Assert.Equal("fe1.contoso.com", message.Machine);
        Assert.Equal("pool01.contoso.com", message.Pool);
        Assert.Equal("156659184", message.Correlation);
        Assert.Equal(new DateTime(2017, 3, 2, 7, 10, 46, 230), message.Time);
        Assert.Equal("fe1.contoso.com", message.TargetName);
        Assert.Equal("RTC/5.0", message.ServerVersion);
        Assert.Equal("SIPStack", message.Component);
        Assert.Equal(2, message.HeaderLines("www-authenticate").Count());
    }

    [Theory]
    [InlineData("$$begin_record")]
    [InlineData(" $$begin_record")]
    [InlineData(" [156659184] $$begin_record")]
    [InlineData(" [156659184]$$begin_record ")]
    public void Takes_the_begin_mark_glued_spaced_and_after_a_correlation(string mark)
    {
        string stamp = TraceSamples.Stamp2010.Replace("$$begin_record", mark, StringComparison.Ordinal);
        Assert.Equal(301, Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Redirect, stamp))).StatusCode);
    }

    [Theory]
    [InlineData("[0]", null, null)]
    [InlineData("[fe1]", "fe1", null)]
    [InlineData("[fe1\\pool]", "fe1", "pool")]
    public void Tells_a_processor_number_from_a_machine_and_its_pool(string bracket, string? machine, string? pool)
    {
        string stamp = TraceSamples.Stamp2010.Replace("[0]", bracket, StringComparison.Ordinal);
        SipTraceMessage message = Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Redirect, stamp)));
        Assert.Equal(machine, message.Machine);
        Assert.Equal(pool, message.Pool);
    }

    [Fact]
    public void Reads_a_diagnostic_record()
    {
        SipTraceMessage message = Assert.Single(TraceSamples.Read(TraceSamples.Diagnostic));
        Assert.Equal(SipTraceKind.Diagnostic, message.Kind);
        Assert.Equal("TL_WARN", message.Level);
        Assert.Equal("TF_DIAG", message.Flag);
        Assert.Equal("INVITE sip:bob@example.com SIP/2.0", message.StartLine);
        Assert.Equal("INVITE", message.Method);
        Assert.Equal("d1a9", message.CallId);
        Assert.Equal("2066245576 INVITE", message.CSeq);
        Assert.Equal("vcs.example.com:25002", message.Peer);
        Assert.StartsWith("The domain of the message", message.DiagnosticsReason);
        Assert.StartsWith("0xc3e93d6f", message.Header("Result-Code"));
        Assert.Null(message.DiagnosticsId);
    }

    [Fact]
    public void Leaves_diagnostic_records_out_when_they_are_not_wanted() =>
        Assert.Equal(SipTraceKind.Message, Assert.Single(TraceSamples.Read(
            TraceSamples.Diagnostic + TraceSamples.Server(TraceSamples.Redirect), new TraceReaderOptions { IncludeDiagnostics = false })).Kind);

    [Fact]
    public void Reads_the_diagnostic_records_of_older_servers() =>
        Assert.Equal(SipTraceKind.Diagnostic, Assert.Single(TraceSamples.Read(
            "TL_ERROR(TF_COMPONENT) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,X::Y:z.cpp(1))$$begin_record\nLogType: diagnostic\nSeverity: error\nText: Routing failed\n$$end_record\n")).Kind);

    [Fact]
    public void Leaves_out_lines_between_records_and_those_of_other_threads_inside_one()
    {
        string other = "TL_INFO(TF_COMPONENT) [1]06E4.0FFF::01/18/2012-05:00:43.102.00005387 (SIPStack,X::Y:z.cpp(1))( 0000 ) something else\n";
        string record = TraceSamples.Server(TraceSamples.Redirect).Replace("Contact: <sip:pool02", other + "Contact: <sip:pool02", StringComparison.Ordinal);
        SipTraceMessage message = Assert.Single(TraceSamples.Read("saved by a tool\n\n" + other + record + other + "continued\n" + other));
        Assert.Equal(2, message.Contacts.Count);
        Assert.DoesNotContain("something else", message.GetText());
        Assert.True(message.IsComplete);
        Assert.Equal(4, message.Line);
    }

    [Fact]
    public void Puts_a_record_together_that_records_of_another_thread_interrupt()
    {
        string inner = TraceSamples.Server(TraceSamples.Challenge, TraceSamples.Stamp2010.Replace("0EB4", "0FFF", StringComparison.Ordinal));
        string outer = TraceSamples.Server(TraceSamples.Redirect).Replace("Contact: <sip:pool02", inner + inner + "Contact: <sip:pool02", StringComparison.Ordinal);
        (var messages, TraceDamage? damage) = TraceSamples.ReadDamaged(TraceSamples.Bytes(outer + TraceSamples.Server(TraceSamples.Registered)));
        Assert.Equal([301, 401, 401, 200], messages.Select(message => message.StatusCode));
        Assert.All(messages, message => Assert.True(message.IsComplete));
        Assert.Equal(2, messages[0].Contacts.Count);
        Assert.Null(damage);
    }

    [Fact]
    public void Knows_that_a_record_is_cut_off_when_its_thread_begins_the_next_one()
    {
        string torn = TraceSamples.Server(TraceSamples.Redirect);
        torn = torn[..torn.IndexOf("Contact: <sip:pool02", StringComparison.Ordinal)];
        (var messages, TraceDamage? damage) = TraceSamples.ReadDamaged(TraceSamples.Bytes(TraceSamples.Server(TraceSamples.Challenge) + torn + TraceSamples.Server(TraceSamples.Registered)));
        Assert.Equal([401, 301, 200], messages.Select(message => message.StatusCode));
        Assert.Equal([true, false, true], messages.Select(message => message.IsComplete));
        Assert.Single(messages[1].Contacts);
        Assert.Equal(1, damage!.Count);
        Assert.Equal(messages[1].Line, damage.Line);
        Assert.Equal("sample.log", damage.File);
    }

    [Fact]
    public void Gives_a_record_up_as_cut_off_when_some_more_have_passed()
    {
        string torn = TraceSamples.Server(TraceSamples.Redirect);
        torn = torn[..torn.IndexOf("Contact: <sip:pool02", StringComparison.Ordinal)];
        string other = TraceSamples.Server(TraceSamples.Challenge, TraceSamples.Stamp2010.Replace("0EB4", "0FFF", StringComparison.Ordinal));
        (var messages, TraceDamage? damage) = TraceSamples.ReadDamaged(TraceSamples.Bytes(torn + string.Concat(Enumerable.Repeat(other, 20))));
        Assert.Equal(21, messages.Count);
        Assert.False(messages[0].IsComplete);
        Assert.All(messages.Skip(1), message => Assert.True(message.IsComplete));
        Assert.Equal(1, damage!.Line);
    }

    [Fact]
    public void Unfolds_headers_and_takes_them_in_any_case()
    {
        string record = TraceSamples.Server(TraceSamples.Redirect
            .Replace("Call-ID: 7a2e3c9b", "CALL-ID:\n 7a2e3c9b", StringComparison.Ordinal)
            .Replace(";q=0.7\nContact:", ";q=0.7,\n\t", StringComparison.Ordinal));
        SipTraceMessage message = Assert.Single(TraceSamples.Read(record));
        Assert.Equal("7a2e3c9b", message.CallId);
        Assert.Equal([0.7, 0.3], message.Contacts.Select(contact => contact.Q));
    }

    [Theory]
    [InlineData("v=0\no=- 0 0 IN IP4 192.0.2.7\n\ns=session", "v=0\r\no=- 0 0 IN IP4 192.0.2.7\r\n\r\ns=session\r\n")]
    [InlineData("-", "")]
    [InlineData("-\nnot empty", "-\r\nnot empty\r\n")]
    public void Reads_the_body(string body, string expected) =>
        Assert.Equal(expected, Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Moved, body: body))).Body);

    [Fact]
    public void Takes_an_end_mark_that_is_glued_to_the_body()
    {
        string log = TraceSamples.Server(TraceSamples.Moved, body: "<a/>").Replace("<a/>\n", "<a/>", StringComparison.Ordinal) + TraceSamples.Server(TraceSamples.Redirect);
        Assert.Equal("<a/>", TraceSamples.Read(log)[0].Body);
        Assert.Equal(2, TraceSamples.Read(log).Count);
    }

    [Fact]
    public void Reads_survivable_mode_and_diagnostics()
    {
        var messages = TraceSamples.Read(TraceSamples.Server(TraceSamples.Registered) + TraceSamples.Server(TraceSamples.Refused));
        Assert.Contains("is-connected-to-primary=\"no\"", messages[0].PresenceState);
        Assert.Equal("RTC/6.0", messages[0].ServerVersion);
        Assert.Equal(4005, messages[1].DiagnosticsId);
        Assert.Equal("Destination URI either not enabled for SIP or does not exist", messages[1].DiagnosticsReason);
    }

    [Fact]
    public void Reads_logs_whose_lines_end_in_line_feeds_alone() =>
        Assert.Equal(301, Assert.Single(TraceSamples.Read(System.Text.Encoding.UTF8.GetBytes(TraceSamples.Server(TraceSamples.Redirect)))).StatusCode);

    [Fact]
    public void Gives_the_time_in_utc_when_the_zone_is_known()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("two hours east", TimeSpan.FromHours(2), null, null);
        SipTraceMessage message = Assert.Single(TraceSamples.Read(TraceSamples.Server(TraceSamples.Redirect), new TraceReaderOptions { TimeZone = zone }));
        Assert.Equal(new DateTime(2012, 1, 18, 3, 0, 43, 101, DateTimeKind.Utc), message.TimeUtc);
        Assert.Equal(DateTimeKind.Utc, message.TimeUtc!.Value.Kind);
        Assert.Equal(new DateTime(2012, 1, 18, 5, 0, 43, 101), message.Time);
    }
}
