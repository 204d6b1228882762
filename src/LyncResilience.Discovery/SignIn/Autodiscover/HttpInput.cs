using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Reads lines and counted bytes from a stream.</summary>
internal sealed class HttpInput
{
    private readonly Stream _stream;
    private readonly int _maximumLine;
    private readonly byte[] _buffer = new byte[4096];
    private int _next;
    private int _end;

    public HttpInput(Stream stream, int maximumLine)
    {
        _stream = stream;
        _maximumLine = maximumLine;
    }

    /// <summary>The next line without its line break, as ASCII.</summary>
    /// <exception cref="InvalidDataException">It is too long, or the stream ends before it does.</exception>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            await NeedMoreAsync(cancellationToken).ConfigureAwait(false);
            int newLine = Array.IndexOf(_buffer, (byte)'\n', _next, _end - _next);
            int until = newLine < 0 ? _end : newLine;
            line.Append(Encoding.ASCII.GetString(_buffer, _next, until - _next));
            if (line.Length > _maximumLine)
            {
                throw new InvalidDataException($"the answer has a line of more than {_maximumLine} bytes");
            }

            _next = newLine < 0 ? _end : newLine + 1;
            if (newLine >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }
        }
    }

    /// <summary>Copies exactly so many bytes.</summary>
    /// <exception cref="InvalidDataException">The stream ends before.</exception>
    public async Task CopyAsync(Stream target, int count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            await NeedMoreAsync(cancellationToken).ConfigureAwait(false);
            int size = Math.Min(count, _end - _next);
            target.Write(_buffer, _next, size);
            _next += size;
            count -= size;
        }
    }

    /// <summary>Copies what is left; false when that is more than the limit.</summary>
    public async Task<bool> CopyToEndAsync(Stream target, int limit, CancellationToken cancellationToken)
    {
        while (await HasMoreAsync(cancellationToken).ConfigureAwait(false))
        {
            int size = _end - _next;
            if (size > limit)
            {
                return false;
            }

            target.Write(_buffer, _next, size);
            limit -= size;
            _next = _end;
        }

        return true;
    }

    private async Task NeedMoreAsync(CancellationToken cancellationToken)
    {
        if (!await HasMoreAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidDataException("the answer ended early");
        }
    }

    private async Task<bool> HasMoreAsync(CancellationToken cancellationToken)
    {
        if (_next == _end)
        {
            _next = 0;
            _end = await _stream.ReadAsync(_buffer, 0, _buffer.Length, cancellationToken).ConfigureAwait(false);
        }

        return _next < _end;
    }
}
