using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Sip;

/// <summary>
/// Cuts a stream into messages by Content-Length (RFC 3261 18.3); a message without one has no body. Line breaks between
/// messages are keep-alives and skipped (RFC 5626 3.5.1). One read at a time; after an exception the stream's place is lost.
/// </summary>
public sealed class SipMessageReader
{
    private const int FirstBuffer = 4096;

    private readonly Stream _stream;
    private readonly SipLimits _limits;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _count;

    /// <summary>Reads from a stream, which stays the caller's to dispose.</summary>
    /// <param name="stream">Where messages come from.</param>
    /// <param name="limits">What is too large.</param>
    public SipMessageReader(Stream stream, SipLimits limits)
    {
        _stream = stream;
        _limits = limits;
    }

    /// <summary>Waits for the next message.</summary>
    /// <param name="cancellationToken">Stops waiting, as far as the stream heeds it.</param>
    /// <returns>The message, or null when the stream ended between messages.</returns>
    /// <exception cref="SipFormatException">What came is no SIP message, is too large, or ended in its middle.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public async Task<SipMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        int headLength = await ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        if (headLength == 0)
        {
            return null;
        }

        SipHead head = SipParser.ParseHead(_buffer, 0, headLength, _limits);
        int bodyLength = head.ContentLength ?? 0;
        if (bodyLength > _limits.BodySize)
        {
            throw new SipFormatException($"Content-Length {bodyLength} is over the limit of {_limits.BodySize} bytes.");
        }

        while (_count < headLength + bodyLength)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        byte[] body = new byte[bodyLength];
        Array.Copy(_buffer, headLength, body, 0, bodyLength);
        Drop(headLength + bodyLength);
        return head.ToMessage(body);
    }

    // Reads until the head is complete and returns its length; 0 at the end of the stream.
    private async Task<int> ReadHeadAsync(CancellationToken cancellationToken)
    {
        DropLineBreaks();
        while (_count == 0)
        {
            if (!await TryFillAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            DropLineBreaks();
        }

        var scanner = new SipHeadScanner(_limits, 0);
        int headLength = scanner.Scan(_buffer, _count);
        while (headLength < 0)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
            headLength = scanner.Scan(_buffer, _count);
        }

        return headLength;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (!await TryFillAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new SipFormatException($"The connection ended inside a message, after {_count} bytes of it.");
        }
    }

    private async Task<bool> TryFillAsync(CancellationToken cancellationToken)
    {
        if (_count == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await _stream.ReadAsync(_buffer, _count, _buffer.Length - _count, cancellationToken).ConfigureAwait(false);
        _count += read;
        return read > 0;
    }

    private void DropLineBreaks()
    {
        int breaks = 0;
        while (breaks < _count && _buffer[breaks] is (byte)'\r' or (byte)'\n')
        {
            breaks++;
        }

        Drop(breaks);
    }

    private void Drop(int count)
    {
        _count -= count;
        Array.Copy(_buffer, count, _buffer, 0, _count);
    }
}
