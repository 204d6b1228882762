using System.Text;

namespace LyncResilience.Hostile.Mutation;

/// <summary>
/// The chance of one case, the same on every machine and framework: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014),
/// begun from seed, target and number, so that any case can be made again without those before it.
/// </summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(ulong seed, string target, long number)
    {
        // FNV-1a over the name.
        ulong name = 14695981039346656037;
        foreach (byte letter in Encoding.UTF8.GetBytes(target))
        {
            name = (name ^ letter) * 1099511628211;
        }

        _state = seed ^ name;
        _state = Next() ^ (ulong)number;
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to one less than the limit; 0 when there is no other.</summary>
    public int Below(int limit) => limit <= 1 ? 0 : (int)(Next() % (ulong)limit);

    public bool OneIn(int chances) => Below(chances) == 0;
}
