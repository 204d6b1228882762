using System;
using System.Globalization;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Recognises the entry of a client's cache (EndpointConfiguration.cache) in the pipeline: an object with SipAddress, Server and Port. Its
/// Server can't bind by name, because <c>-Server</c> means something else.
/// </summary>
internal static class CacheEntry
{
    /// <summary>The server that the client has cached, as host or host:port.</summary>
    /// <param name="input">The pipeline's current object, if any.</param>
    /// <returns>Null when the object is no cache entry, or one without a server.</returns>
    internal static string? ServerOf(PSObject? input)
    {
        if (input?.Properties["SipAddress"] is null || input.Properties["Server"] is not { } server || input.Properties["Port"] is not { } port)
        {
            return null;
        }

        string host = TextOf(server);
        string number = TextOf(port);
        return host.Length == 0 || number.Length == 0 ? host : $"{Bracketed(host)}:{number}";
    }

    private static string Bracketed(string host) => host.IndexOf(':') >= 0 && host[0] != '[' ? $"[{host}]" : host;

    private static string TextOf(PSPropertyInfo property) => Convert.ToString(property.Value, CultureInfo.InvariantCulture)?.Trim() ?? string.Empty;
}
