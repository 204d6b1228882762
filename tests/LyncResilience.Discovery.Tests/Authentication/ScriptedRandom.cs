using System;
using System.Security.Cryptography;

namespace LyncResilience.Discovery.Tests.Authentication;

/// <summary>Hands out the given bytes in order, then zeros: published examples fix what is random in life.</summary>
internal sealed class ScriptedRandom(byte[] script) : RandomNumberGenerator
{
    private int _position;

    public override void GetBytes(byte[] data)
    {
        Array.Clear(data);
        var count = Math.Min(data.Length, script.Length - _position);
        Array.Copy(script, _position, data, 0, count);
        _position += count;
    }
}
