using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// Finds topology elements in a document, wherever they are: as the root (<c>Get-CsTopology -AsXml</c>), in a <c>TopologyBuilder</c> (.tbxml), in the
/// <c>AnchoredXml</c> of the Central Management store, and in the text of an element that holds a document. Keeps nothing else.
/// </summary>
internal sealed class TopologyScanner
{
    private static readonly string[] s_parts = ["InternalDomains", "Sites", "CentralSites", "Clusters", "Services"];

    private readonly string _source;
    private readonly string? _entry;
    private readonly DocumentBudget _budget;
    private readonly List<FoundTopology> _found = [];
    private readonly List<string> _path = [];
    private readonly Stack<DocumentElement> _open = new();
    private readonly StringBuilder _text = new();
    private int _textLine;

    public TopologyScanner(string source, DocumentBudget budget, string? entry = null)
    {
        _source = source;
        _budget = budget;
        _entry = entry;
    }

    public IReadOnlyList<FoundTopology> Found => _found;

    /// <summary>The name of the document's root element; null when it has none.</summary>
    public string? Root { get; private set; }

    private string Name => _entry is null ? _source : $"{_entry} in {_source}";

    /// <summary>Reads a document to its end.</summary>
    /// <exception cref="TopologyFormatException">It is not well-formed, or exceeds a limit.</exception>
    public void Scan(DocumentText text)
    {
        text.SkipWhiteSpace();
        Scan(new TagReader(text, Name), text.LinesSkipped, embedded: false);
    }

    private void Scan(TagReader text, int linesBefore, bool embedded)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        using XmlReader reader = XmlReader.Create(text, settings);
        int outer = _path.Count;
        try
        {
            while (reader.Read())
            {
                Take(reader, outer, linesBefore, embedded);
            }
        }
        catch (XmlException exception) when (text.HasDocumentType && _path.Count == outer)
        {
            throw new TopologyFormatException($"{Name} has a document type declaration (DTD). A topology has none, and none is read: it could name other files or grow without end.", exception);
        }
        catch (XmlException exception)
        {
            throw new TopologyFormatException($"{Name} is damaged or no XML document: {Shown.Message(exception.Message)}", exception);
        }
    }

    private void Take(XmlReader reader, int outer, int linesBefore, bool embedded)
    {
        int depth = outer + reader.Depth;
        int line = ((IXmlLineInfo)reader).LineNumber + linesBefore;
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                EndText(embedded);
                Open(reader, depth, line);
                break;
            case XmlNodeType.EndElement:
                EndText(embedded);
                Close(depth);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA when _open.Count > 0:
                _open.Peek().Add(reader.Value);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA when !embedded:
                Collect(reader.Value, line);
                break;
        }
    }

    private void Open(XmlReader reader, int depth, int line)
    {
        if (depth >= DocumentLimits.Depth)
        {
            throw new TopologyFormatException($"{Name} nests elements more than {DocumentLimits.Depth} deep in line {line}, the limit for a topology.");
        }

        string name = reader.LocalName;
        bool empty = reader.IsEmptyElement;
        Root ??= name;
        _path.RemoveRange(depth, _path.Count - depth);
        _path.Add(name);
        if (_open.Count > 0 || name is "Topology" or "PartialTopology")
        {
            Keep(new DocumentElement(name, line, AttributesOf(reader)), empty);
        }
    }

    private void Keep(DocumentElement element, bool empty)
    {
        _budget.SpendElement(Name);
        if (_open.Count > 0)
        {
            _open.Peek().Add(element);
        }

        if (!empty)
        {
            _open.Push(element);
        }
    }

    private void Close(int depth)
    {
        if (_open.Count > 0)
        {
            DocumentElement element = _open.Pop();
            if (_open.Count == 0)
            {
                Complete(element, depth == 0 ? null : _path[depth - 1]);
            }
        }

        _path.RemoveRange(depth, _path.Count - depth);
    }

    // Most of what is called a topology is none of a Lync deployment.
    private void Complete(DocumentElement element, string? parent)
    {
        if (element.Children.Any(child => s_parts.Contains(child.Name)))
        {
            _found.Add(_found.Count < DocumentLimits.Topologies
                ? new FoundTopology(element, parent, _entry)
                : throw new TopologyFormatException($"{Name} holds more than {DocumentLimits.Topologies} topologies, the limit."));
        }
    }

    private void Collect(string value, int line)
    {
        if (_text.Length == 0)
        {
            _textLine = line;
            value = value.TrimStart();
            if (value.Length == 0 || value[0] != '<')
            {
                return;
            }
        }

        _text.Append(value);
    }

    private void EndText(bool embedded)
    {
        if (_text.Length == 0 || embedded)
        {
            return;
        }

        string text = _text.ToString();
        _text.Clear();
        if (text.Contains("Topology"))
        {
            ScanText(text);
        }
    }

    // Text that only begins like a document is just text.
    private void ScanText(string text)
    {
        int found = _found.Count;
        int depth = _path.Count;
        try
        {
            using var inner = new StringReader(text);
            Scan(new TagReader(inner, Name), _textLine - 1, embedded: true);
        }
        catch (TopologyFormatException exception) when (exception.InnerException is XmlException)
        {
            _found.RemoveRange(found, _found.Count - found);
            _path.RemoveRange(depth, _path.Count - depth);
            _open.Clear();
        }
    }

    private static KeyValuePair<string, string>[] AttributesOf(XmlReader reader)
    {
        var attributes = new List<KeyValuePair<string, string>>(reader.AttributeCount);
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
            {
                attributes.Add(new KeyValuePair<string, string>(reader.LocalName, reader.Value));
            }
        }

        return [.. attributes];
    }
}
