using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>All that a file has for one name.</summary>
internal sealed class ServerEvidence
{
    // Only the order matters: the owner's domain before a written port before repetition, and hints last.
    private const int DomainScore = 40;
    private const int PortScore = 25;
    private const int RepetitionScore = 10;
    private const int MostRepetitions = 3;
    private const int RegistrarWordScore = 4;
    private const int NearbyPortScore = 2;
    private const int IncompletePenalty = 20;
    private const int LookedUpPenalty = 30;
    private const int OtherServicePenalty = 45;

    private readonly IReadOnlyList<ServerSighting> _sightings;
    private readonly bool _soundsLikeRegistrar;

    public ServerEvidence(IReadOnlyList<ServerSighting> sightings, string? sipDomain)
    {
        _sightings = sightings;
        bool isName = First.Kind == NameKind.Name;
        IsInDomain = isName && HostNameRule.IsBelow(Host, sipDomain);
        IsOtherService = isName && HostNameRule.IsOtherService(Host);
        IsLookedUp = isName && HostNameRule.IsLookedUp(Host);
        HasDoubtfulStart = sightings.Any(sighting => sighting.HasDoubtfulStart);
        _soundsLikeRegistrar = isName && HostNameRule.SoundsLikeRegistrar(Host);
        CompleteCount = sightings.Count(sighting => sighting.IsComplete);
        (Port, CompleteWithPortCount) = sightings
            .Where(sighting => sighting.Port is not null)
            .GroupBy(sighting => sighting.Port)
            .Select(port => (port.Key, port.Count(sighting => sighting.IsComplete)))
            .OrderByDescending(port => port.Item2)
            .FirstOrDefault();
        HasOnePort = sightings.Select(sighting => sighting.Port).Where(port => port is not null).Distinct().Count() == 1;
        Score = ScoreOf();
    }

    public ServerSighting First => _sightings[0];

    public string Host => First.Host;

    /// <summary>The port that is written most often; of equals, the first.</summary>
    public int? Port { get; }

    public bool HasOnePort { get; }

    public int CompleteCount { get; }

    /// <summary>How often the name is complete with <see cref="Port"/>.</summary>
    public int CompleteWithPortCount { get; }

    public bool IsInDomain { get; }

    public bool IsOtherService { get; }

    /// <summary>Clients look the name up, so it need not be what they found.</summary>
    public bool IsLookedUp { get; }

    /// <summary>A place where the name may have one character more.</summary>
    public bool HasDoubtfulStart { get; }

    public int Score { get; }

    public EndpointCacheCandidate ToCandidate() => new()
    {
        Server = Host,
        Port = Port,
        Encoding = First.Encoding,
        Offset = First.Offset,
        Count = _sightings.Count,
        Score = Score,
        Reasons = string.Join("; ", Reasons()),
        Offsets = [.. _sightings.Select(sighting => sighting.Offset)],
    };

    private int? NearbyPort => _sightings.Select(sighting => sighting.NearbyPort).FirstOrDefault(port => port is not null);

    private int ScoreOf() =>
        (IsInDomain ? DomainScore : 0)
        + (Port is not null ? PortScore : 0)
        + (RepetitionScore * (CompleteCount > MostRepetitions ? MostRepetitions : CompleteCount > 0 ? CompleteCount - 1 : 0))
        + (_soundsLikeRegistrar ? RegistrarWordScore : 0)
        + (NearbyPort is not null ? NearbyPortScore : 0)
        - (CompleteCount == 0 ? IncompletePenalty : 0)
        - (IsOtherService ? OtherServicePenalty : 0)
        - (IsLookedUp ? LookedUpPenalty : 0);

    private IEnumerable<string> Reasons()
    {
        yield return First.Kind == NameKind.Address ? "an address" : IsInDomain ? "below the owner's SIP domain" : "not below the owner's SIP domain";
        yield return string.Format(CultureInfo.InvariantCulture, "complete in {0} of {1} places", CompleteCount, _sightings.Count);
        if (Port is not null)
        {
            yield return HasOnePort ? $"port {Port} written after it" : $"several ports written after it, {Port} most often";
        }

        if (NearbyPort is { } nearby)
        {
            yield return $"the number {nearby} beside it, which may be its port or chance";
        }

        if (_soundsLikeRegistrar)
        {
            yield return "sounds like a registrar";
        }

        if (IsOtherService)
        {
            yield return "a name that another service usually has";
        }

        if (IsLookedUp)
        {
            yield return "a name that clients look up";
        }

        if (HasDoubtfulStart)
        {
            yield return "its first character, or one left out before it, may be its length";
        }
    }
}
