using System;
using System.IO;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery.EndpointCache;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Lab.EndpointCache;

namespace LyncResilience.LabHost;

/// <summary>
/// Where the clients of the story keep their caches: a profile in a temporary folder, read as Get-EndpointCache reads a real one, and deleted in the end.
/// </summary>
internal sealed class ClientDisk : IDisposable
{
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("lync-resilience-");

    public void Dispose() => _profile.Delete(recursive: true);

    /// <summary>Writes what a client caches when it has signed in.</summary>
    public void Write(string sipAddress, ServerEndpoint server) => LabCacheFile.Write(_profile.FullName, sipAddress, server);

    /// <summary>The user's cache; null when the client has written none.</summary>
    public EndpointCacheEntry? Read(string sipAddress) =>
        EndpointCacheReader.ReadAll(new EndpointCacheFinder(Throw).InProfile(_profile.FullName, CancellationToken.None), Throw, Environment.MachineName, CancellationToken.None)
            .FirstOrDefault(entry => string.Equals(entry.SipAddress, sipAddress, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where the user's client goes first; null for a fresh client.</summary>
    public ServerEndpoint? ServerOf(string sipAddress) => Read(sipAddress)?.CachedServer is { } server ? ServerEndpoint.Parse(server) : null;

    private static void Throw(EndpointCacheProblem problem) => throw new IOException(problem.Detail, problem.Cause);
}
