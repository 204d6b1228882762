using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Hostile.Running;

namespace LyncResilience.Hostile.Targets;

internal static class AutodiscoverTargets
{
    private static readonly string s_answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.microsoft.rtc.autodiscover+xml; v=1\r\nContent-Length: " + Document.Length + "\r\n\r\n" + Document;

    private const string Chunked =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n11;a=b\r\n<AutodiscoverResp\r\n7\r\nonse/>\n\r\n0\r\n\r\n";

    private const string Document =
        "<AutodiscoverResponse AccessLocation=\"External\"><Root><Link token=\"Redirect\" href=\"https://web.contoso.com/a\"/></Root>" +
        "<User><SipClientInternalAccess fqdn=\"pool1.contoso.com\" port=\"5061\"/><SipClientExternalAccess fqdn=\"edge.contoso.com\" port=\"443\"/></User></AutodiscoverResponse>";

    private static readonly string[] s_words =
        ["\r\n", "\r\n\r\n", "HTTP/1.1 ", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "0\r\n", "7fffffff\r\n", "<", "/>", "<Link ", "token=\"", "href=\"", "fqdn=\"", "port=\"", "<!DOCTYPE a>", "&a;"];

    public static IEnumerable<Target> All =>
    [
        new("autodiscover", "HttpAnswer.GetAsync, AutodiscoverDocument.Parse", Input.Texts(s_answer, Chunked, s_answer.Replace("Content-Length", "X-Length", StringComparison.Ordinal)), s_words, [typeof(InvalidDataException)], Read),
    ];

    private static void Read(byte[] bytes)
    {
        using var stream = new AnsweringStream(bytes);
        HttpAnswer answer = HttpAnswer.GetAsync(stream, new Uri("https://lyncdiscover.contoso.com/"), "text/xml", CancellationToken.None).GetAwaiter().GetResult();
        AutodiscoverDocument document = AutodiscoverDocument.Parse(answer.Body);
        _ = (document.Redirect, document.User, document.Server);
    }

    /// <summary>Takes any request and answers with the bytes.</summary>
    private sealed class AnsweringStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override System.Threading.Tasks.Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => System.Threading.Tasks.Task.CompletedTask;
    }
}
