using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>
/// Writes HTML that is well-formed and inert whatever the texts are: every text and attribute is encoded and bounded, there is no way to write a handler, a style
/// attribute or a link that isn't http, https or within the page.
/// </summary>
internal sealed class HtmlBuilder
{
    /// <summary>No text is longer; a hostile name can't make the page big.</summary>
    public const int LongestText = 4_000;

    // Elements within a line of text: a line break after them would show.
    private static readonly HashSet<string> s_inline = new(StringComparer.Ordinal) { "span", "a", "strong", "code", "bdi", "time", "title", "tspan", "use", "svg", "path" };
    private readonly TextWriter _writer;
    private readonly Stack<string> _open = new();

    public HtmlBuilder(TextWriter writer) => _writer = writer;

    /// <summary>Begins an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Names and values in turn. Without a value an attribute is left out.</param>
    public HtmlBuilder Open(string tag, params string?[] attributes)
    {
        WriteTag(tag, attributes);
        _writer.Write('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Ends the innermost elements.</summary>
    public HtmlBuilder Close(int count = 1)
    {
        for (; count > 0; count--)
        {
            string tag = _open.Pop();
            _writer.Write("</" + tag + ">");
            EndLine(tag);
        }

        return this;
    }

    /// <summary>An element without content.</summary>
    public HtmlBuilder Empty(string tag, params string?[] attributes)
    {
        WriteTag(tag, attributes);

        // SVG elements need the slash; those of HTML that have no end ignore it (HTML Living Standard, 13.1.2.1).
        _writer.Write("/>");
        EndLine(tag);
        return this;
    }

    /// <summary>An element with a text.</summary>
    public HtmlBuilder Element(string tag, string? text, params string?[] attributes) => Open(tag, attributes).Text(text).Close();

    public HtmlBuilder Text(string? text, int limit = LongestText)
    {
        _writer.Write(HtmlText.Encode(text ?? string.Empty, limit));
        return this;
    }

    /// <summary>A link where the address is one of the web's, else the text alone.</summary>
    public HtmlBuilder Link(string address, string text) =>
        IsWeb(address) ? Element("a", text, "href", address, "rel", "noreferrer") : Text(text);

    /// <summary>Our own style or script, which is not encoded.</summary>
    public HtmlBuilder Asset(string tag, string content)
    {
        _writer.Write("<" + tag + ">" + content + "</" + tag + ">\n");
        return this;
    }

    public static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private void WriteTag(string tag, string?[] attributes)
    {
        _writer.Write("<" + tag);
        for (int index = 0; index + 1 < attributes.Length; index += 2)
        {
            string name = attributes[index]!;
            string? value = attributes[index + 1];
            if (value is not null)
            {
                Refuse(name, value);
                _writer.Write(" " + name + "=\"" + HtmlText.Encode(value, LongestText) + "\"");
            }
        }
    }

    private static void Refuse(string name, string value)
    {
        if (name == "style" || name.StartsWith("on", StringComparison.Ordinal) || (name == "href" && value.FirstOrDefault() != '#' && !IsWeb(value)))
        {
            throw new ArgumentException($"The attribute {name} can't be written.", nameof(name));
        }
    }

    private void EndLine(string tag)
    {
        if (!s_inline.Contains(tag))
        {
            _writer.Write('\n');
        }
    }
}
