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
}
