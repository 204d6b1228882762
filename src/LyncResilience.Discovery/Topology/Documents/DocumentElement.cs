using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>An element of an XML document under its local name, with the line that it stands on.</summary>
internal sealed class DocumentElement
{
    private const int LongestText = 4096;

    private static readonly List<DocumentElement> s_none = [];
    private List<DocumentElement>? _children;

    public DocumentElement(string name, int line, KeyValuePair<string, string>[] attributes)
    {
        Name = name;
        Line = line;
        Attributes = attributes;
    }

    public string Name { get; }

    public int Line { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; }

    public IReadOnlyList<DocumentElement> Children => _children ?? s_none;

    /// <summary>The text in the element itself, not in its children, as far as it can be a name or a number.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>The value of an attribute, without white space around it; null when it is absent or empty.</summary>
    public string? this[string attribute] =>
        Attributes.FirstOrDefault(candidate => candidate.Key == attribute).Value?.Trim() is { Length: > 0 } value ? value : null;

    public DocumentElement? Child(string name) => Children.FirstOrDefault(child => child.Name == name);

    /// <summary>The children of that name of all children of the other: <c>Below("DependsOn", "Dependency")</c>.</summary>
    public IEnumerable<DocumentElement> Below(string container, string name) =>
        Children.Where(child => child.Name == container).SelectMany(child => child.Children).Where(child => child.Name == name);

    public void Add(DocumentElement child) => (_children ??= []).Add(child);

    public void Add(string text)
    {
        if (Text.Length < LongestText)
        {
            Text = (Text + text).Trim();
        }
    }
}
