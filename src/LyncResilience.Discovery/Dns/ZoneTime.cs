namespace LyncResilience.Discovery.Dns;

/// <summary>Times in zone files: seconds, or numbers with the units w, d, h, m and s, such as <c>1h30m</c>.</summary>
internal static class ZoneTime
{
    public static bool TryParse(string text, out int seconds)
    {
        long total = 0;
        long number = 0;
        bool pending = false;
        seconds = 0;
        foreach (char character in text)
        {
            if (character is >= '0' and <= '9')
            {
                number = (number * 10) + (character - '0');
                pending = true;
            }
            else
            {
                int unit = UnitOf(character);
                if (!pending || unit == 0)
                {
                    return false;
                }

                total += number * unit;
                number = 0;
                pending = false;
            }

            if (number > int.MaxValue || total > int.MaxValue)
            {
                return false;
            }
        }

        total += number;
        seconds = (int)total;
        return text.Length > 0 && total <= int.MaxValue;
    }

    private static int UnitOf(char character) => char.ToLowerInvariant(character) switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86400,
        'w' => 604800,
        _ => 0,
    };
}
