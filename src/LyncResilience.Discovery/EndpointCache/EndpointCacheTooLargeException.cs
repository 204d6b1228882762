using System.IO;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>A file is too large for a cache of one server's name. The message names the file and the limit.</summary>
public sealed class EndpointCacheTooLargeException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limitBytes">The limit that it exceeds, in bytes.</param>
    public EndpointCacheTooLargeException(string path, int limitBytes)
        : base($"'{path}' is larger than {limitBytes} bytes, which no cache of a client is.")
    {
    }
}
