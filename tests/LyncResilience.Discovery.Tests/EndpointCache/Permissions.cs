using System;
using System.IO;
using Xunit;

namespace LyncResilience.Discovery.Tests.EndpointCache;

internal static class Permissions
{
    /// <summary>Takes all rights on a file or folder away, or skips the test where that means nothing.</summary>
    public static void TakeAway(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Permissions are taken away with chmod.");
            return;
        }

        Assert.SkipWhen(Environment.IsPrivilegedProcess, "The administrator of this machine may read everything.");
        File.SetUnixFileMode(path, UnixFileMode.None);
    }

    /// <summary>Gives them back, so that the folder can be deleted.</summary>
    public static void GiveBack(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
