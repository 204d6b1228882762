namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>Comparison that takes as long for a near miss as for a wild guess; netstandard2.0 offers none.</summary>
internal static class FixedTime
{
    public static bool AreEqual(byte[] left, byte[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        var difference = 0;
        for (var i = 0; i < left.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }
}
