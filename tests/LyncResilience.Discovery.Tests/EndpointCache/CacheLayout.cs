using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Tests.EndpointCache;

/// <summary>
/// A made-up layout of a cache. None claims to be a client's, whose layout is unpublished; together they have the ways in which files
/// of that kind are built and the texts that stand in them beside the server.
/// </summary>
/// <param name="Name">What it is.</param>
/// <param name="Best">The confidence that the whole file must get.</param>
/// <param name="HasServer">Whether a server is cached in it at all.</param>
/// <param name="Write">Writes it for a server.</param>
internal sealed record CacheLayout(string Name, CacheConfidence Best, bool HasServer, Action<CacheBuilder, string, int> Write)
{
    public const string Owner = "alice@contoso.com";

    private const string Guid = "{8A4C2D10-77B3-4F2E-9C51-0D6E5B1F2A34}";

    public static IReadOnlyList<CacheLayout> All { get; } =
    [
        .. Plain(),
        .. Binary(),
        .. WithOthers(),
        .. WithoutServer(),
    ];

    public static CacheLayout Named(string name) => All.Single(layout => layout.Name == name);

    public byte[] Bytes(CacheTextForm form, string server, int port)
    {
        CacheBuilder builder = new(form);
        Write(builder.Align(), server, port);
        return builder.ToArray();
    }

    public override string ToString() => Name;

    private static IEnumerable<CacheLayout> Plain() =>
    [
        new("lines", CacheConfidence.High, true, (file, server, port) => file.Text($"{server}:{port}\r\n{server}:{port}\r\n")),
        new("one line", CacheConfidence.Medium, true, (file, server, port) => file.Text($"{server}:{port}\r\n")),
        new("keys and values", CacheConfidence.High, true, (file, server, port) => file
            .Text($"[Endpoint]\r\nUser=sip:{Owner}\r\nServer={server}:{port}\r\nLast={server}:{port};transport=tls\r\nVersion=15.0.4420.1017\r\n")),
        new("XML", CacheConfidence.High, true, (file, server, port) => file
            .Text($"<?xml version=\"1.0\"?><endpoint xmlns=\"http://schemas.contoso.com/cache/2010\"><user>sip:{Owner}</user>")
            .Text($"<home>{server}:{port}</home><trusted name=\"{server}:{port}\"/></endpoint>\n")),
        new("SIP URIs", CacheConfidence.High, true, (file, server, port) => file
            .Terminated($"<sip:{Owner}>;tag=1").Terminated($"<sip:{server}:{port};transport=tls;lr>").Terminated($"sips:{server}:{port}")),
        new("name and port apart", CacheConfidence.Medium, true, (file, server, port) => file.Text($"server={server}\r\nport={port}\r\nhome={server}\r\n")),
    ];

    private static IEnumerable<CacheLayout> Binary() =>
    [
        new("zero-terminated", CacheConfidence.High, true, (file, server, port) => file
            .UInt32(1).Align().Terminated(Owner).Terminated($"{server}:{port}").Terminated($"{server}:{port}").Bytes(1, 0, 0, 0)),
        new("length in a byte", CacheConfidence.High, true, (file, server, port) =>
        {
            foreach (string text in new[] { Owner, $"{server}:{port}", server, $"{server}:{port}" })
            {
                // The byte before has the other alignment, the text has that of the form.
                file.Bytes((byte)text.Length).Align().Text(text);
            }

            file.Bytes(0, 0);
        }),
        new("length in a byte, any alignment", CacheConfidence.Medium, true, (file, server, port) =>
        {
            foreach (string text in new[] { Owner, $"{server}:{port}" })
            {
                file.Bytes((byte)(text.Length * file.CharacterBytes)).Text(text);
            }

            file.Bytes(0, 0);
        }),
        new("length in a word", CacheConfidence.High, true, (file, server, port) =>
        {
            foreach (string text in new[] { Owner, $"{server}:{port}", $"{server}:{port}" })
            {
                file.UInt16(text.Length * file.CharacterBytes).Text(text);
            }

            file.Bytes(0, 0);
        }),
        new("length in a double word, terminated", CacheConfidence.High, true, (file, server, port) =>
        {
            foreach (string text in new[] { $"{server}:{port}", Owner, $"{server}:{port}", server })
            {
                file.UInt32((text.Length + 1) * file.CharacterBytes).Align().Terminated(text);
            }

            file.Bytes(0xFF, 0xFF);
        }),
        new("fixed fields", CacheConfidence.High, true, (file, server, port) => file
            .Field(Owner, 64).Field($"{server}:{port}", 96).Field($"{server}:{port}", 96).UInt32(port)),
        new("tag, length, value", CacheConfidence.High, true, (file, server, port) =>
        {
            file.UInt16(1).UInt16(Owner.Length).Text(Owner);
            for (int tag = 2; tag < 5; tag++)
            {
                string text = $"{server}:{port}";
                file.UInt16(tag).UInt16(text.Length).Text(text);
            }

            file.UInt16(0).UInt16(0);
        }),
        new("binary port after the name", CacheConfidence.Medium, true, (file, server, port) => file.Terminated(server).UInt16(port).Terminated(Owner)),
        new("binary port before the name", CacheConfidence.Medium, true, (file, server, port) => file
            .Bytes(0, 0).UInt16BigEndian(port).Align().Terminated(server).UInt16BigEndian(port).Align().Terminated(server)),
        new("among random bytes", CacheConfidence.High, true, (file, server, port) => file
            .Random(5, 300).Bytes(0, 0).Align().Terminated($"{server}:{port}").Random(6, 100).Bytes(0, 0).Align().Terminated($"{server}:{port}").Random(7, 200)),
    ];

    private static IEnumerable<CacheLayout> WithOthers() =>
    [
        new("addresses, identifiers and noise", CacheConfidence.High, true, (file, server, port) => file
            .Terminated($"sip:{Owner}").Terminated("bob.miller@emea.contoso.com").Terminated(Guid).Terminated($"{server}:{port}")
            .Terminated("https://crl.contoso.com:443/pki/root.crl").Terminated("http://www.microsoft.com/pkiops/crl/x.crl")
            .Terminated("ldap:///CN=CA,DC=contoso,DC=com").Terminated("http://schemas.microsoft.com/2006/09/sip/cache").Terminated("ocsp.digicert.com")
            .Terminated(@"C:\Users\alice\AppData\Local\lync.exe").Terminated("uccapi.dll").Terminated("_sipinternaltls._tcp.contoso.com")
            .Terminated("1.3.6.1.5.5.7.3.1").Terminated("15.0.4420.1017").Terminated("192.0.2.10:5061").Terminated($"{server}:{port}").Terminated("contoso.com")),
        new("others once, before and after", CacheConfidence.Medium, true, (file, server, port) => file
            .Terminated("edge.contoso.com:443").Terminated($"{server}:{port}").Terminated("director.contoso.com:5061").Terminated($"{server}:{port}")
            .Terminated("avmcu.contoso.com")),
        new("others twice without a port, before", CacheConfidence.Medium, true, (file, server, port) => file
            .Terminated("files.contoso.com").Terminated("files.contoso.com").Terminated($"{server}:{port}").Terminated($"{server}:{port}").Terminated(server)),
        new("names that clients look up", CacheConfidence.Medium, true, (file, server, port) => file
            .Terminated("sipinternal.contoso.com:5061").Terminated("sipinternal.contoso.com:5061").Terminated("sip.contoso.com:5061").Terminated("sip.contoso.com:5061")
            .Terminated($"{server}:{port}").Terminated("lyncdiscoverinternal.contoso.com").Terminated($"{server}:{port}")),
        new("two with equal evidence", CacheConfidence.Low, true, (file, server, port) => file
            .Terminated($"{server}:{port}").Terminated("pool9.contoso.com:" + port).Terminated("pool9.contoso.com:" + port).Terminated($"{server}:{port}").Terminated("fe")),
        new("two ports", CacheConfidence.Medium, true, (file, server, port) => file
            .Terminated($"{server}:{port}").Terminated($"{server}:{port}").Terminated($"{server}:8057")),
        new("another name in each case", CacheConfidence.High, true, (file, server, port) => file
            .Terminated($"{server.ToUpperInvariant()}:{port}").Terminated($"{server}:{port}")),
    ];

    private static IEnumerable<CacheLayout> WithoutServer() =>
    [
        new("empty", CacheConfidence.None, false, (_, _, _) => { }),
        new("zeros", CacheConfidence.None, false, (file, _, _) => file.Bytes(new byte[512])),
        new("random", CacheConfidence.None, false, (file, _, _) => file.Random(11, 1000)),
        new("noise only", CacheConfidence.None, false, (file, _, _) => file
            .Terminated($"sip:{Owner}").Terminated(Guid).Terminated("https://crl.contoso.com/pki/root.crl").Terminated("https://crl.contoso.com/pki/root.crl")
            .Terminated("EndpointConfiguration.cache").Terminated("contoso.com").Terminated("System.Security.Principal").Terminated("crl.microsoft.com")),
        new("another service only", CacheConfidence.Low, false, (file, _, _) => file.Terminated("mail.contoso.com:443").Terminated("mail.contoso.com:443").Bytes(1)),
    ];
}
