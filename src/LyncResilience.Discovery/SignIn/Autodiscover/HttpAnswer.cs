using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.SignIn;

/// <summary>
/// The answer to one HTTP GET on a connection of its own. Not HttpClient, because that can't dial a given address under a
/// given name on every platform, and brings proxies, cookies and credentials of its own.
/// </summary>
internal sealed class HttpAnswer
{
    private const int MaximumLine = 8 * 1024;
    private const int MaximumHeaders = 100;
    private const int MaximumBody = 256 * 1024;

    private HttpAnswer(int statusCode, string reason, Dictionary<string, string> headers, byte[] body)
    {
        StatusCode = statusCode;
        Reason = reason;
        Headers = headers;
        Body = body;
    }

    public int StatusCode { get; }

    public string Reason { get; }

    /// <summary>The first header of each name; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    public byte[] Body { get; }

    /// <summary>Sends the request and reads the whole answer.</summary>
    /// <param name="stream">A fresh connection; it is of no use afterwards.</param>
    /// <param name="uri">What to get.</param>
    /// <param name="accept">The media type wanted.</param>
    /// <param name="cancellationToken">Stops, as far as the stream heeds it.</param>
    /// <exception cref="InvalidDataException">What came is no HTTP answer, or too large.</exception>
    /// <exception cref="IOException">The connection is lost.</exception>
    public static async Task<HttpAnswer> GetAsync(Stream stream, Uri uri, string accept, CancellationToken cancellationToken)
    {
        byte[] request = Encoding.ASCII.GetBytes(
            $"GET {uri.PathAndQuery} HTTP/1.1\r\nHost: {uri.Authority}\r\nAccept: {accept}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(request, 0, request.Length, cancellationToken).ConfigureAwait(false);

        var input = new HttpInput(stream, MaximumLine);
        while (true)
        {
            (int status, string reason) = ParseStatus(await input.ReadLineAsync(cancellationToken).ConfigureAwait(false));
            Dictionary<string, string> headers = await ReadHeadersAsync(input, cancellationToken).ConfigureAwait(false);
            if (status >= 200)
            {
                byte[] body = status is 204 or 304 ? [] : await ReadBodyAsync(input, headers, cancellationToken).ConfigureAwait(false);
                return new HttpAnswer(status, reason, headers, body);
            }
        }
    }

    private static (int Status, string Reason) ParseStatus(string line)
    {
        string[] parts = line.Split([' '], 3);
        return parts.Length >= 2 && parts[0].StartsWith("HTTP/1.", StringComparison.Ordinal) && parts[1].Length == 3
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status >= 100
            ? (status, parts.Length > 2 ? parts[2] : string.Empty)
            : throw new InvalidDataException("the answer is not HTTP");
    }

    private static async Task<Dictionary<string, string>> ReadHeadersAsync(HttpInput input, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i <= MaximumHeaders; i++)
        {
            string line = await input.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.Length == 0)
            {
                return headers;
            }

            int colon = line.IndexOf(':');
            if (colon <= 0)
            {
                throw new InvalidDataException("the answer has a header without a colon");
            }

            string name = line.Substring(0, colon);
            if (!headers.ContainsKey(name))
            {
                headers.Add(name, line.Substring(colon + 1).Trim());
            }
        }

        throw new InvalidDataException($"the answer has more than {MaximumHeaders} headers");
    }

    // RFC 9112 6.3: chunks, else Content-Length, else everything until the connection closes.
    private static async Task<byte[]> ReadBodyAsync(HttpInput input, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (headers.TryGetValue("Transfer-Encoding", out string? encoding))
        {
            if (!string.Equals(encoding, "chunked", StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidDataException("the answer uses a transfer encoding that wasn't asked for");
            }

            int size;
            do
            {
                string line = await input.ReadLineAsync(cancellationToken).ConfigureAwait(false);
                size = ParseLength(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, body.Length);
                await input.CopyAsync(body, size, cancellationToken).ConfigureAwait(false);
                if (size > 0 && (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false)).Length > 0)
                {
                    throw new InvalidDataException("the answer has a chunk longer than it says");
                }
            }
            while (size > 0);
        }
        else if (headers.TryGetValue("Content-Length", out string? length))
        {
            await input.CopyAsync(body, ParseLength(length, NumberStyles.None, 0), cancellationToken).ConfigureAwait(false);
        }
        else if (!await input.CopyToEndAsync(body, MaximumBody, cancellationToken).ConfigureAwait(false))
        {
            throw TooLarge();
        }

        return body.ToArray();
    }

    private static int ParseLength(string text, NumberStyles style, long before)
    {
        if (!int.TryParse(text, style, CultureInfo.InvariantCulture, out int length) || length < 0)
        {
            throw new InvalidDataException("the answer gives no proper length");
        }

        return before + length <= MaximumBody ? length : throw TooLarge();
    }

    private static InvalidDataException TooLarge() => new($"the answer is over {MaximumBody / 1024} KB");
}
