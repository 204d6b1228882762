using System;
using System.Linq;
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
}
