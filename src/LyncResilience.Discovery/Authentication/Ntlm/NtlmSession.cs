using System;
using System.Text;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>
/// The keys that both parties share once authenticated, and the signatures made with them: GSS_GetMIC of connectionless
/// NTLM with extended session security, 128-bit keys and key exchange (MS-NLMP 3.4.4.2, 3.4.5).
/// </summary>
internal sealed class NtlmSession : IDisposable
{
    /// <summary>Length of NTLMSSP_MESSAGE_SIGNATURE, MS-NLMP 2.2.2.9.2.</summary>
    private const int SignatureLength = 16;

    /// <summary>SIP signs every message with this one NTLM sequence number (MS-SIPAE 3.2.4.1, 3.3.4.1).</summary>
    private const uint SipSequenceNumber = 100;

    private static readonly byte[] s_clientSign = Magic("session key to client-to-server signing key magic constant");
    private static readonly byte[] s_serverSign = Magic("session key to server-to-client signing key magic constant");
    private static readonly byte[] s_clientSeal = Magic("session key to client-to-server sealing key magic constant");
    private static readonly byte[] s_serverSeal = Magic("session key to server-to-client sealing key magic constant");

    private readonly NtlmHashes _hashes;

    /// <summary>Derives the four keys (SIGNKEY and SEALKEY of MS-NLMP 3.4.5.2 and 3.4.5.3).</summary>
    /// <param name="hashes">The digests; the session disposes of them.</param>
    /// <param name="exportedSessionKey">16 bytes; the caller clears them.</param>
    public NtlmSession(NtlmHashes hashes, byte[] exportedSessionKey)
    {
        _hashes = hashes;
        ClientSignKey = _hashes.Md5(exportedSessionKey, s_clientSign);
        ServerSignKey = _hashes.Md5(exportedSessionKey, s_serverSign);
        ClientSealKey = _hashes.Md5(exportedSessionKey, s_clientSeal);
        ServerSealKey = _hashes.Md5(exportedSessionKey, s_serverSeal);
    }

    public byte[] ClientSignKey { get; }

    public byte[] ServerSignKey { get; }

    public byte[] ClientSealKey { get; }

    public byte[] ServerSealKey { get; }

    /// <summary>The signature of a message that the client sends.</summary>
    public byte[] SignAsClient(byte[] message) => Sign(ClientSignKey, ClientSealKey, message);

    /// <summary>The signature of a message that the server sends.</summary>
    public byte[] SignAsServer(byte[] message) => Sign(ServerSignKey, ServerSealKey, message);

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        Array.Clear(ClientSignKey, 0, ClientSignKey.Length);
        Array.Clear(ServerSignKey, 0, ServerSignKey.Length);
        Array.Clear(ClientSealKey, 0, ClientSealKey.Length);
        Array.Clear(ServerSealKey, 0, ServerSealKey.Length);
        _hashes.Dispose();
    }

    private static byte[] Magic(string text) => Encoding.ASCII.GetBytes(text + '\0');

    private byte[] Sign(byte[] signKey, byte[] sealKey, byte[] message)
    {
        var number = new byte[4];
        LittleEndian.WriteUInt32(number, 0, SipSequenceNumber);

        var signature = new byte[SignatureLength];
        LittleEndian.WriteUInt32(signature, 0, 1);
        Buffer.BlockCopy(_hashes.HmacMd5(signKey, number, message), 0, signature, 4, 8);

        // MS-NLMP 3.4: without a connection the stream restarts for each message, with a key of its own.
        _hashes.Rc4InPlace(_hashes.Md5(sealKey, number), signature, 4, 8);
        Buffer.BlockCopy(number, 0, signature, 12, 4);
        return signature;
    }
}
