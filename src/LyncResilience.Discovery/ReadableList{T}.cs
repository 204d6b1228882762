using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;

namespace LyncResilience;

/// <summary>
/// A list that says in words what it holds, for everything that shows a list as one value: Export-Csv and Out-GridView ask a property's value for its text, and that of an
/// ordinary list is the name of its type. Read-only, and of the kind whose indexer PowerShell finds.
/// </summary>
internal sealed class ReadableList<T> : ReadOnlyCollection<T>
{
    // More than this nobody reads in a cell.
    private const int MostShown = 10;

    /// <param name="items">What it holds; not copied, so nobody may change it.</param>
    public ReadableList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>The first elements, and how many more there are.</summary>
    public override string ToString()
    {
        string shown = string.Join("; ", this.Take(MostShown));
        return Count <= MostShown ? shown : string.Format(CultureInfo.InvariantCulture, "{0}; and {1:N0} more", shown, Count - MostShown);
    }
}
