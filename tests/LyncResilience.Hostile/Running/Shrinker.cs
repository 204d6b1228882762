using System;
using System.Diagnostics;

namespace LyncResilience.Hostile.Running;

/// <summary>Makes a failing case small: leaves out parts, half of it first and single bytes last, as long as it fails in the same way.</summary>
internal static class Shrinker
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static byte[] Shrink(Target target, byte[] bytes, string kind)
    {
        var clock = Stopwatch.StartNew();
        for (int part = Math.Max(1, bytes.Length / 2); part > 0; part /= 2)
        {
            for (int at = 0; at + part <= bytes.Length && clock.Elapsed < s_patience;)
            {
                byte[] shorter = [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + part)];
                if (Judge.Try(target, shorter).Fault is { } fault && MessageKind.Of(fault) == kind)
                {
                    bytes = shorter;
                }
                else
                {
                    at += part;
                }
            }
        }

        return bytes;
    }
}
