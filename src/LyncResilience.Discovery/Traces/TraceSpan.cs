using System.Text;

namespace LyncResilience.Discovery.Traces;

/// <summary>A piece of a line's or record's bytes.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">How many bytes it has; 0 when there is no such piece.</param>
internal readonly record struct TraceSpan(int Start, int Length)
{
    /// <summary>The piece as text, or null when there is none.</summary>
    public string? Text(byte[] bytes) => Length == 0 ? null : Encoding.UTF8.GetString(bytes, Start, Length);
}
