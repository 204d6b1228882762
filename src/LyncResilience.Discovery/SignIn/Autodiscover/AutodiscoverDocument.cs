using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Xml;

namespace LyncResilience.Discovery.SignIn;

/// <summary>What an Autodiscover response says (MS-OCDISCWS 3.1.5.2), as far as it leads to a registrar.</summary>
internal sealed class AutodiscoverDocument
{
    private const int MaximumCharacters = 256 * 1024;
    private const int MaximumDepth = 16;

    private readonly Dictionary<string, string> _links = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string Host, int Port)> _servers = new(StringComparer.Ordinal);
    private string? _accessLocation;

    private AutodiscoverDocument()
    {
    }

    /// <summary>Where to ask instead; null when this is the place.</summary>
    public string? Redirect => Link("Redirect");

    /// <summary>Where a client with a web ticket learns its registrar; null when not said.</summary>
    public string? User => Link("User");

    /// <summary>The registrar for where the client is, by AccessLocation; null when the document names none.</summary>
    public (string Host, int Port)? Server
    {
        get
        {
            bool external = string.Equals(_accessLocation, "External", StringComparison.OrdinalIgnoreCase);
            return _servers.TryGetValue(external ? "SipClientExternalAccess" : "SipClientInternalAccess", out (string, int) server) ? server : null;
        }
    }

    /// <summary>Reads a response. No DTD, nothing fetched, bounded size and depth.</summary>
    /// <param name="body">The body of the HTTP answer.</param>
    /// <exception cref="InvalidDataException">It is no Autodiscover response.</exception>
    public static AutodiscoverDocument Parse(byte[] body)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaximumCharacters,
        };
        var document = new AutodiscoverDocument();
        try
        {
            using var stream = new MemoryStream(body, writable: false);
            using XmlReader reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    document.Take(reader);
                }
            }
        }
        catch (XmlException exception)
        {
            throw new InvalidDataException($"the answer is not XML: {Shown.Message(exception.Message)}", exception);
        }

        return document;
    }

    private void Take(XmlReader reader)
    {
        if (reader.Depth > MaximumDepth)
        {
            throw new InvalidDataException($"the answer is nested more than {MaximumDepth} deep");
        }

        string name = reader.LocalName;
        if (reader.Depth == 0)
        {
            _accessLocation = name == "AutodiscoverResponse"
                ? reader.GetAttribute("AccessLocation")
                : throw new InvalidDataException($"the answer is a document of another kind, {Shown.Short(name)}");
        }
        else if (name == "Link" && reader.GetAttribute("token") is { } token && reader.GetAttribute("href") is { } href)
        {
            _links[token] = href;
        }
        else if (name is "SipClientInternalAccess" or "SipClientExternalAccess"
            && reader.GetAttribute("fqdn") is { Length: > 0 } fqdn && !_servers.ContainsKey(name))
        {
            string? text = reader.GetAttribute("port");
            bool right = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= 65535
                && Uri.CheckHostName(fqdn) != UriHostNameType.Unknown;
            _servers.Add(name, right ? (fqdn, port) : throw new InvalidDataException("the answer names a server that can't be one"));
        }
    }

    private string? Link(string token) => _links.TryGetValue(token, out string? href) ? href : null;
}
