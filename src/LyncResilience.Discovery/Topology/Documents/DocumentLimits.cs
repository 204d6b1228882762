namespace LyncResilience.Discovery.Topology;

/// <summary>How much of a document is read before it is refused. A large deployment's topology has some ten thousand elements in a few million characters.</summary>
internal static class DocumentLimits
{
    /// <summary>Characters of one document, or of all XML documents of an archive together.</summary>
    public const int Characters = 64 * 1024 * 1024;

    /// <summary>Elements within elements.</summary>
    public const int Depth = 64;

    /// <summary>Elements of one topology.</summary>
    public const int Elements = 250_000;

    /// <summary>Characters from &lt; to &gt;.</summary>
    public const int TagCharacters = 1024 * 1024;

    /// <summary>Topologies in one document.</summary>
    public const int Topologies = 16;

    /// <summary>Bytes of an archive as it lies on the disk.</summary>
    public const int ArchiveBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of a file: in UTF-16 the characters above. More is refused before anything is read.</summary>
    public const int Bytes = 2 * Characters;

    /// <summary>Entries of an archive.</summary>
    public const int ArchiveEntries = 1_000;
}
