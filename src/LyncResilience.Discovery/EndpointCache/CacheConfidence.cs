namespace LyncResilience;

/// <summary>
/// How sure it is that <see cref="EndpointCacheEntry.Server"/> is the server which the client has cached. The layout of the file is
/// unpublished: names are found as text, and nothing in the file says what a name is for. So these are rules of evidence.
/// </summary>
/// <remarks>
/// A name is <em>complete</em> when the file goes on after it and no letter, digit, hyphen, percent sign or character beyond ASCII touches it
/// (a SIP port as a binary number may). Names in web and file paths, mail addresses, file names, GUIDs, SRV names, version numbers, addresses without
/// a port and the domains of well-known publishers are not taken for servers.
/// Assumption of High: a file that names one server only, and that one twice with its port, was written for that server; a cut file may
/// have lost another.
/// Assumption of all: a letter, digit or hyphen that touches a name belongs to it, unless it fits as the length of the name; then the name
/// is doubtful and never High.
/// </remarks>
public enum CacheConfidence
{
    /// <summary>The file holds nothing that looks like the name of a server.</summary>
    None,

    /// <summary>
    /// A name is there, but another one has as much for it, or it stands there too bare to rely on, or it begins like those of other services
    /// (<c>mail</c>, <c>www</c>, <c>crl</c>, <c>lyncdiscover</c>), or the file has thousands of dotted words, of which only the first are looked at. Look at the candidates.
    /// </summary>
    Low,

    /// <summary>
    /// The name has more for it than any other, and is complete at least once. Below the owner's SIP domain (known from the
    /// <c>sip_user@domain</c> folder) it is also the only one, or stands there twice, or has its port written after it. Elsewhere it
    /// is the only one and stands there at least twice with its port. A spoiled character would go unnoticed.
    /// </summary>
    Medium,

    /// <summary>
    /// All of these: the folder names the owner; the server stands below the owner's SIP domain; <c>host:port</c> is complete at least
    /// twice, always with the same port; the file names no other server, nor anything that could be the remains of another name;
    /// and the name is none that clients look up (<c>sip</c>, <c>sipinternal</c>, <c>sipexternal</c>). One spoiled stretch of the file can't make it wrong.
    /// </summary>
    High,
}
