namespace LyncResilience.Discovery.Topology;

/// <summary>A topology element that was found in a document.</summary>
/// <param name="Element">The element with all that is in it.</param>
/// <param name="Parent">The name of the element around it; null when it is the root.</param>
/// <param name="Entry">The archive's entry that it is from; null when it is from no archive.</param>
internal sealed record FoundTopology(DocumentElement Element, string? Parent, string? Entry)
{
    /// <summary>Where a line of it is, to begin a sentence about it.</summary>
    public string Place(DocumentElement element) => Entry is null ? $"line {element.Line}" : $"{Entry} line {element.Line}";
}
