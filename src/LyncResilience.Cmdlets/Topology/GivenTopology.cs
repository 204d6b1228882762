using System;
using System.IO;
using System.Management.Automation;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Cmdlets;

/// <summary>What stands behind <c>-Topology</c>: a topology, the path of a file, or a topology that is no longer of our type.</summary>
internal static class GivenTopology
{
    private const string NextStep = "A topology is what (Get-CsTopology -AsXml).ToString() > topology.xml writes, Topology Builder's .tbxml, the .zip of Export-CsConfiguration, or our JSON.";

    /// <summary>Reads it.</summary>
    /// <exception cref="ResilienceException">It can't be read, or is no topology.</exception>
    internal static ResilienceTopology Read(PathIntrinsics paths, object given)
    {
        PSObject wrapped = PSObject.AsPSObject(given);
        return wrapped.BaseObject switch
        {
            ResilienceTopology topology => topology,
            FileSystemInfo file => ReadFile(file.FullName, TopologyOverrides.None),
            string path => ReadFile(Resolve(paths, path), TopologyOverrides.None),
            _ when TopologyObject.IsTopology(wrapped) => ReadObject(wrapped),
            object other => throw Unreadable(given, $"A {other.GetType().Name} is no topology."),
        };
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ResilienceException">It can't be read, or is no topology.</exception>
    internal static ResilienceTopology ReadFile(string path, TopologyOverrides overrides)
    {
        try
        {
            return TopologyFile.Read(path, overrides);
        }
        catch (Exception exception) when (exception is TopologyFormatException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception.Message.Contains(path) ? exception.Message : $"{path}: {exception.Message}", exception);
        }
    }

    internal static ResilienceException Unreadable(object target, string reason, Exception? inner = null) =>
        new(
            ErrorIds.TopologyUnreadable,
            inner is IOException or UnauthorizedAccessException ? ErrorCategory.ReadError : ErrorCategory.InvalidData,
            $"{reason} {NextStep}",
            target,
            inner);

    private static ResilienceTopology ReadObject(PSObject value)
    {
        try
        {
            return TopologyObject.Read(value);
        }
        catch (TopologyFormatException exception)
        {
            throw Unreadable(value, exception.Message, exception);
        }
    }

    private static string Resolve(PathIntrinsics paths, string path)
    {
        try
        {
            return paths.GetUnresolvedProviderPathFromPSPath(path);
        }
        catch (RuntimeException exception)
        {
            throw Unreadable(path, $"'{path}' is not the path of a file: {exception.Message}", exception);
        }
    }
}
