using System;

namespace LyncResilience.Discovery.Topology;

/// <summary>An attribute, or an element with its text, that a registrar has beside what every service has.</summary>
internal sealed record RegistrarSetting(string Name, string Value, DocumentElement Element, bool IsAttribute)
{
    /// <summary>Whether it says nothing at all.</summary>
    public bool IsEmpty => Value.Length == 0 && (IsAttribute || (Element.Attributes.Count == 0 && Element.Children.Count == 0));

    public bool Names(string what) => Name.IndexOf(what, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <inheritdoc/>
    public override string ToString() =>
        IsAttribute ? $"{Shown.Short(Name)}=\"{Shown.Short(Value)}\" of <{Shown.Short(Element.Name)}>" : $"<{Shown.Short(Name)}>{Shown.Short(Value)}";
}
