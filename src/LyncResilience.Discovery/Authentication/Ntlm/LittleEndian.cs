namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>Numbers in NTLM messages are little-endian whatever the machine (MS-NLMP 2.2).</summary>
internal static class LittleEndian
{
    public static ushort ReadUInt16(byte[] data, int offset) => (ushort)(data[offset] | (data[offset + 1] << 8));

    public static uint ReadUInt32(byte[] data, int offset) =>
        (uint)(data[offset] | (data[offset + 1] << 8) | (data[offset + 2] << 16) | (data[offset + 3] << 24));

    public static ulong ReadUInt64(byte[] data, int offset) =>
        ReadUInt32(data, offset) | ((ulong)ReadUInt32(data, offset + 4) << 32);

    public static void WriteUInt16(byte[] data, int offset, int value)
    {
        data[offset] = (byte)value;
        data[offset + 1] = (byte)(value >> 8);
    }

    public static void WriteUInt32(byte[] data, int offset, uint value)
    {
        WriteUInt16(data, offset, (ushort)value);
        WriteUInt16(data, offset + 2, (ushort)(value >> 16));
    }

    public static void WriteUInt64(byte[] data, int offset, ulong value)
    {
        WriteUInt32(data, offset, (uint)value);
        WriteUInt32(data, offset + 4, (uint)(value >> 32));
    }
}
