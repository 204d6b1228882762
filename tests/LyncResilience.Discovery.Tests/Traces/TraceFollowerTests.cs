using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Traces;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

public sealed class TraceFollowerTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Gives_each_record_once_it_is_whole(int step)
    {
        byte[] log = TraceSamples.Bytes(TraceSamples.Server(TraceSamples.Challenge) + TraceSamples.Client(TraceSamples.Moved, TraceSamples.MovedBody) + TraceSamples.Server(TraceSamples.Redirect));
        var damage = new List<TraceDamage>();
        using var follower = new TraceFollower([_path], new TraceReaderOptions { Damaged = damage.Add }, TestContext.Current.CancellationToken);
        List<SipTraceMessage> messages = [];
        for (int at = 0; at < log.Length; at += step)
        {
            Append(log[at..Math.Min(at + step, log.Length)]);
            messages.AddRange(follower.Read());
            Assert.All(messages, message => Assert.True(message.IsComplete));
        }

        Assert.Equal(["REGISTER", "NOTIFY", "REGISTER"], messages.Select(message => message.Method));
        Assert.Equal(TraceSamples.MovedBody, messages[1].Body);
        Assert.Empty(follower.Read());
        Assert.Empty(damage);
    }

    [Fact]
    public void Follows_utf16()
    {
        using var follower = new TraceFollower([_path], null, TestContext.Current.CancellationToken);
        byte[] log = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(TraceSamples.Server(TraceSamples.Challenge))];
        List<SipTraceMessage> messages = [];
        foreach (byte value in log)
        {
            Append([value]);
            messages.AddRange(follower.Read());
        }

        Assert.Equal(401, Assert.Single(messages).StatusCode);
    }

    [Fact]
    public void Begins_again_when_the_file_was_written_anew()
    {
        using var follower = new TraceFollower([_path], null, TestContext.Current.CancellationToken);
        Append(TraceSamples.Bytes(TraceSamples.Server(TraceSamples.Challenge) + TraceSamples.Server(TraceSamples.Redirect)));
        Assert.Equal(2, follower.Read().Count());
        File.WriteAllBytes(_path, TraceSamples.Bytes(TraceSamples.Server(TraceSamples.Registered)));
        SipTraceMessage message = Assert.Single(follower.Read());
        Assert.Equal(200, message.StatusCode);
        Assert.Equal(1, message.Line);
    }

    [Fact]
    public void Tells_of_damage_when_it_meets_it_and_not_again()
    {
        var damage = new List<TraceDamage>();
        using var follower = new TraceFollower([_path], new TraceReaderOptions { Damaged = damage.Add }, TestContext.Current.CancellationToken);
        string torn = TraceSamples.Server(TraceSamples.Redirect)[..^20];
        Append(TraceSamples.Bytes(torn));
        Assert.Empty(follower.Read());
        Assert.Empty(damage);
        Append(TraceSamples.Bytes("\n" + TraceSamples.Server(TraceSamples.Challenge) + torn + "\n" + TraceSamples.Server(TraceSamples.Challenge)));
        Assert.Equal([301, 401, 301, 401], follower.Read().Select(message => message.StatusCode));
        Assert.Equal(1, Assert.Single(damage).Line);
    }

    [Fact]
    public void Reads_a_compressed_file_once()
    {
        File.WriteAllBytes(_path, TraceContainerTests.Zip(TraceSamples.Bytes(TraceSamples.Server(TraceSamples.Challenge))));
        using var follower = new TraceFollower([_path], null, TestContext.Current.CancellationToken);
        Assert.Single(follower.Read());
        Assert.Empty(follower.Read());
    }

    private void Append(byte[] bytes)
    {
        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(bytes);
    }
}
