using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.Sip;

public sealed class SipMessageReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public async Task Reads_the_same_messages_however_they_are_cut(int pieceSize)
    {
        string stream = "\r\n\r\n" + string.Join("\r\n\r\n", SipSamples.All) + "\r\n\r\n";
        IReadOnlyList<SipMessage> messages = await ReadAllAsync(stream, pieceSize);
        Assert.Equal(SipSamples.All.Select(sample => SipSamples.Parse(sample).ToString()), messages.Select(message => message.ToString()));
    }

    [Fact]
    public async Task Takes_a_message_without_a_length_to_have_no_body()
    {
        IReadOnlyList<SipMessage> messages = await ReadAllAsync("SIP/2.0 200 OK\nA: 1\n\nSIP/2.0 202 Accepted\r\nl: 2\r\n\r\nhiSIP/2.0 203 X\r\n\r\n", 5);
        Assert.Equal([200, 202, 203], messages.Cast<SipResponse>().Select(response => response.StatusCode));
        Assert.Equal("hi", Encoding.UTF8.GetString(messages[1].Body));
    }

    [Fact]
    public async Task Says_so_when_the_stream_ends_at_any_place_inside_a_message()
    {
        for (int length = 1; length < SipSamples.MovedHome.Length; length++)
        {
            var exception = await Assert.ThrowsAsync<SipFormatException>(() => ReadAllAsync(SipSamples.MovedHome.Substring(0, length), 64));
            Assert.Contains("ended inside a message", exception.Message);
        }
    }

    [Theory]
    [InlineData("", "The start line is over the limit")]
    [InlineData("SIP/2.0 200 OK\r\nA: ", "Line 2 is over the limit")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: 999999999\r\n\r\n", "Content-Length 999999999 is over the limit")]
    public async Task Stops_at_the_limit_when_a_line_or_body_never_ends(string beginning, string expected)
    {
        var endless = new PieceStream(Encoding.UTF8.GetBytes(beginning), 4096) { Filler = (byte)'x' };
        var reader = new SipMessageReader(endless, SipLimits.Default);
        var exception = await Assert.ThrowsAsync<SipFormatException>(() => reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Contains(expected, exception.Message);
        Assert.InRange(endless.Delivered, 0, 80 * 1024);
    }

    [Fact]
    public async Task Stops_at_the_limit_when_headers_never_end()
    {
        byte[] headers = Encoding.UTF8.GetBytes("SIP/2.0 200 OK\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 100_000)));
        var reader = new SipMessageReader(new PieceStream(headers, 4096), SipLimits.Default);
        var exception = await Assert.ThrowsAsync<SipFormatException>(() => reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Start line and headers are over the limit", exception.Message);
    }

    private static async Task<IReadOnlyList<SipMessage>> ReadAllAsync(string text, int pieceSize)
    {
        var reader = new SipMessageReader(new PieceStream(Encoding.UTF8.GetBytes(text), pieceSize), SipLimits.Default);
        var messages = new List<SipMessage>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } message)
        {
            messages.Add(message);
        }

        return messages;
    }
}
