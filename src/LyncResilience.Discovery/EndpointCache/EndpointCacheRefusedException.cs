using System;

namespace LyncResilience.Discovery.EndpointCache;

/// <summary>A file was not removed because it is no cache in a client's folder. The message names it.</summary>
public sealed class EndpointCacheRefusedException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    public EndpointCacheRefusedException(string path)
        : base($"'{path}' was left alone: only a file {EndpointCachePath.FileName} in a client's folder sip_user@domain is removed.")
    {
    }
}
