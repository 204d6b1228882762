namespace LyncResilience.LabHost;

/// <summary>What the process returns.</summary>
internal static class HostExitCode
{
    /// <summary>All went well; for <c>serve</c>: it was stopped.</summary>
    public const int Success = 0;

    /// <summary>The laboratory couldn't start, or the story didn't come out as it should.</summary>
    public const int Failed = 1;

    /// <summary>The arguments make no sense.</summary>
    public const int BadArguments = 2;

    /// <summary>The demo was interrupted: 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
