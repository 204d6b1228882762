using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;

namespace LyncResilience.Instructions.Tests;

/// <summary>A profile as Callgrind writes it (Valgrind User Manual, "Callgrind Format Specification").</summary>
internal static class CallgrindProfile
{
    private static readonly Regex s_object = new(@"^c?ob=\((\d+)\)(?: (.*))?$");

    /// <summary>
    /// The instructions of the program itself, with all of .NET that is compiled into it. Shared libraries are left out: of libc and libcrypto every system has
    /// its own, and a loop that clears memory by <c>rep stosb</c> is counted as one instruction for each byte.
    /// </summary>
    public static long OwnInstructions(string path)
    {
        Dictionary<string, string> objects = [];
        bool isShared = false;
        bool isCall = false;
        long sum = 0;
        foreach (string line in File.ReadLines(path))
        {
            if (s_object.Match(line) is { Success: true } match)
            {
                // A name is written once, its number ever after.
                string number = match.Groups[1].Value;
                if (match.Groups[2].Success)
                {
                    objects[number] = match.Groups[2].Value;
                }

                isShared = line.StartsWith('c') ? isShared : objects[number].Contains(".so", StringComparison.Ordinal);
            }
            else if (line.StartsWith("calls=", StringComparison.Ordinal))
            {
                isCall = true;
            }
            else if (line.Length > 0 && (char.IsAsciiDigit(line[0]) || line[0] is '+' or '-' or '*'))
            {
                // After "calls=" comes what the called one took, which stands with itself too.
                sum += isCall || isShared ? 0 : long.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);
                isCall = false;
            }
        }

        return sum;
    }
}
