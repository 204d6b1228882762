using System;
using System.Linq;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

public sealed class ClientTraceTests
{
    [Fact]
    public void Reads_a_received_redirect_with_a_stamped_start_line_and_unstamped_headers()
    {
        SipTraceMessage message = Assert.Single(TraceSamples.Read(TraceSamples.Client(TraceSamples.Redirect)));
        Assert.Equal(new DateTime(2010, 12, 20, 11, 56, 24, 1), message.Time);
        Assert.Equal(SipTraceDirection.Incoming, message.Direction);
        Assert.Equal("192.0.2.8:5061", message.Peer);
        Assert.Equal("192.0.2.7:50327", message.LocalEndpoint);
        Assert.Equal("SIP/2.0 301 Redirect request to Home Server", message.StartLine);
        Assert.Equal(301, message.StatusCode);
        Assert.Equal("3 REGISTER", message.CSeq);
        Assert.Equal([0.7, 0.3], message.Contacts.Select(contact => contact.Q));
        Assert.Equal("dir1.contoso.com", message.TargetName);
        Assert.Equal(0x728, message.ProcessId);
        Assert.Equal(0xA3C, message.ThreadId);
        Assert.Equal("INFO", message.Level);
        Assert.Null(message.Flag);
        Assert.Null(message.Component);
        Assert.Null(message.Machine);
        Assert.Equal(2, message.Line);
        Assert.True(message.IsComplete);
        Assert.Equal(string.Empty, message.Body);
    }

    [Fact]
    public void Reads_a_packet_that_was_sent()
    {
        SipTraceMessage message = Assert.Single(TraceSamples.Read(TraceSamples.Client(TraceSamples.Register, isSent: true)));
        Assert.Equal(SipTraceDirection.Outgoing, message.Direction);
        Assert.Equal("REGISTER", message.Method);
        Assert.Null(message.StatusCode);
        Assert.Equal("REGISTER sip:contoso.com SIP/2.0", message.StartLine);
        Assert.Equal("192.0.2.8:5061", message.Peer);
    }

    [Fact]
    public void Reads_a_body_by_its_content_length()
    {
        SipTraceMessage message = TraceSamples.Read(TraceSamples.Client(TraceSamples.Moved, TraceSamples.MovedBody))[0];
        Assert.Equal(TraceSamples.MovedBody, message.Body);
        Assert.True(message.IsComplete);
        Assert.Equal("<sip:pool01.contoso.com>", message.Header("p-preferred-registrar"));
    }

    [Fact]
    public void Reads_several_messages_of_one_packet()
    {
        string packet = TraceSamples.Client(TraceSamples.Challenge, TraceSamples.Redirect + "\n" + TraceSamples.Moved + "\n" + TraceSamples.MovedBody + TraceSamples.Registered + "\n");
        var messages = TraceSamples.Read(packet);
        Assert.Equal(["SIP/2.0 401 Unauthorized", "SIP/2.0 301 Redirect request to Home Server", "NOTIFY sip:alice@contoso.com SIP/2.0", "SIP/2.0 200 OK"], messages.Select(message => message.StartLine));
        Assert.All(messages, message => Assert.Equal("192.0.2.8:5061", message.Peer));
        Assert.All(messages, message => Assert.Equal(SipTraceDirection.Incoming, message.Direction));
        Assert.All(messages, message => Assert.True(message.IsComplete));
        Assert.Equal(TraceSamples.MovedBody, messages[2].Body);
        Assert.Equal(2, messages[1].Contacts.Count);
    }

    [Fact]
    public void Reads_a_log_that_stamps_every_line()
    {
        string stamp = "12/20/2010|11:56:24.001 728:A3C INFO  :: ";
        string message = TraceSamples.Moved + "\n" + TraceSamples.MovedBody;
        string log = $"{stamp}Data Received - 192.0.2.8:5061 (To Local Address: 192.0.2.7:50327) 400 bytes:\n{stamp}{message.Replace("\n", "\n" + stamp, StringComparison.Ordinal)}\n"
            + $"{stamp}End of Data Received - 192.0.2.8:5061\n";
        SipTraceMessage read = Assert.Single(TraceSamples.Read(log));
        Assert.Equal("7a2e3c9b", read.CallId);
        Assert.Equal(TraceSamples.MovedBody, read.Body);
        Assert.True(read.IsComplete);
    }

    [Fact]
    public void Leaves_out_lines_that_other_threads_write_in_between()
    {
        string log = TraceSamples.Client(TraceSamples.Redirect)
            .Replace("Contact: <sip:pool02", "12/20/2010|11:56:24.002 728:B10 WARN  :: CUccThing: something else\nContact: <sip:pool02", StringComparison.Ordinal)
            .Replace("INFO  :: SIP/2.0", "INFO  :: SIP/2.0", StringComparison.Ordinal);
        SipTraceMessage message = Assert.Single(TraceSamples.Read(log));
        Assert.Equal(2, message.Contacts.Count);
        Assert.DoesNotContain("something else", message.GetText());
    }

    [Fact]
    public void Keeps_packets_of_several_threads_apart()
    {
        string received = TraceSamples.Client(TraceSamples.Redirect);
        string sent = TraceSamples.Client(TraceSamples.Register, isSent: true, thread: "728:B10");
        string[] first = received.Split('\n', 2);
        string[] second = sent.Split('\n', 2);
        var messages = TraceSamples.Read($"{first[0]}\n{second[0]}\n{first[1]}{second[1]}");
        Assert.Equal([SipTraceDirection.Incoming, SipTraceDirection.Outgoing], messages.Select(message => message.Direction));
        Assert.Equal([301, null], messages.Select(message => message.StatusCode));
    }

    [Fact]
    public void Reads_a_log_without_the_lines_that_announce_packets()
    {
        SipTraceMessage message = Assert.Single(TraceSamples.Read("12/20/2010|11:56:24.001 728:A3C INFO  :: " + TraceSamples.Redirect + "\n"));
        Assert.Equal(SipTraceDirection.Unknown, message.Direction);
        Assert.Null(message.Peer);
        Assert.Equal(0xA3C, message.ThreadId);
        Assert.True(message.IsComplete);
    }

    [Theory]
    [InlineData("Data Sent - 192.0.2.8:5061 (From Local Address: 192.0.2.7:50327) 20 bytes:", SipTraceDirection.Outgoing, "192.0.2.7:50327")]
    [InlineData("Sending Packet - 192.0.2.8:5061", SipTraceDirection.Outgoing, null)]
    [InlineData("Data Received - [2001:db8::8]:5061 (To Local Address: [2001:db8::7]:50327) x bytes", SipTraceDirection.Incoming, "[2001:db8::7]:50327", "[2001:db8::8]:5061")]
    public void Takes_variants_of_the_line_that_announces_a_packet(string line, SipTraceDirection direction, string? local, string peer = "192.0.2.8:5061")
    {
        string stamp = "12/20/2010|11:56:24.001 728:A3C INFO  :: ";
        SipTraceMessage message = Assert.Single(TraceSamples.Read($"{stamp}{line}\n{stamp}{TraceSamples.Redirect}\n"));
        Assert.Equal(direction, message.Direction);
        Assert.Equal(peer, message.Peer);
        Assert.Equal(local, message.LocalEndpoint);
    }

    [Fact]
    public void Takes_the_body_from_the_size_of_the_packet_when_the_message_does_not_tell()
    {
        string message = TraceSamples.Moved[..TraceSamples.Moved.IndexOf("Content-Length", StringComparison.Ordinal)];
        SipTraceMessage read = Assert.Single(TraceSamples.Read(TraceSamples.Client(message, TraceSamples.MovedBody + "\nsecond line")));
        Assert.Equal(TraceSamples.MovedBody + "\r\nsecond line", read.Body);
        Assert.True(read.IsComplete);
    }

    [Fact]
    public void Takes_a_copied_log_that_lost_carriage_returns_and_empty_lines()
    {
        string body = "<a>\n<b/>\n</a>";
        string moved = TraceSamples.Moved.Replace($"Content-Length: {TraceSamples.MovedBody.Length}", $"Content-Length: {body.Length + 2}", StringComparison.Ordinal);
        string log = TraceSamples.Client(TraceSamples.Redirect.TrimEnd('\n')) + TraceSamples.Client(moved, body);
        var messages = TraceSamples.Read(System.Text.Encoding.UTF8.GetBytes(log));
        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.True(message.IsComplete));
    }

    [Fact]
    public void Knows_that_a_message_is_shorter_than_it_says()
    {
        string log = TraceSamples.Client(TraceSamples.Moved, "short") + TraceSamples.Client(TraceSamples.Redirect);
        (var messages, var damage) = TraceSamples.ReadDamaged(TraceSamples.Bytes(log));
        Assert.Equal([false, true], messages.Select(message => message.IsComplete));
        Assert.Equal(2, damage!.Line);
    }
}
