using System.Xml;

namespace LyncResilience.Validation.Reports;

/// <summary>What the XML formats have in common.</summary>
internal static class ReportXml
{
    /// <summary>Two spaces for each level, LF as line end.</summary>
    public static XmlWriterSettings Settings => new() { Indent = true, IndentChars = "  ", NewLineChars = "\n", NewLineHandling = NewLineHandling.None, CloseOutput = false };

    /// <summary>Writes an attribute, whose text is on one line.</summary>
    public static void Attribute(this XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, ReportText.Line(value));

    /// <inheritdoc cref="Attribute(XmlWriter, string, string)"/>
    public static void Attribute(this XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, ReportText.Of(value));
}
