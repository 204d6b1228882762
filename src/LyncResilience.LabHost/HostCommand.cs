namespace LyncResilience.LabHost;

/// <summary>What the host is to do.</summary>
internal enum HostCommand
{
    Demo,
    Serve,
    Help,
}
