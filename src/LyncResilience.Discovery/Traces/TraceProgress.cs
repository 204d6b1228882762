namespace LyncResilience.Discovery.Traces;

/// <summary>How far the reading of one file has come.</summary>
/// <param name="File">The file.</param>
/// <param name="Position">Bytes of it that were read; of a compressed file, compressed bytes.</param>
/// <param name="Length">Its length in bytes; 0 when that isn't known.</param>
public readonly record struct TraceProgress(string File, long Position, long Length);
