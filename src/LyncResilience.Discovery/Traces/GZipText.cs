using System;
using System.IO;
using System.IO.Compression;

namespace LyncResilience.Discovery.Traces;

/// <summary>
/// What a gzip file holds. .NET's stream throws at one that is cut off; .NET Framework's takes it for a whole one, so its end is held against the length that
/// the file itself gives in its last four bytes (RFC 1952, section 2.3.1, ISIZE). More text than that is right: files can stand one behind another.
/// </summary>
internal sealed class GZipText(Stream stored, Stream file) : ForwardStream
{
    private const int SizeLength = 4;

    private readonly GZipStream _text = new(stored, CompressionMode.Decompress, leaveOpen: true);
    private long _read;

    /// <exception cref="InvalidDataException">The file is damaged or cut off.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = _text.Read(buffer, offset, count);
        _read += read;
        if (read == 0 && count > 0 && file.CanSeek && _read < SizeAtTheEnd())
        {
            throw new InvalidDataException("it is cut off");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    private long SizeAtTheEnd()
    {
        long position = file.Position;
        byte[] size = new byte[SizeLength];
        file.Position = Math.Max(0, file.Length - SizeLength);
        int length = file.Read(size, 0, SizeLength);
        file.Position = position;
        return length < SizeLength ? long.MaxValue : size[0] | ((long)size[1] << 8) | ((long)size[2] << 16) | ((long)size[3] << 24);
    }
}
