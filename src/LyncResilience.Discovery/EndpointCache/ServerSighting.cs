namespace LyncResilience.Discovery.EndpointCache;

/// <summary>One place in a file that has what may be a server's name, or what is left of one.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Host">The name or address as written.</param>
/// <param name="Port">The port written after it, or null.</param>
/// <param name="Encoding">How it is encoded.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="IsComplete">Nothing touches it that could belong to it, and the file goes on after it.</param>
/// <param name="HasDoubtfulStart">Its first character, or the one before, may as well be the length of the field.</param>
/// <param name="NearbyPort">A port that a client uses for SIP, found as a binary number beside it; weak, for any two bytes may look so.</param>
internal sealed record ServerSighting(
    NameKind Kind, string Host, int? Port, CacheEncoding Encoding, int Offset, bool IsComplete, bool HasDoubtfulStart, int? NearbyPort);
