namespace LyncResilience.Discovery.EndpointCache;

/// <summary>
/// A stretch of letters, digits, hyphens, underscores and dots in a file, the longest that one encoding gives around a dot: what a host name
/// would be part of.
/// </summary>
/// <param name="data">The file.</param>
/// <param name="start">Where it begins.</param>
/// <param name="end">Where the first character after it begins.</param>
/// <param name="width">The bytes of a character: 1 for ASCII, 2 for UTF-16LE.</param>
internal readonly struct TextRun(byte[] data, int start, int end, int width)
{
    /// <summary>What stands for a character that is not there.</summary>
    public const int Outside = -1;

    public int Start => start;

    public int End => end;

    public int Width => width;

    /// <summary>The number of characters.</summary>
    public int Length => (end - start) / width;

    /// <summary>Finds the run around a dot.</summary>
    /// <returns>False when the dot stands between no two characters of one encoding.</returns>
    public static bool TryFindAround(byte[] data, int dot, out TextRun run)
    {
        // The byte after the dot decides: a zero is the dot's own high byte, a letter is the next character in ASCII.
        int width = IsNameCharacter(At(data, dot + 1, 1)) ? 1 : At(data, dot, 2) == '.' && IsNameCharacter(At(data, dot + 2, 2)) ? 2 : 0;
        run = default;
        if (width == 0)
        {
            return false;
        }

        int start = dot;
        while (IsNameCharacter(At(data, start - width, width)))
        {
            start -= width;
        }

        int end = dot + width;
        while (IsNameCharacter(At(data, end, width)))
        {
            end += width;
        }

        run = new TextRun(data, start, end, width);
        return true;
    }

    /// <summary>The character at an index counted from the start of the run; the run's neighbours have indexes too.</summary>
    public int this[int index] => At(data, start + (index * width), width);

    /// <summary>The byte directly before the run, whatever the width of its characters.</summary>
    public int ByteBefore => At(data, start - 1, 1);

    /// <summary>Characters as text.</summary>
    public string Text(int from, int length)
    {
        char[] letters = new char[length];
        for (int i = 0; i < length; i++)
        {
            letters[i] = (char)this[from + i];
        }

        return new string(letters);
    }

    public static bool IsNameCharacter(int unit) =>
        unit is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.';

    private static int At(byte[] data, int offset, int width) =>
        offset < 0 || offset > data.Length - width ? Outside
        : width == 1 ? data[offset]
        : data[offset] | (data[offset + 1] << 8);
}
