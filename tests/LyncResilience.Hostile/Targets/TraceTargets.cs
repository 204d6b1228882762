using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using LyncResilience.Discovery.Tests.Traces;
using LyncResilience.Discovery.Traces;
using LyncResilience.Discovery.Traces.SignIns;
using LyncResilience.Hostile.Running;
using Xunit;

namespace LyncResilience.Hostile.Targets;

internal static class TraceTargets
{
    private static readonly TimeZoneInfo s_west = TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-9), null, null);

    private static readonly string[] s_words =
    [
        "$$begin_record", "$$end_record", "\n", "\r\n", "\r\n\r\n", "TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,X::Y:z.cpp(1))", "Start-Line: ", "Direction: ", "Peer: ", "Message-Body: ",
        "Call-ID: ", "CSeq: 1 REGISTER", "SIP/2.0 301 Moved", "SIP/2.0 200 OK", "Contact: <sip:", "End of Data Received", "Sending Packet - ", "bytes", "INFO  :: ", "12/20/2010|11:56:24.001 728:A3C ", "\"", "\0",
    ];

    private static readonly byte[] s_server = TraceSamples.Bytes(
        TraceSamples.Server(TraceSamples.Register) + TraceSamples.Server(TraceSamples.Redirect, TraceSamples.StampCls) + TraceSamples.Server(TraceSamples.Moved, body: TraceSamples.MovedBody));

    private static readonly byte[] s_client = TraceSamples.Bytes(TraceSamples.Logs["client"]);

    private static readonly byte[] s_refused = TraceSamples.Bytes(TraceSamples.Diagnostic + TraceSamples.Server(TraceSamples.Refused, TraceSamples.StampCls));

    public static IEnumerable<Target> All =>
    [
        new("trace-server", "TraceReader.Read, SignInTraceReader.Read", [s_server, s_refused], s_words, [typeof(TraceFormatException)], Read),
        new("trace-client", "TraceReader.Read, SignInTraceReader.Read", [s_client], s_words, [typeof(TraceFormatException)], Read),
        new("trace-archive", "TraceReader.Read, SignInTraceReader.Read", [Archive(s_refused, s_client), GZip(s_refused)], s_words, [typeof(TraceFormatException), typeof(IOException)], Read),
    ];

    private static void Read(byte[] bytes)
    {
        var reader = new TraceReader(new TraceReaderOptions { TimeZone = s_west });
        List<SipTraceMessage> messages = [.. reader.Read(new MemoryStream(bytes), "hostile.log")];
        messages.ForEach(Use);
        Assert.All(new SignInTraceReader().Read(messages), path => Assert.DoesNotContain('\n', path.Detail + path.SipAddress + path.BackupRegistrar));
    }

    private static void Use(SipTraceMessage message)
    {
        _ = (message.TimeUtc, message.Direction, message.Peer, message.LocalEndpoint, message.StartLine, message.Method, message.StatusCode, message.Reason);
        _ = (message.CallId, message.CSeq, message.From, message.To, message.Contacts.Count, message.DiagnosticsId, message.DiagnosticsReason);
        _ = (message.ServerVersion, message.TargetName, message.PresenceState, message.Component, message.Machine, message.Pool, message.Level, message.Flag, message.Correlation);
        if (message is { Kind: SipTraceKind.Message, CallId.Length: > 0 })
        {
            // Found in the bytes or read with the others: it is the same, but for marks, spaces, line breaks inside, and what a secret without its closing quote hides.
            string header = message.Header("Call-ID")?.Split(['$', '[', '"', ' ', '\t'])[0] ?? string.Empty;
            Assert.True(message.CallId.StartsWith(header, StringComparison.Ordinal) || HasOpenQuote(message), $"Call-ID {message.CallId} isn't {header}");
        }

        _ = (message.Headers.Count, message.Body, message.GetText(true));

        // The same as GetText() without secrets.
        Assert.NotEmpty(message.ToString());
    }

    private static bool HasOpenQuote(SipTraceMessage message) => message.GetText(true).Split('\n').Any(line => line.Count(letter => letter == '"') % 2 == 1);

    private static byte[] GZip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            zip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] Archive(byte[] stored, byte[] packed)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes, CompressionLevel level) in new[] { ("server/a.log", stored, CompressionLevel.NoCompression), ("b.uccapilog", packed, CompressionLevel.Fastest) })
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = DateTimeOffset.UnixEpoch.AddYears(20);
                using Stream content = entry.Open();
                content.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
