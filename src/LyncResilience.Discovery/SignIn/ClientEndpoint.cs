using System;
using System.Security.Cryptography;

namespace LyncResilience.Discovery.SignIn;

/// <summary>
/// What tells one endpoint of a user from the others (MS-SIPREGE 3.1.2.5.1). It stays the same from server to server: a client that is
/// redirected is still the same endpoint.
/// </summary>
/// <param name="Epid">The epid of From.</param>
/// <param name="Instance">The +sip.instance of Contact.</param>
internal sealed record ClientEndpoint(string Epid, Guid Instance)
{
    /// <summary>Draws a new one.</summary>
    public static ClientEndpoint New(RandomNumberGenerator random) => new(Hex(random, 5), new Guid(Bytes(random, 16)));

    /// <summary>Random bytes as hexadecimal digits.</summary>
    public static string Hex(RandomNumberGenerator random, int bytes) => BitConverter.ToString(Bytes(random, bytes)).Replace("-", string.Empty).ToLowerInvariant();

    private static byte[] Bytes(RandomNumberGenerator random, int count)
    {
        byte[] bytes = new byte[count];
        random.GetBytes(bytes);
        return bytes;
    }
}
