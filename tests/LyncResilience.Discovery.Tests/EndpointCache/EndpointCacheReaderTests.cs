using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using LyncResilience.Discovery.EndpointCache;
using Xunit;

namespace LyncResilience.Discovery.Tests.EndpointCache;

public sealed class EndpointCacheReaderTests
{
    private const string Owner = "sip_alice@contoso.com";

    [Fact]
    public void An_entry_has_everything_that_the_file_and_its_path_tell()
    {
        using TemporaryFolder folder = new();
        string path = folder.Cache("x\0pool1.contoso.com:5061\0edge.contoso.com\0pool1.contoso.com:5061\0", "Users/alice", TemporaryFolder.Skype2016, Owner);
        DateTime written = new(2013, 2, 22, 10, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        EndpointCacheEntry entry = EndpointCacheReader.Read(path, "PC01");

        Assert.Equal("alice@contoso.com", entry.SipAddress);
        Assert.Equal("pool1.contoso.com", entry.Server);
        Assert.Equal(5061, entry.Port);
        Assert.Equal("pool1.contoso.com:5061", entry.CachedServer);
        Assert.Equal(EndpointCacheClient.SkypeForBusiness2016, entry.ClientVersion);
        Assert.Equal(CacheConfidence.Medium, entry.Confidence);
        Assert.Equal("PC01", entry.ComputerName);
        Assert.Equal("alice", entry.UserProfile);
        Assert.Equal(written, entry.LastWriteTimeUtc);
        Assert.Equal(new FileInfo(path).Length, entry.SizeBytes);
        Assert.Equal(path, entry.Path);
        Assert.Equal(CacheStanding.Unknown, entry.Standing);
        Assert.Equal(["pool1.contoso.com", "edge.contoso.com"], entry.Candidates.Select(candidate => candidate.Server));
        Assert.Equal([2, 42], entry.Candidates[0].Offsets);
        Assert.Equal((2, 2, 5061), (entry.Candidates[0].Offset, entry.Candidates[0].Count, entry.Candidates[0].Port));
        Assert.Contains("port 5061 written after it", entry.Candidates[0].Reasons);
        Assert.Empty(entry.Findings);
    }

    [Fact]
    public void A_judged_copy_differs_in_standing_and_findings_only()
    {
        EndpointCacheEntry entry = Read("a\0b");
        Finding stranded = new("CachedServerGone", FindingSeverity.Warning, "pool1", "It is gone.", "Clear it.");
        EndpointCacheEntry judged = entry.WithStanding(CacheStanding.NotInTopology, [stranded]);
        Assert.Equal(CacheStanding.NotInTopology, judged.Standing);
        Assert.Equal([stranded, .. entry.Findings], judged.Findings);
        foreach (System.Reflection.PropertyInfo property in typeof(EndpointCacheEntry).GetProperties().Where(property => property.Name is not ("Standing" or "Findings")))
        {
            Assert.Equal(property.GetValue(entry), property.GetValue(judged));
        }
    }

    [Fact]
    public void A_file_without_a_server_says_so()
    {
        EndpointCacheEntry entry = Read("alice@contoso.com\0{8A4C2D10-77B3-4F2E-9C51-0D6E5B1F2A34}\0");
        Assert.Null(entry.Server);
        Assert.Null(entry.CachedServer);
        Assert.Equal(CacheConfidence.None, entry.Confidence);
        Assert.Equal("CacheWithoutServer", Assert.Single(entry.Findings).Id);
    }

    [Fact]
    public void Names_with_equal_evidence_are_a_finding_that_lists_them()
    {
        Finding finding = Assert.Single(Read("a-l14fe1.contoso.com:5061\0a-l14fe2.contoso.com:5061\0").Findings);
        Assert.Equal("CacheAmbiguous", finding.Id);
        Assert.Contains("a-l14fe1.contoso.com as for a-l14fe2.contoso.com", finding.Detail);
    }

    [Theory]
    [InlineData("pool1.contoso.com:5061\0", "pool1.contoso.com:5061", CacheConfidence.Medium)]
    [InlineData("pool1.contoso.com\0", "pool1.contoso.com", CacheConfidence.Medium)]
    [InlineData("pool1.contoso.com", "pool1.contoso.com", CacheConfidence.Low)]
    [InlineData("pool1.contoso.com.\0", "pool1.contoso.com", CacheConfidence.Medium)]
    [InlineData("pool1.fabrikam.local:5061\0", "pool1.fabrikam.local:5061", CacheConfidence.Low)]
    [InlineData("pool1.fabrikam.local:5061\0pool1.fabrikam.local:5061\0", "pool1.fabrikam.local:5061", CacheConfidence.Medium)]
    [InlineData("sip.contoso.com:443\0sip.contoso.com:443\0", "sip.contoso.com:443", CacheConfidence.Medium)]
    [InlineData("lyncdiscover.contoso.com:443\0lyncdiscover.contoso.com:443\0", "lyncdiscover.contoso.com:443", CacheConfidence.Low)]
    [InlineData("192.0.2.10:5061\0", "192.0.2.10:5061", CacheConfidence.Low)]
    [InlineData("192.0.2.10\0", null, CacheConfidence.None)]
    [InlineData("pool1.contoso.com:0\0", "pool1.contoso.com", CacheConfidence.Low)]
    [InlineData("pool1.contoso.com:65536\0", "pool1.contoso.com", CacheConfidence.Low)]
    [InlineData("pool1.contoso.com:\0", "pool1.contoso.com", CacheConfidence.Medium)]
    [InlineData("%3Apool1.contoso.com%00", "3Apool1.contoso.com", CacheConfidence.Low)]
    [InlineData("mpool1.contoso.com\0contoso.com\0", "mpool1.contoso.com", CacheConfidence.Medium)]
    [InlineData("12pool1.contoso.com\0", "12pool1.contoso.com", CacheConfidence.Medium)]
    [InlineData("\"xn--mnchen-3ya.contoso.com\"", "xn--mnchen-3ya.contoso.com", CacheConfidence.Medium)]
    [InlineData("https://pool1.contoso.com:443/abs\0", null, CacheConfidence.None)]
    [InlineData("alice@sub.contoso.com\0first.last@contoso.com\0", null, CacheConfidence.None)]
    [InlineData("_sipinternaltls._tcp.contoso.com\0", null, CacheConfidence.None)]
    [InlineData("8a4c2d10-77b3-4f2e-9c51-0d6e5b1f2a34._msdcs.contoso.com\0", null, CacheConfidence.None)]
    [InlineData("*.contoso.com\0...contoso.com\0..\0.\0a.\0.b\0", null, CacheConfidence.None)]
    [InlineData("Microsoft.Rtc.Internal\0uccapi.dll\015.0.4420.1017\0", null, CacheConfidence.None)]
    [InlineData("www.w3.org\0crl3.digicert.com:80\0", null, CacheConfidence.None)]
    public void A_text_gives_its_server(string text, string? server, CacheConfidence confidence)
    {
        EndpointCacheEntry entry = Read(text);
        Assert.Equal(server, entry.CachedServer);
        Assert.Equal(confidence, entry.Confidence);
    }

    [Fact]
    public void Without_an_owner_nothing_is_high()
    {
        byte[] data = Encoding.ASCII.GetBytes("pool1.contoso.com:5061\0pool1.contoso.com:5061\0");
        Assert.Equal(CacheConfidence.Medium, EndpointCacheReader.Interpret(data, "/tmp/EndpointConfiguration.cache", DateTime.UnixEpoch).Confidence);
    }

    [Fact]
    public void A_length_that_looks_like_a_letter_is_left_out_and_doubtful()
    {
        // 24 characters of UTF-16 are 48 bytes, and 48 is '0'.
        byte[] field = [48, 0, .. Encoding.Unicode.GetBytes("lyncpool1.eu.contoso.com")];
        EndpointCacheEntry entry = Interpret([1, 0, .. field, 0, 0, .. field, 0, 0]);
        Assert.Equal(("lyncpool1.eu.contoso.com", CacheConfidence.Medium), (entry.Server, entry.Confidence));
        Assert.Contains("may be its length", entry.Candidates[0].Reasons);
    }

    [Theory]
    [InlineData(CacheTextForm.Ascii)]
    [InlineData(CacheTextForm.Utf16AtEvenOffsets)]
    [InlineData(CacheTextForm.Utf16AtOddOffsets)]
    public void A_length_of_the_texts_own_width_never_makes_a_wrong_name_high_and_seldom_hides_the_right_one(CacheTextForm form)
    {
        List<int> missed = [];
        for (int length = 14; length <= 75; length++)
        {
            string host = $"{new string('p', length - 12)}.contoso.com";
            foreach (string text in new[] { host, $"{host}:5061" })
            {
                CacheBuilder file = new CacheBuilder(form).Align();
                for (int i = 0; i < 2; i++)
                {
                    file.Terminated("\u0001\0" + (char)(text.Length * file.CharacterBytes) + text);
                }

                EndpointCacheEntry entry = Interpret(file.ToArray());
                Assert.True(entry.Confidence != CacheConfidence.High || entry.Server == host, $"{text}: {entry}");
                if (entry.Confidence < CacheConfidence.Medium || entry.Server != host)
                {
                    missed.Add(text.Length * file.CharacterBytes);
                }
            }
        }

        // Only lengths that are small letters.
        Assert.All(missed, length => Assert.InRange(length, 'a', 'z'));
    }

    [Fact]
    public void A_binary_port_beside_a_name_is_a_reason_but_not_its_port()
    {
        EndpointCacheEntry entry = Interpret([.. Encoding.ASCII.GetBytes("pool1.contoso.com\0"), 0xC5, 0x13]);
        Assert.Null(entry.Port);
        Assert.Contains("5061 beside it", Assert.Single(entry.Candidates).Reasons);
    }

    [Fact]
    public void More_than_the_limit_is_refused_and_the_limit_itself_is_read_in_time()
    {
        string hostile = string.Concat(Enumerable.Repeat("a.bc.de\0", EndpointCacheReader.MaxBytes / 8));
        Assert.Single(Read(hostile).Candidates);
        Assert.Equal(CacheConfidence.None, Read(new string('a', EndpointCacheReader.MaxBytes - 1) + ".").Confidence);
        Assert.Equal(CacheConfidence.None, Read(string.Concat(Enumerable.Repeat("a.", EndpointCacheReader.MaxBytes / 2))).Confidence);
        Assert.Throws<EndpointCacheTooLargeException>(() => Read(new string('a', EndpointCacheReader.MaxBytes + 1)));
    }

    [Fact]
    public void A_file_of_nothing_but_names_is_not_read_to_its_end_and_never_trusted()
    {
        string names = "sip:alice@contoso.com\0pool1.contoso.com:5061\0pool1.contoso.com:5061\0" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"pool{i}.contoso.com:5061\0"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        EndpointCacheEntry entry = Read(names);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * 1024 * 1024);
        Assert.Equal(CacheConfidence.Low, entry.Confidence);
        Assert.InRange(entry.Candidates.Count, 1_000, 5_000);
        Assert.All(entry.Findings, finding => Assert.InRange(finding.Detail.Length, 1, 2_000));

        // Short words that are no names cost the same.
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("part of the file", Assert.Single(Read(string.Concat(Enumerable.Repeat(".c\0o", EndpointCacheReader.MaxBytes / 4))).Findings).Detail);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public void Files_that_cannot_be_read_are_reported_in_order_and_the_others_read()
    {
        using TemporaryFolder folder = new();
        List<string> paths = [.. Enumerable.Range(0, 150).Select(i => folder.Cache($"pool{i}.contoso.com\0", $"{i:000}", Owner))];
        string locked = paths[20];
        string vanished = paths[70];
        string huge = paths[120];
        File.Delete(vanished);
        File.WriteAllBytes(huge, new byte[EndpointCacheReader.MaxBytes + 1]);
        using FileStream hold = new(locked, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        List<EndpointCacheProblem> problems = [];
        List<string?> servers = [.. EndpointCacheReader.ReadAll(paths, problems.Add, null, TestContext.Current.CancellationToken).Select(entry => entry.Server)];

        Assert.Equal(Enumerable.Range(0, 150).Where(i => i is not (20 or 70 or 120)).Select(i => $"pool{i}.contoso.com"), servers);
        Assert.Equal(
            [(EndpointCacheProblemKind.Locked, locked), (EndpointCacheProblemKind.Vanished, vanished), (EndpointCacheProblemKind.TooLarge, huge)],
            problems.Select(problem => (problem.Kind, problem.Path)));
        Assert.All(problems, problem => Assert.Contains(problem.Path, problem.Detail));
        Assert.All(problems, problem => Assert.NotEmpty(problem.NextStep));
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_reported()
    {
        using TemporaryFolder folder = new();
        string path = folder.Cache("pool1.contoso.com\0", Owner);
        Permissions.TakeAway(path);
        List<EndpointCacheProblem> problems = [];
        Assert.Empty(EndpointCacheReader.ReadAll([path], problems.Add, null, TestContext.Current.CancellationToken));
        Assert.Equal(EndpointCacheProblemKind.AccessDenied, Assert.Single(problems).Kind);
    }

    [Theory]
    [InlineData(unchecked((int)0x80070020), "/x", EndpointCacheProblemKind.Locked, "Sign the client out")]
    [InlineData(unchecked((int)0x80070021), "/x", EndpointCacheProblemKind.Locked, "Sign the client out")]
    [InlineData(unchecked((int)0x80070035), @"\\pc01\C$", EndpointCacheProblemKind.Unreadable, "pc01 is on")]
    [InlineData(unchecked((int)0x80070017), @"D:\x", EndpointCacheProblemKind.Unreadable, "Check the disk")]
    public void An_error_of_the_system_has_its_kind_and_next_step(int code, string path, EndpointCacheProblemKind kind, string nextStep)
    {
        EndpointCacheProblem? problem = EndpointCacheProblem.Of(path, new IOException("System says no.", code));
        Assert.Equal(kind, problem?.Kind);
        Assert.Contains(path, problem?.Detail);
        Assert.Contains(nextStep, problem?.NextStep);
    }

    [Fact]
    public void What_is_no_error_of_the_file_system_is_no_problem_of_a_file() => Assert.Null(EndpointCacheProblem.Of("/x", new InvalidOperationException()));

    [Fact]
    public void A_pipe_in_place_of_a_file_is_not_waited_for()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "mkfifo is not installed.");
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Folder(Owner), EndpointCachePath.FileName);
        using (System.Diagnostics.Process process = System.Diagnostics.Process.Start("/usr/bin/mkfifo", [path]))
        {
            process.WaitForExit();
        }

        Assert.Equal(0, EndpointCacheReader.Read(path).SizeBytes);
    }

    [Fact]
    public void A_cancelled_reading_ends()
    {
        using TemporaryFolder folder = new();
        string path = folder.Cache("pool1.contoso.com\0", Owner);
        using CancellationTokenSource stop = new();
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (EndpointCacheEntry _ in EndpointCacheReader.ReadAll(Enumerable.Repeat(path, int.MaxValue), _ => { }, null, stop.Token))
            {
                stop.Cancel();
            }
        });
    }

    private static EndpointCacheEntry Read(string text) => Interpret(Encoding.ASCII.GetBytes(text));

    private static EndpointCacheEntry Interpret(byte[] data) => EndpointCacheReader.Interpret(data, $"/tmp/{Owner}/EndpointConfiguration.cache", DateTime.UnixEpoch);
}
