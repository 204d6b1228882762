using System.Collections.Generic;
using System.Globalization;

namespace LyncResilience.Discovery.Sip;

/// <summary>An address with its header parameters, as in From, To and Contact (RFC 3261 20.10, 25.1).</summary>
public sealed class SipNameAddress
{
    private readonly string _text;

    private SipNameAddress(string text, SipUri uri, IReadOnlyDictionary<string, string?> parameters, double q)
    {
        _text = text;
        Uri = uri;
        Parameters = parameters;
        Q = q;
    }

    /// <summary>The address.</summary>
    public SipUri Uri { get; }

    /// <summary>The parameters of the header, not those of the URI; names in any case; null for those without a value.</summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; }

    /// <summary>Preference among several Contacts, 0 to 1; 1 when not given (RFC 3261 20.10).</summary>
    public double Q { get; }

    /// <summary>The <c>tag</c> of From or To; null when there is none.</summary>
    public string? Tag => Parameter("tag");

    /// <summary>The <c>epid</c> that tells a user's endpoints apart (MS-SIPREGE 3.1.2.5.1); null when there is none.</summary>
    public string? Epid => Parameter("epid");

    /// <summary>Seconds that a Contact is good for; null when not given or not a number.</summary>
    public int? Expires =>
        int.TryParse(Parameter("expires"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : null;

    /// <summary>Reads one address, with or without brackets. Without them parameters belong to the header (RFC 3261 20.10).</summary>
    /// <param name="text">Such as <c>&lt;sip:pool01.contoso.com:5061;transport=TLS&gt;;q=0.7</c>.</param>
    /// <exception cref="SipFormatException">There is no URI in it, or its q is not between 0 and 1. <c>*</c> is no address either.</exception>
    public static SipNameAddress Parse(string text)
    {
        string whole = text.Trim();
        string uri;
        string parameters;
        int open = SipText.Find(whole, '<', 0);
        if (open >= 0)
        {
            int close = whole.IndexOf('>', open);
            if (close < 0)
            {
                throw new SipFormatException($"'{SipText.Excerpt(whole)}' opens a bracket that it doesn't close.");
            }

            uri = whole.Substring(open + 1, close - open - 1);
            parameters = whole.Substring(close + 1).TrimStart();
        }
        else
        {
            int semicolon = whole.IndexOf(';');
            uri = semicolon < 0 ? whole : whole.Substring(0, semicolon);
            parameters = semicolon < 0 ? string.Empty : whole.Substring(semicolon);
        }

        if (parameters.Length > 0 && parameters[0] != ';')
        {
            throw new SipFormatException($"'{SipText.Excerpt(parameters)}' follows an address, but is no parameter.");
        }

        IReadOnlyDictionary<string, string?> read = SipText.Parameters(parameters);
        return new SipNameAddress(whole, SipUri.Parse(uri), read, ReadQ(read));
    }

    /// <summary>The address as it was written.</summary>
    public override string ToString() => _text;

    private static double ReadQ(IReadOnlyDictionary<string, string?> parameters)
    {
        if (!parameters.TryGetValue("q", out string? text))
        {
            return 1.0;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double q) && q is >= 0 and <= 1
            ? q
            : throw new SipFormatException($"'q={SipText.Excerpt(text ?? string.Empty)}' is not between 0 and 1.");
    }

    private string? Parameter(string name) => Parameters.TryGetValue(name, out string? value) ? value : null;
}
