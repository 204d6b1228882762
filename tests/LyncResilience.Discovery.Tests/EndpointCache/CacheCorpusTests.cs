using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using LyncResilience.Discovery.EndpointCache;
using Xunit;

namespace LyncResilience.Discovery.Tests.EndpointCache;

/// <summary>The definition of confidence holds over made-up caches, cut and spoiled ones included.</summary>
public sealed class CacheCorpusTests
{
    private const string Path = @"C:\Users\alice\AppData\Local\Microsoft\Office\16.0\Lync\sip_alice@contoso.com\EndpointConfiguration.cache";

    // Lengths from 17 to 64 characters, so that the lengths before them look like dots, digits and letters in some encoding.
    private static readonly (string Host, int Port)[] s_servers =
    [
        ("pool1.contoso.com", 5061),
        ("A-L14FE1.emea.contoso.com", 5061),
        ("fe-01.contoso.com", 443),
        ("lyncpool02.a.contoso.com", 5060),
        ("registrar.frontend.pool-eu-west.contoso.com", 5061),
        ("frontend-registrar-0001.headquarters.emea.contoso.com", 5061),
        ("frontend-registrar-0001-of-the-building-9.emea.corp.contoso.com", 5061),
    ];

    public static TheoryData<string, CacheTextForm> Files => [.. from layout in CacheLayout.All from form in Enum.GetValues<CacheTextForm>() select (layout.Name, form)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_whole_file_gives_its_server_with_the_defined_confidence(string layoutName, CacheTextForm form)
    {
        CacheLayout layout = CacheLayout.Named(layoutName);
        (string host, int port) = s_servers[0];
        EndpointCacheEntry entry = Read(layout.Bytes(form, host, port));
        Assert.Equal(layout.Best, entry.Confidence);
        if (layout.HasServer && layout.Best > CacheConfidence.Low)
        {
            Assert.Equal(host, entry.Server, ignoreCase: true);
            Assert.Equal(form == CacheTextForm.Ascii ? CacheEncoding.Ascii : CacheEncoding.Utf16, entry.Candidates[0].Encoding);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void High_is_never_wrong_whatever_the_server_is_called(string layoutName, CacheTextForm form)
    {
        CacheLayout layout = CacheLayout.Named(layoutName);
        foreach ((string host, int port) in s_servers)
        {
            AssertHighIsRight(layout, host, port, layout.Bytes(form, host, port), "whole");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void High_is_never_wrong_in_a_file_cut_anywhere(string layoutName, CacheTextForm form)
    {
        CacheLayout layout = CacheLayout.Named(layoutName);
        foreach ((string host, int port) in layout.HasServer ? s_servers : s_servers.AsSpan(0, 1))
        {
            byte[] data = layout.Bytes(form, host, port);
            for (int length = 0; length < data.Length; length++)
            {
                AssertHighIsRight(layout, host, port, data[..length], $"cut to {length}");
                AssertHighIsRight(layout, host, port, data[length..], $"without the first {length}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void High_is_never_wrong_when_one_stretch_is_spoiled(string layoutName, CacheTextForm form)
    {
        CacheLayout layout = CacheLayout.Named(layoutName);
        Random random = new(20121);
        foreach ((string host, int port) in layout.HasServer ? s_servers : s_servers.AsSpan(0, 1))
        {
            byte[] original = layout.Bytes(form, host, port);
            for (int round = 0; round < 500; round++)
            {
                AssertHighIsRight(layout, host, port, Spoil(original, random), $"spoiled, round {round}");
            }
        }
    }

    [Fact]
    public void Random_bytes_never_get_more_than_low()
    {
        Random random = new(4);
        for (int round = 0; round < 2000; round++)
        {
            byte[] data = new byte[random.Next(4096)];
            random.NextBytes(data);
            Assert.True(Read(data).Confidence <= CacheConfidence.Low, $"round {round}");
        }
    }

    [Fact]
    public void Random_letters_and_dots_never_get_high()
    {
        Random random = new(9);
        const string Alphabet = "ab.@:/-_05061\0\0contoso.com";
        for (int round = 0; round < 5000; round++)
        {
            byte[] data = [.. Enumerable.Range(0, random.Next(300)).Select(_ => (byte)Alphabet[random.Next(Alphabet.Length)])];
            Assert.NotEqual(CacheConfidence.High, Read(data).Confidence);
        }
    }

    // One stretch is spoiled: a bit, a byte or more changed, lost, put in between, or copied to a place where it doesn't belong.
    private static byte[] Spoil(byte[] original, Random random)
    {
        List<byte> data = [.. original];
        if (data.Count == 0)
        {
            return original;
        }

        int at = random.Next(data.Count);
        int count = Math.Min(random.Next(1, 30), data.Count - at);
        switch (random.Next(8))
        {
            case 0:
                data[at] = (byte)random.Next(256);
                break;
            case 1:
                data[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                data[at] = (byte)"abcxyz019.-:@/"[random.Next(14)];
                break;
            case 3:
                data.RemoveRange(at, count);
                break;
            case 4:
                data.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), count));
                break;
            case 5:
                data.InsertRange(random.Next(data.Count), data.GetRange(at, count));
                break;
            case 6:
                data[at] = 0;
                break;
            default:
                random.NextBytes(CollectionsMarshal.AsSpan(data).Slice(at, count));
                break;
        }

        return [.. data];
    }

    private static void AssertHighIsRight(CacheLayout layout, string host, int port, byte[] data, string what)
    {
        EndpointCacheEntry entry = Read(data);
        bool isRight = layout.HasServer && string.Equals(entry.Server, host, StringComparison.OrdinalIgnoreCase) && entry.Port == port;
        Assert.True(entry.Confidence != CacheConfidence.High || isRight, $"{layout.Name}, {host}:{port}, {what}: {entry}");
    }

    private static EndpointCacheEntry Read(byte[] data) => EndpointCacheReader.Interpret(data, Path, DateTime.UnixEpoch);
}
