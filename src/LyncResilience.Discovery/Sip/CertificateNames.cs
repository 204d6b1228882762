using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// The names that a certificate is good for: dNSName and iPAddress of its subject alternative names; the common name only
/// when it has no such extension at all (RFC 6125 6.4.4).
/// </summary>
internal sealed class CertificateNames
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const byte Sequence = 0x30;
    private const byte Set = 0x31;
    private const byte ObjectIdentifier = 0x06;
    private const byte Utf8String = 0x0C;
    private const byte BmpString = 0x1E;
    private const byte DnsName = 0x82;
    private const byte IPAddressName = 0x87;

    // A certificate may have a thousand.
    private const int MostShown = 5;

    // 2.5.4.3 as it stands in the certificate.
    private static readonly byte[] s_commonName = [0x55, 0x04, 0x03];

    private readonly List<string> _names = [];
    private readonly List<IPAddress> _addresses = [];

    private CertificateNames()
    {
    }

    /// <summary>All names as text: host names first, then addresses.</summary>
    public IReadOnlyList<string> All => [.. _names, .. _addresses.Select(address => address.ToString())];

    /// <summary>Reads the names of a certificate; malformed extensions give the names before the fault.</summary>
    /// <param name="certificate">The certificate.</param>
    public static CertificateNames Of(X509Certificate2 certificate)
    {
        var names = new CertificateNames();
        X509Extension? extension = certificate.Extensions.Cast<X509Extension>().FirstOrDefault(item => item.Oid?.Value == SubjectAlternativeName);
        if (extension is not null)
        {
            names.ReadAlternativeNames(extension.RawData);
        }
        else
        {
            names.ReadCommonName(certificate.SubjectName.RawData);
        }

        return names;
    }

    /// <summary>Whether a certificate with these names may stand for a host: an address only by address, a name by name.</summary>
    /// <param name="names">Names as <see cref="All"/> gives them.</param>
    /// <param name="host">A host name, with or without a final dot, or an address.</param>
    public static bool Cover(IEnumerable<string> names, string host)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return names.Any(name => IPAddress.TryParse(name, out IPAddress? covered) && covered.Equals(address));
        }

        string wanted = host.TrimEnd('.');
        return names.Any(name => Matches(name.TrimEnd('.'), wanted));
    }

    /// <summary>The names in a sentence.</summary>
    /// <param name="names">Names as <see cref="All"/> gives them.</param>
    public static string Text(IReadOnlyList<string> names) => names.Count == 0 ? "no name at all" : Shown.Some(names, MostShown);

    // RFC 6125 6.4.3: a wildcard is the whole left-most label and stands for one label; "*.com" would cover a whole registry.
    private static bool Matches(string name, string host)
    {
        if (!name.StartsWith("*.", StringComparison.Ordinal))
        {
            return string.Equals(name, host, StringComparison.OrdinalIgnoreCase);
        }

        int dot = host.IndexOf('.');
        string suffix = name.Substring(1);
        return dot > 0 && suffix.IndexOf('.', 1) > 0 && string.Equals(suffix, host.Substring(dot), StringComparison.OrdinalIgnoreCase);
    }

    // GeneralNames ::= SEQUENCE OF GeneralName (RFC 5280 4.2.1.6).
    private void ReadAlternativeNames(byte[] extension)
    {
        var outer = new DerReader(extension);
        if (!outer.Read(Sequence))
        {
            return;
        }

        DerReader name = outer.Inside();
        while (name.Read())
        {
            if (name.Tag == DnsName)
            {
                _names.Add(Printable(Encoding.ASCII.GetString(name.Content())));
            }
            else if (name.Tag == IPAddressName && name.ContentLength is 4 or 16)
            {
                _addresses.Add(new IPAddress(name.Content()));
            }
        }
    }

    // Name ::= SEQUENCE OF SET OF SEQUENCE { type, value }; the last common name is the most specific one.
    private void ReadCommonName(byte[] subject)
    {
        var outer = new DerReader(subject);
        DerReader? sets = outer.Read(Sequence) ? outer.Inside() : null;
        while (sets is not null && sets.Read(Set))
        {
            DerReader attributes = sets.Inside();
            while (attributes.Read(Sequence))
            {
                DerReader attribute = attributes.Inside();
                if (attribute.Read(ObjectIdentifier) && attribute.Content().SequenceEqual(s_commonName) && attribute.Read())
                {
                    Encoding encoding = attribute.Tag switch
                    {
                        Utf8String => Encoding.UTF8,
                        BmpString => Encoding.BigEndianUnicode,
                        _ => Encoding.ASCII,
                    };
                    _names.Clear();

                    // A common name that looks like an address is no address: only iPAddress is (RFC 6125 1.7.2).
                    string name = Printable(encoding.GetString(attribute.Content()));
                    if (!IPAddress.TryParse(name, out _))
                    {
                        _names.Add(name);
                    }
                }
            }
        }
    }

    // A name with a NUL or line break must neither match a shorter name nor garble a log.
    private static string Printable(string text) => new([.. text.Select(character => char.IsControl(character) ? '?' : character)]);
}
