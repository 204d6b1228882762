using System.Globalization;

namespace LyncResilience.Discovery.Topology;

/// <summary>Counts down to the limits, across the documents that share it.</summary>
internal sealed class DocumentBudget
{
    private int _characters = DocumentLimits.Characters;
    private int _elements = DocumentLimits.Elements;

    /// <summary>Takes characters off.</summary>
    /// <exception cref="TopologyFormatException">There aren't as many left.</exception>
    public void SpendCharacters(int characters, string source)
    {
        _characters -= characters;
        if (_characters < 0)
        {
            throw Over(source, DocumentLimits.Characters, "characters of text");
        }
    }

    /// <summary>Takes an element off.</summary>
    /// <exception cref="TopologyFormatException">There is none left.</exception>
    public void SpendElement(string source)
    {
        if (--_elements < 0)
        {
            throw Over(source, DocumentLimits.Elements, "elements");
        }
    }

    private static TopologyFormatException Over(string source, int limit, string what) =>
        new(string.Format(CultureInfo.InvariantCulture, "{0} has more than {1:N0} {2}, the limit for a topology.", source, limit, what));
}
