using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.EndpointCache;
using LyncResilience.Discovery.Tests.EndpointCache;
using LyncResilience.Hostile.Running;
using Xunit;

namespace LyncResilience.Hostile.Targets;

internal static class CacheTargets
{
    private const string Path = @"C:\Users\alice\AppData\Local\Microsoft\Office\16.0\Lync\sip_alice@contoso.com\EndpointConfiguration.cache";

    private static readonly string[] s_words = [":5061", ".contoso.com", "sip:", "\0", "\r\n", "5\0" + "0\0" + "6\0" + "1\0", "xn--", "192.0.2.1:5061", ";transport=tls"];

    public static IEnumerable<Target> All =>
    [
        new(
            "endpoint-cache", "EndpointCacheReader.Interpret",
            [.. from layout in CacheLayout.All from form in Enum.GetValues<CacheTextForm>() select layout.Bytes(form, "pool1.contoso.com", 5061)],
            s_words, [typeof(EndpointCacheTooLargeException)], Read),
    ];

    private static void Read(byte[] bytes)
    {
        EndpointCacheEntry entry = EndpointCacheReader.Interpret(bytes, Path, DateTime.UnixEpoch);
        _ = entry.ToString();
        Assert.True(entry.Server is null || entry.Candidates.Any(candidate => candidate.Server == entry.Server));
    }
}
