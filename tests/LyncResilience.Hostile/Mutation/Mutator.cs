using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace LyncResilience.Hostile.Mutation;

/// <summary>Makes hostile input of good input. Knows no format, only the words that the target gives it.</summary>
internal sealed class Mutator
{
    /// <summary>No case is longer: enough to pass every limit on a line, a record or a message.</summary>
    public const int MaximumLength = 1024 * 1024;

    // Rarely, or the run does little else.
    private const int HugeChances = 2000;

    private static readonly byte[] s_bytes = [0, 1, 9, 10, 13, 32, (byte)'"', (byte)'&', (byte)'\'', (byte)'(', (byte)',', (byte)'-', (byte)'.', (byte)'/', (byte)':', (byte)';', (byte)'<', (byte)'=', (byte)'>', (byte)'@', (byte)'[', (byte)'\\', (byte)']', (byte)'{', (byte)'}', 0x7F, 0x80, 0xC0, 0xFE, 0xFF];

    private static readonly byte[][] s_numbers = [.. new[]
    {
        "0", "1", "-1", "00", "255", "256", "65535", "65536", "99999", "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807",
        "99999999999999999999", "1e308", "1e-999", "0.1", "0x10", "+5", "٣",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly uint[] s_lengths = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];

    private readonly IReadOnlyList<byte[]> _corpus;
    private readonly byte[][] _words;

    /// <param name="corpus">What to begin with; may grow while the mutator is in use.</param>
    /// <param name="words">Words of the format.</param>
    public Mutator(IReadOnlyList<byte[]> corpus, IEnumerable<string> words)
    {
        _corpus = corpus;
        _words = [.. words.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Makes one case.</summary>
    public byte[] Mutate(Dice dice)
    {
        var bytes = new List<byte>(Entry(dice));

        // Few, mostly: what is wrong everywhere is refused at once, and little code sees it.
        int changes = 1 + dice.Below(dice.OneIn(6) ? 12 : 3);
        for (; changes > 0; changes--)
        {
            if (bytes.Count == 0)
            {
                bytes.AddRange(Entry(dice));
            }

            Change(bytes, dice);
        }

        if (dice.OneIn(HugeChances))
        {
            Repeat(bytes, dice, MaximumLength);
        }

        return [.. CollectionsMarshal.AsSpan(bytes)[..Math.Min(bytes.Count, MaximumLength)]];
    }

    private byte[] Entry(Dice dice) => _corpus.Count == 0 ? [] : _corpus[dice.Below(_corpus.Count)];

    private void Change(List<byte> bytes, Dice dice)
    {
        int at = dice.Below(bytes.Count);
        switch (dice.Below(18))
        {
            case 0 when bytes.Count > 0:
                bytes[at] ^= (byte)(1 << dice.Below(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[at] = (byte)dice.Below(256);
                break;
            case 2 or 3 when bytes.Count > 0:
                bytes[at] = s_bytes[dice.Below(s_bytes.Length)];
                break;
            case 4:
                bytes.Insert(at, s_bytes[dice.Below(s_bytes.Length)]);
                break;
            case 5:
                WriteLength(bytes, dice);
                break;
            case 6 or 7:
                WriteNumber(bytes, at, dice);
                break;
            case 8 when dice.OneIn(2):
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 9:
                bytes.RemoveRange(at, Stretch(bytes, at, dice));
                break;
            case 10:
                bytes.InsertRange(dice.Below(bytes.Count), bytes.GetRange(at, Stretch(bytes, at, dice)));
                break;
            case 11:
                Splice(bytes, at, dice);
                break;
            case 12 or 13 when _words.Length > 0:
                bytes.InsertRange(at, Word(dice));
                break;
            case 14 when _words.Length > 0:
                byte[] word = Word(dice);
                bytes.RemoveRange(at, Math.Min(word.Length, bytes.Count - at));
                bytes.InsertRange(at, word);
                break;
            case 15:
                Repeat(bytes, dice, 4096);
                break;
            default:
                OtherLetter(bytes, at, dice);
                break;
        }
    }

    private byte[] Word(Dice dice) => _words[dice.Below(_words.Length)];

    // Mostly a word or a field, sometimes a line or more.
    private static int Stretch(List<byte> bytes, int at, Dice dice) => Math.Min(1 + dice.Below(dice.OneIn(3) ? 200 : 12), bytes.Count - at);

    // A field of 1, 2 or 4 bytes in either order; formats keep lengths and offsets in their heads, so most changes go there.
    private static void WriteLength(List<byte> bytes, Dice dice)
    {
        int size = 1 << dice.Below(3);
        if (bytes.Count < size)
        {
            return;
        }

        int at = dice.Below((dice.OneIn(3) ? bytes.Count : Math.Min(bytes.Count, 96)) - size + 1);
        bool isBigEndian = dice.OneIn(2);
        uint value = 0;
        for (int i = 0; i < size; i++)
        {
            value |= (uint)bytes[at + i] << (8 * (isBigEndian ? size - 1 - i : i));
        }

        value = dice.Below(4) switch
        {
            0 => s_lengths[dice.Below(s_lengths.Length)],
            1 => (uint)(bytes.Count - dice.Below(3) + 1),
            _ => (uint)(value + (uint)dice.Below(9) - 4),
        };
        for (int i = 0; i < size; i++)
        {
            bytes[at + i] = (byte)(value >> (8 * (isBigEndian ? size - 1 - i : i)));
        }
    }

    // The next number written in digits becomes another.
    private static void WriteNumber(List<byte> bytes, int at, Dice dice)
    {
        int start = bytes.FindIndex(at, value => char.IsAsciiDigit((char)value));
        if (start >= 0)
        {
            int end = bytes.FindIndex(start, value => !char.IsAsciiDigit((char)value));
            bytes.RemoveRange(start, (end < 0 ? bytes.Count : end) - start);
            bytes.InsertRange(start, s_numbers[dice.Below(s_numbers.Length)]);
        }
    }

    private void Splice(List<byte> bytes, int at, Dice dice)
    {
        byte[] other = Entry(dice);
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other.AsSpan(dice.Below(other.Length)));
    }

    private static void Repeat(List<byte> bytes, Dice dice, int limit)
    {
        int at = dice.Below(bytes.Count);
        byte[] part = [.. CollectionsMarshal.AsSpan(bytes).Slice(at, Math.Min(Stretch(bytes, at, dice), bytes.Count - at))];
        if (part.Length == 0)
        {
            return;
        }

        int times = 1 + dice.Below(limit / part.Length);
        byte[] all = new byte[part.Length * times];
        for (int i = 0; i < times; i++)
        {
            part.CopyTo(all, i * part.Length);
        }

        bytes.InsertRange(at, all);
    }

    // Leaves most formats well-formed and changes what is said.
    private static void OtherLetter(List<byte> bytes, int at, Dice dice)
    {
        int found = bytes.FindIndex(at, value => char.IsAsciiLetterOrDigit((char)value));
        if (found >= 0)
        {
            bytes[found] = (byte)"0123459aeSBx"[dice.Below(12)];
        }
    }
}
