using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Traces;
using Xunit;

namespace LyncResilience.Discovery.Tests.Traces;

public sealed class TraceContainerTests
{
    private static readonly byte[] s_log = TraceSamples.Bytes(TraceSamples.Server(TraceSamples.Challenge) + TraceSamples.Server(TraceSamples.Redirect.Replace("Alice", "Älïce😀", StringComparison.Ordinal)));

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", true }, { "utf-16LE", true }, { "utf-16BE", true }, { "utf-16LE", false }, { "utf-16BE", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Reads_any_encoding_with_and_without_a_mark(string name, bool hasMark)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Encoding.UTF8.GetString(s_log))];
        List<SipTraceMessage> messages = TraceSamples.Read(bytes);
        Assert.Equal([401, 301], messages.Select(message => message.StatusCode));
        Assert.Contains("Älïce😀", messages[1].Header("From"));
    }

    [Fact]
    public void Reads_utf16_that_comes_a_byte_at_a_time()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(s_log))];
        List<SipTraceMessage> messages = TraceSamples.Read(new PieceStream(bytes, 1));
        Assert.Contains("Älïce😀", messages[1].Header("From"));
    }

    [Fact]
    public void Reads_a_gzip_file() => Assert.Equal(2, TraceSamples.Read(Zip(s_log)).Count);

    [Fact]
    public void Reads_a_gzip_file_of_utf16() =>
        Assert.Equal(2, TraceSamples.Read(Zip([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(s_log))])).Count);

    [Fact]
    public void Reads_a_gzip_stream_that_cannot_seek() =>
        Assert.Equal(2, TraceSamples.Read(new PieceStream(Zip(s_log), 7)).Count);

    [Fact]
    public void Merges_the_logs_of_a_zip_archive_and_names_them()
    {
        byte[] archive = Archive(
            ("server/a.log", s_log), ("notes.txt", Encoding.UTF8.GetBytes("how these logs were taken\n")),
            ("b.uccapilog", TraceSamples.Bytes(TraceSamples.Client(TraceSamples.Registered))), ("c.log.gz", Zip(s_log)));
        List<SipTraceMessage> messages = TraceSamples.Read(archive);
        Assert.Equal([200, 401, 301, 401, 301], messages.Select(message => message.StatusCode));
        Assert.Equal("sample.log!b.uccapilog", messages[0].File);
        Assert.Equal("sample.log!server/a.log", messages[1].File);
        Assert.Equal("sample.log!c.log.gz", messages[4].File);
    }

    [Fact]
    public void Merges_large_logs_of_a_zip_archive()
    {
        byte[] archive = Archive([.. Enumerable.Range(0, 3).Select(file => ($"{file}.uccapilog", TraceSamples.Bytes(string.Concat(Enumerable.Range(0, 3000).Select(i =>
            TraceSamples.Client(TraceSamples.Registered, time: $"12/20/2010|11:{i / 60:00}:{i % 60:00}.{file}"))))))]);
        List<SipTraceMessage> messages = TraceSamples.Read(archive);
        Assert.Equal(9000, messages.Count);
        Assert.Equal(messages.Select(message => message.Time).Order(), messages.Select(message => message.Time));
        Assert.Equal([.. Enumerable.Range(0, 9000).Select(i => $"sample.log!{i % 3}.uccapilog")], messages.Select(message => message.File));
    }

    [Fact]
    public void Says_when_an_archive_holds_no_trace() =>
        Assert.Contains("notes.txt", Assert.Throws<TraceFormatException>(() => TraceSamples.Read(Archive(("notes.txt", Encoding.UTF8.GetBytes("nothing\n"))))).Message);

    [Fact]
    public void Says_when_an_archive_is_damaged_or_empty()
    {
        byte[] archive = Archive(("a.log", s_log));
        Assert.Contains("damaged ZIP", Assert.Throws<TraceFormatException>(() => TraceSamples.Read(archive[..^30])).Message);
        Assert.Contains("without any file", Assert.Throws<TraceFormatException>(() => TraceSamples.Read(Archive(("empty/", [])))).Message);
        Assert.Contains("cannot seek", Assert.Throws<TraceFormatException>(() => TraceSamples.Read(new PieceStream(archive, 100))).Message);
    }

    [Fact]
    public void Reads_what_there_is_of_a_gzip_file_that_is_cut_off()
    {
        byte[] whole = Zip(Repeat(s_log, 200));
        (List<SipTraceMessage> messages, TraceDamage? damage) = TraceSamples.ReadDamaged(whole[..(whole.Length / 2)]);
        Assert.InRange(messages.Count, 50, 350);
        Assert.NotNull(damage);
    }

    public static TheoryData<byte[], string> Others => new()
    {
        { [0, 0, 1, 0, .. new byte[70], 2, 0xC0, .. new byte[500]], "Search-CsClsLogging" },
        { "ElfFile\0\0\0"u8.ToArray(), "Windows event log" },
        { "MZ\0\0"u8.ToArray(), "program" },
        { "<?xml version=\"1.0\"?><a/>"u8.ToArray(), "XML" },
        { "a line of text\nand another\n"u8.ToArray(), "is text without a line" },
        { [1, 2, 3, 4, 5, 6, 7], "binary data" },
        { [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0], "7-Zip" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Says_what_a_file_looks_like_that_is_no_trace(byte[] bytes, string expected) =>
        Assert.Contains(expected, Assert.Throws<TraceFormatException>(() => TraceSamples.Read(bytes)).Message);

    [Fact]
    public void Says_that_a_compressed_event_trace_must_be_converted() =>
        Assert.Contains("OCSLogger", Assert.Throws<TraceFormatException>(() => TraceSamples.Read(Zip([0, 0, 1, 0, .. new byte[70], 1, 0xC0, .. new byte[500]]))).Message);

    [Fact]
    public void Gives_nothing_for_an_empty_file() => Assert.Empty(TraceSamples.Read([]));

    [Fact]
    public void Leaves_a_stream_open_that_it_was_given()
    {
        using var stream = new MemoryStream(s_log);
        Assert.Equal(2, TraceSamples.Read(stream).Count);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Says_when_a_file_cannot_be_opened()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("n"));
        Assert.Throws<FileNotFoundException>(() => TraceSamples.ReadFiles(null, path));
        Assert.Throws<IOException>(() => TraceSamples.ReadFiles(null, Path.GetTempPath()));
        Assert.Throws<IOException>(() => TraceSamples.ReadFiles(null, "\0"));
    }

    internal static byte[] Zip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            zip.Write(bytes);
        }

        return stream.ToArray();
    }

    internal static byte[] Repeat(byte[] bytes, int count) => [.. Enumerable.Range(0, count).SelectMany(_ => bytes)];

    private static byte[] Archive(params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] bytes) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
