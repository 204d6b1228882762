using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Simulation.Clients;

/// <summary>The DNS answers that a client holds. Immutable, so that clients that fare alike share one.</summary>
internal sealed class ResolverCache
{
    private readonly HeldAnswer[] _held;

    private ResolverCache(HeldAnswer[] held) => _held = held;

    public static ResolverCache Empty { get; } = new([]);

    public string Names => string.Join(" ", _held.Select(held => held.Answer.Name));

    public DnsAnswer? Find(DnsRecordType type, string name, long now) =>
        Array.Find(_held, held => held.Type == type && held.Until > now && DnsName.AreEqual(held.Answer.Name, name))?.Answer;

    /// <summary>The first instant after now at which an answer gets too old; null when none will.</summary>
    public long? NextExpiry(long now)
    {
        IEnumerable<long> later = _held.Select(held => held.Until).Where(until => until > now);
        return later.Any() ? later.Min() : null;
    }

    /// <summary>Holds one more answer for its smallest TTL.</summary>
    public ResolverCache With(DnsRecordType type, DnsAnswer answer, int ttlSeconds, long now)
    {
        if (ttlSeconds <= 0)
        {
            return this;
        }

        var newest = new HeldAnswer(type, answer, now + (ttlSeconds * TimeSpan.TicksPerSecond));
        return new ResolverCache([.. _held.Where(held => held.Until > now && (held.Type != type || !DnsName.AreEqual(held.Answer.Name, answer.Name))), newest]);
    }
}
