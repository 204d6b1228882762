namespace LyncResilience;

/// <summary>A primary registrar and its backup. C# allows no property with the name of its own class, so this one carries what <see cref="BackupRegistrar"/> shows.</summary>
public abstract class RegistrarPair
{
    private protected RegistrarPair()
    {
    }

    /// <summary>The pool that homes the user, or the pool that was asked about. Null when nobody told.</summary>
    public string? PrimaryRegistrar { get; internal init; }

    /// <summary>The pool that takes its users in when it dies. Null when there is none, or when the question could not be settled: <see cref="BackupRegistrar.Detail"/> tells.</summary>
    public string? BackupRegistrar { get; internal init; }
}
