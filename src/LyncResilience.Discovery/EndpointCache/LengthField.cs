namespace LyncResilience.Discovery.EndpointCache;

/// <summary>
/// Tells a number that gives the length of a field from a character of the text after it: 45 to 57 look like a hyphen, a dot, a slash or a digit, 64
/// like an at sign, 65 to 122 like letters.
/// </summary>
internal static class LengthField
{
    /// <summary>
    /// Whether what stands before a character of the run would be the length of the field from there on. A length in the text's own
    /// width counts only after a control character, for lengths don't follow a text directly.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="index">The field's first character in the run.</param>
    /// <param name="portLength">The number of characters of a port after the run, its colon included.</param>
    public static bool IsBefore(TextRun run, int index, int portLength)
    {
        int length = run.Length - index;
        return (IsLength(run[index - 1], length, portLength, run.Width) && run[index - 2] < ' ')
            || (index == 0 && run.Width > 1 && IsLength(run.ByteBefore, length, portLength, run.Width));
    }

    /// <summary>
    /// Whether a run's first character, which fits as a length, is rather that than the name's first: hosts seldom begin with a digit, and those with a capital
    /// are mostly capitals throughout. A small letter can't be told.
    /// </summary>
    public static bool IsMoreLikelyThanLetter(TextRun run) =>
        run[0] is not (>= 'a' and <= 'z') && !(IsCapital(run[0]) && IsCapital(run[1]));

    // In characters or bytes, with or without a terminator, of the name alone or with its port.
    private static bool IsLength(int unit, int nameLength, int portLength, int width) =>
        IsLength(unit, nameLength, width) || IsLength(unit, nameLength + portLength, width);

    private static bool IsLength(int unit, int length, int width) =>
        unit == length || unit == length + 1 || unit == length * width || unit == (length + 1) * width;

    private static bool IsCapital(int unit) => unit is >= 'A' and <= 'Z';
}
