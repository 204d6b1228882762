using Xunit;

namespace LyncResilience.Discovery.Tests.EndpointCache;

/// <summary>In place of the class of the same name: .NET Framework can't change the permissions of Unix.</summary>
internal static class Permissions
{
    public static void TakeAway(string path) => Assert.Skip($"Permissions of {path} can't be taken away with .NET Framework's class library.");

    public static void GiveBack(string path) => _ = path;
}
