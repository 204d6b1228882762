using System;
using System.Net;
using System.Runtime.InteropServices;

namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>User and domain as they go into the AUTHENTICATE token.</summary>
/// <param name="User">The user, or a user principal name as typed.</param>
/// <param name="Domain">The domain; empty with a user principal name.</param>
internal readonly record struct NtlmIdentity(string User, string Domain)
{
    /// <summary>
    /// Reads <c>DOMAIN\user</c>, <c>user@domain</c> (sent as typed with an empty domain, as Windows does) or a user whose
    /// domain the credential names itself.
    /// </summary>
    public static NtlmIdentity Of(NetworkCredential credential)
    {
        if (!string.IsNullOrEmpty(credential.Domain))
        {
            return new NtlmIdentity(credential.UserName, credential.Domain);
        }

        var slash = credential.UserName.IndexOf('\\');
        return slash < 0
            ? new NtlmIdentity(credential.UserName, string.Empty)
            : new NtlmIdentity(credential.UserName.Substring(slash + 1), credential.UserName.Substring(0, slash));
    }

    /// <summary>NTOWFv1, MS-NLMP 3.3.1: MD4 of the password in UTF-16LE. All copies of the password that can be cleared are.</summary>
    /// <param name="credential">The credential; only its SecureString is read, which leaves no string behind.</param>
    public static byte[] NtHash(NetworkCredential credential)
    {
        using var password = credential.SecurePassword;
        var bytes = new byte[2 * password.Length];
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(password);
        try
        {
            Marshal.Copy(pointer, bytes, 0, bytes.Length);
            return Md4.Hash(bytes);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
            Array.Clear(bytes, 0, bytes.Length);
        }
    }
}
