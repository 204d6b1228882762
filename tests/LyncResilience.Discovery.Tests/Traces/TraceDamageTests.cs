using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LyncResilience.Discovery.Traces;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

public sealed class TraceDamageTests
{
    private static readonly string s_server = TraceSamples.Logs["server"];

    private static readonly string s_client = TraceSamples.Logs["client"];

    public static TheoryData<string> Kinds => [.. TraceSamples.Logs.Keys];

    [Fact]
    public void Every_kind_of_log_has_a_sample()
    {
        string[] read = [.. typeof(TraceStampReader).GetMethods().Select(method => method.Name).Where(name => name.StartsWith("TryRead", StringComparison.Ordinal)).Select(name => name["TryRead".Length..])];
        Assert.Equal(read.Select(name => name.ToLowerInvariant()).Order(), TraceSamples.Logs.Keys.Order());
    }

    [Fact]
    public void What_is_no_log_is_refused_with_the_beginning_of_each_kind()
    {
        string refusal = Assert.Throws<TraceFormatException>(() => TraceSamples.Read("Dear administrator,\n")).Message;
        Assert.All(TraceSamples.Logs.Values, log => Assert.Contains(log[..22], refusal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_a_log_wherever_it_stands_beside_another(string name)
    {
        foreach ((string other, string log) in TraceSamples.Logs)
        {
            List<string> apart = [.. TraceSamples.Read(TraceSamples.Logs[name]).Concat(TraceSamples.Read(log)).Select(message => message.GetText().TrimEnd())];
            Assert.Equal(apart, TraceSamples.Read(TraceSamples.Logs[name] + log).Select(message => message.GetText().TrimEnd()));
            Assert.True(apart.Count > 0, other);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Says_of_a_log_of_each_kind_what_the_message_said(string name)
    {
        List<SipTraceMessage> messages = [.. TraceSamples.Read(TraceSamples.Logs[name]).Where(message => message.Kind == SipTraceKind.Message)];
        Assert.Equal(["REGISTER", "REGISTER", "NOTIFY"], messages.Select(message => message.Method));
        Assert.Equal([null, 301, null], messages.Select(message => message.StatusCode));
        Assert.Equal(["3 REGISTER", "3 REGISTER", "5 NOTIFY"], messages.Select(message => message.CSeq));
        Assert.All(messages, message => Assert.Equal(("7a2e3c9b", "sip:alice@contoso.com"), (message.CallId, message.From)));
        Assert.Equal(["pool01.contoso.com", "pool02.contoso.com"], messages[1].Contacts.Select(contact => contact.Uri.Host));
        Assert.Equal(TraceSamples.MovedBody, messages[2].Body.TrimEnd());
        Assert.All(messages, message => Assert.NotEqual(SipTraceDirection.Unknown, message.Direction));
        Assert.All(messages, message => Assert.DoesNotContain(TraceSamples.Secret, message.GetText() + message + string.Concat(message.Headers)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_what_there_is_of_a_log_cut_off_anywhere(string name)
    {
        byte[] whole = TraceSamples.Bytes(TraceSamples.Logs[name]);
        List<SipTraceMessage> all = TraceSamples.Read(whole);
        for (int length = 0; length < whole.Length; length++)
        {
            (List<SipTraceMessage> messages, TraceDamage? damage) = TraceSamples.ReadDamaged(whole[..length]);
            List<SipTraceMessage> complete = [.. messages.Where(message => message.IsComplete)];
            Assert.Equal(all.Take(complete.Count).Select(message => message.GetText().TrimEnd()), complete.Select(message => message.GetText().TrimEnd()));
            Assert.InRange(messages.Count - complete.Count, 0, 1);
            foreach (SipTraceMessage torn in messages.Skip(complete.Count))
            {
                // What is told of a torn message is true: never half a header.
                SipTraceMessage original = all[complete.Count];
                Assert.True(torn.StartLine == original.StartLine || (torn.Kind == SipTraceKind.Diagnostic && torn.StartLine.Length == 0));
                Assert.True(torn.CallId is null || torn.CallId == original.CallId, $"{name} cut at {length}: {torn.CallId}");
                Assert.All(torn.Headers, header => Assert.Contains(header, original.Headers));
                Assert.NotNull(damage);
                Assert.Equal(torn.Line, damage.Line);
            }
        }
    }

    [Fact]
    public void Reads_records_between_binary_noise()
    {
        var random = new Random(1);
        byte[] noise = new byte[300_000];
        random.NextBytes(noise);
        byte[] log = TraceSamples.Bytes("\n" + s_server + s_client);
        List<SipTraceMessage> messages = TraceSamples.Read([.. noise, .. log, .. noise, .. log]);
        Assert.Equal(14, messages.Count);
        Assert.True(messages.Count(message => message.IsComplete) >= 13);
    }

    [Fact]
    public void Counts_an_endless_line_as_damage_and_reads_on()
    {
        byte[] log = TraceSamples.Bytes(s_server);
        byte[] begin = TraceSamples.Bytes(TraceSamples.Stamp2010 + "\nStart-Line: REGISTER sip:contoso.com SIP/2.0\nX: ");
        byte[] end = TraceSamples.Bytes("\n$$end_record\n");
        var damage = new List<TraceDamage>();
        long before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new EndlessLineStream([.. log, .. begin], 512L * 1024 * 1024, [.. end, .. log]);
        int count = 0;
        foreach (SipTraceMessage message in new TraceReader(new TraceReaderOptions { Damaged = damage.Add }).Read(stream, "x.log", TestContext.Current.CancellationToken))
        {
            Assert.True(message.IsComplete);
            count++;
        }

        Assert.Equal(8, count);
        Assert.Equal(1, Assert.Single(damage).Count);
        Assert.Contains("larger than 1048576 bytes", damage[0].Detail);
        Assert.Equal(log.Count(value => value == '\n') + 1, damage[0].Line);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024 * 1024);
    }

    [Fact]
    public void Counts_an_endless_message_of_a_client_as_damage_and_reads_on()
    {
        byte[] log = TraceSamples.Bytes(s_client);
        byte[] begin = TraceSamples.Bytes("12/20/2010|11:56:24.001 728:A3C INFO  :: SIP/2.0 200 OK\nX: ");
        var damage = new List<TraceDamage>();
        using var stream = new EndlessLineStream([.. log, .. begin], 64L * 1024 * 1024, [.. TraceSamples.Bytes("\n"), .. log]);
        Assert.Equal(6, TraceSamples.Read(stream, new TraceReaderOptions { Damaged = damage.Add }).Count);
        Assert.Equal(1, Assert.Single(damage).Count);
    }

    [Fact]
    public void Gives_up_a_file_that_goes_on_and_on_without_a_stamp()
    {
        using var stream = new EndlessLineStream(TraceSamples.Bytes("text\n"), 1L << 40, []);
        Assert.Throws<TraceFormatException>(() => TraceSamples.Read(stream));
        Assert.InRange(stream.Position, 1, 64 * 1024 * 1024);
    }

    [Fact]
    public void Keeps_to_the_record_limit_given()
    {
        var damage = new List<TraceDamage>();
        List<SipTraceMessage> messages = TraceSamples.Read(TraceSamples.Server(TraceSamples.Redirect) + TraceSamples.Diagnostic, new TraceReaderOptions { RecordLimit = 900, Damaged = damage.Add });
        Assert.Equal(SipTraceKind.Diagnostic, Assert.Single(messages).Kind);
        Assert.Equal("1 damaged record, the first at line 1: 1 larger than 900 bytes.", Assert.Single(damage).Detail);
    }

    [Fact]
    public void Tells_all_damage_of_a_file_at_once()
    {
        string log = "$$end_record\n" + TraceSamples.Server(TraceSamples.Redirect) + TraceSamples.Stamp2010 + "\nInstance-Id: 1\n$$end_record\n$$end_record\n" + TraceSamples.Stamp2010 + "\nInstance";
        (List<SipTraceMessage> messages, TraceDamage? damage) = TraceSamples.ReadDamaged(TraceSamples.Bytes(TraceSamples.Server(TraceSamples.Redirect) + log));
        Assert.Equal(2, messages.Count);
        Assert.Equal(4, damage!.Count);
        Assert.EndsWith("1 cut off, 2 without a beginning, 1 without a start line.", damage.Detail);
        Assert.Equal(TraceSamples.Server(TraceSamples.Redirect).Count(character => character == '\n') + 1, damage.Line);
    }

    [Fact]
    public void Counts_a_record_that_begins_in_an_earlier_file()
    {
        (List<SipTraceMessage> messages, TraceDamage? damage) = TraceSamples.ReadDamaged(TraceSamples.Bytes("Content-Length: 0\nMessage-Body: -\n$$end_record\n" + s_server));
        Assert.Equal(4, messages.Count);
        Assert.Equal("1 damaged record, the first at line 3: 1 without a beginning.", damage!.Detail);
    }

    [Fact]
    public void Leaves_out_a_long_line_of_another_thread_inside_a_record()
    {
        string other = "TL_INFO(TF_COMPONENT) [1]06E4.0FFF::01/18/2012-05:00:43.102.00005387 (SIPStack,X::Y:z.cpp(1)) " + new string('x', 700_000) + "\n";
        string log = TraceSamples.Server(TraceSamples.Redirect).Replace("Contact: <sip:pool02", other + "Contact: <sip:pool02", StringComparison.Ordinal);
        SipTraceMessage message = Assert.Single(TraceSamples.Read(log));
        Assert.Equal(2, message.Contacts.Count);
        Assert.InRange(message.GetText().Length, 500, 1500);
    }

    [Fact]
    public void Reads_a_header_longer_than_what_is_held_at_once()
    {
        string log = TraceSamples.Redirect.Replace("Content-Length", $"X-Long: {new string('x', 700_000)}\nContent-Length", StringComparison.Ordinal);
        foreach (string text in new[] { TraceSamples.Server(log), TraceSamples.Client(log) })
        {
            SipTraceMessage message = Assert.Single(TraceSamples.Read(text));
            Assert.True(message.IsComplete);
            Assert.Equal(700_000, message.Header("X-Long")!.Length);
            Assert.Equal("0", message.Header("Content-Length"));
        }
    }

    [Fact]
    public void Tells_no_damage_when_there_is_none()
    {
        Assert.Null(TraceSamples.ReadDamaged(TraceSamples.Bytes(s_server)).Damage);
        Assert.Null(TraceSamples.ReadDamaged(TraceSamples.Bytes(s_client)).Damage);
    }

    [Fact]
    public void Keeps_the_order_of_a_file_whose_clock_jumps()
    {
        string later = TraceSamples.Stamp2010.Replace("05:00:43", "06:00:00", StringComparison.Ordinal);
        string log = TraceSamples.Server(TraceSamples.Challenge, later) + TraceSamples.Server(TraceSamples.Redirect) + TraceSamples.Server(TraceSamples.Registered, later);
        Assert.Equal([401, 301, 200], TraceSamples.Read(log).Select(message => message.StatusCode));
    }

    [Theory]
    [InlineData("13/18/2012-05:00:43.101")]
    [InlineData("02/30/2012-05:00:43.101")]
    [InlineData("01/18/0000-05:00:43.101")]
    [InlineData("01/18/2012-24:00:43.101")]
    public void Does_not_take_an_impossible_time_for_a_stamp(string time)
    {
        string log = TraceSamples.Server(TraceSamples.Challenge) + TraceSamples.Server(TraceSamples.Redirect, TraceSamples.Stamp2010.Replace("01/18/2012-05:00:43.101", time, StringComparison.Ordinal));
        Assert.Equal([401], TraceSamples.Read(log).Select(message => message.StatusCode));
    }

    /// <summary>Some bytes, a long line of one letter, and more bytes.</summary>
    private sealed class EndlessLineStream(byte[] before, long length, byte[] after) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            long middle = _position - before.Length;
            int read;
            if (middle < 0)
            {
                read = (int)Math.Min(count, -middle);
                Array.Copy(before, _position, buffer, offset, read);
            }
            else if (middle < length)
            {
                read = (int)Math.Min(count, length - middle);
                Array.Fill(buffer, (byte)'x', offset, read);
            }
            else
            {
                read = (int)Math.Min(count, after.Length - (middle - length));
                Array.Copy(after, middle - length, buffer, offset, read);
            }

            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
