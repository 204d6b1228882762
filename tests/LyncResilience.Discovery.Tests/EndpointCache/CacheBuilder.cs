using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace LyncResilience.Discovery.Tests.EndpointCache;

/// <summary>Puts the bytes of a made-up cache together; all texts have one form.</summary>
internal sealed class CacheBuilder(CacheTextForm form)
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public int CharacterBytes => form == CacheTextForm.Ascii ? 1 : 2;

    /// <summary>Brings the next text to the alignment of the form.</summary>
    public CacheBuilder Align() => form == CacheTextForm.Ascii || _bytes.Count % 2 == (form == CacheTextForm.Utf16AtEvenOffsets ? 0 : 1) ? this : Bytes(0);

    public CacheBuilder Bytes(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public CacheBuilder Text(string text) => Bytes((form == CacheTextForm.Ascii ? Encoding.ASCII : Encoding.Unicode).GetBytes(text));

    public CacheBuilder Terminated(string text) => Text(text + "\0");

    public CacheBuilder Field(string text, int characters) => Text(text.PadRight(characters, '\0'));

    public CacheBuilder UInt16(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return Bytes(bytes);
    }

    public CacheBuilder UInt16BigEndian(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return Bytes(bytes);
    }

    public CacheBuilder UInt32(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    public CacheBuilder Random(int seed, int count)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return Bytes(bytes);
    }
}
