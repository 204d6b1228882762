using System;
using System.Security.Cryptography;

namespace LyncResilience.Discovery.Dns;

/// <summary>16-bit numbers that nobody can predict, for ids and ports (RFC 5452 9.2). Drawn in blocks: one call for many queries. For one user at a time.</summary>
internal sealed class RandomNumbers
{
    private readonly RandomNumberGenerator _generator;
    private readonly byte[] _block = new byte[256];
    private int _used;

    public RandomNumbers(RandomNumberGenerator generator)
    {
        _generator = generator;
        _used = _block.Length;
    }

    public ushort Next()
    {
        if (_used == _block.Length)
        {
            _generator.GetBytes(_block);
            _used = 0;
        }

        ushort number = BitConverter.ToUInt16(_block, _used);
        _used += 2;
        return number;
    }

    /// <summary>A source port from all that are free for use: 1024 and above (RFC 5452 9.2).</summary>
    public int NextPort()
    {
        ushort port;
        do
        {
            port = Next();
        }
        while (port < 1024);
        return port;
    }
}
