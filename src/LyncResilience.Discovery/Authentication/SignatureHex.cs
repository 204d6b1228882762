using System.Text;

namespace LyncResilience.Discovery.Authentication;

/// <summary>Signatures travel as hexadecimal digits in either case (MS-SIPAE 2.2).</summary>
internal static class SignatureHex
{
    private const string Digits = "0123456789ABCDEF";

    public static string Write(byte[] bytes)
    {
        var text = new StringBuilder(2 * bytes.Length);
        foreach (var value in bytes)
        {
            text.Append(Digits[value >> 4]).Append(Digits[value & 15]);
        }

        return text.ToString();
    }

    /// <returns>The bytes; null when the text is not an even number of hexadecimal digits.</returns>
    public static byte[]? Read(string text)
    {
        if (text.Length % 2 != 0)
        {
            return null;
        }

        var bytes = new byte[text.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            int high = Digits.IndexOf(char.ToUpperInvariant(text[2 * i])), low = Digits.IndexOf(char.ToUpperInvariant(text[(2 * i) + 1]));
            if (high < 0 || low < 0)
            {
                return null;
            }

            bytes[i] = (byte)((high << 4) | low);
        }

        return bytes;
    }
}
