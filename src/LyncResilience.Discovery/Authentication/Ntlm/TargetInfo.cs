using System;
using System.Collections.Generic;
using System.Text;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>The AV_PAIR list by which the server describes itself (MS-NLMP 2.2.2.1).</summary>
internal sealed class TargetInfo
{
    private readonly List<KeyValuePair<AvId, byte[]>> _pairs = [];

    /// <summary>The pairs in their order, without the terminator.</summary>
    public IReadOnlyList<KeyValuePair<AvId, byte[]>> Pairs => _pairs;

    /// <summary>The server's time as a FILETIME (100 ns since 1601, UTC); null when the server sent none.</summary>
    public ulong? Timestamp =>
        Find(AvId.Timestamp) is { Length: 8 } value ? LittleEndian.ReadUInt64(value, 0) : null;

    /// <summary>Bit 0x2 of MsvAvFlags: the AUTHENTICATE that carries this list carries a MIC, too.</summary>
    public bool SaysMicPresent =>
        Find(AvId.Flags) is { Length: 4 } value && (LittleEndian.ReadUInt32(value, 0) & 0x2) != 0;

    /// <summary>Reads a list.</summary>
    /// <param name="data">The buffer that holds it.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="count">How many bytes may belong to it; bytes behind the terminator are ignored.</param>
    /// <exception cref="AuthenticationFormatException">The list is cut short.</exception>
    public static TargetInfo Parse(byte[] data, int offset, int count)
    {
        var result = new TargetInfo();
        var end = offset + count;
        while (true)
        {
            if (end - offset < 4)
            {
                throw new AuthenticationFormatException("The NTLM target information ends without its terminator.");
            }

            var id = (AvId)LittleEndian.ReadUInt16(data, offset);
            var length = LittleEndian.ReadUInt16(data, offset + 2);
            offset += 4;
            if (id == AvId.EndOfList)
            {
                return result;
            }

            if (end - offset < length)
            {
                throw new AuthenticationFormatException($"The NTLM target information's value {(int)id} is longer than the list.");
            }

            var value = new byte[length];
            Buffer.BlockCopy(data, offset, value, 0, length);
            result._pairs.Add(new KeyValuePair<AvId, byte[]>(id, value));
            offset += length;
        }
    }

    public TargetInfo Add(AvId id, string value) => Add(id, Encoding.Unicode.GetBytes(value));

    public TargetInfo Add(AvId id, byte[] value)
    {
        _pairs.Add(new KeyValuePair<AvId, byte[]>(id, value));
        return this;
    }

    public byte[]? Find(AvId id)
    {
        foreach (var pair in _pairs)
        {
            if (pair.Key == id)
            {
                return pair.Value;
            }
        }

        return null;
    }

    public byte[] ToBytes()
    {
        var length = 4;
        foreach (var pair in _pairs)
        {
            length += 4 + pair.Value.Length;
        }

        var result = new byte[length];
        var offset = 0;
        foreach (var pair in _pairs)
        {
            LittleEndian.WriteUInt16(result, offset, (int)pair.Key);
            LittleEndian.WriteUInt16(result, offset + 2, pair.Value.Length);
            Buffer.BlockCopy(pair.Value, 0, result, offset + 4, pair.Value.Length);
            offset += 4 + pair.Value.Length;
        }

        return result;
    }
}
