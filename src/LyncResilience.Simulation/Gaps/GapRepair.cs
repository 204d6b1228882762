using System.Collections.Generic;

namespace LyncResilience.Simulation.Gaps;

/// <summary>A change to try: the world with it, and how to say it.</summary>
internal sealed record GapRepair
{
    public GapRepair(GapFixKind kind, GapWorld world, IReadOnlyList<string> fix, IReadOnlyList<string> commands)
    {
        Kind = kind;
        World = world;
        Fix = fix;
        Commands = commands;
    }

    public GapFixKind Kind { get; init; }

    /// <summary>The world after the change.</summary>
    public GapWorld World { get; init; }

    /// <summary>Zone-file lines and commands.</summary>
    public IReadOnlyList<string> Fix { get; init; }

    /// <summary>Commands only.</summary>
    public IReadOnlyList<string> Commands { get; init; }

    public string? Note { get; init; }

    /// <summary>What it is about, for a list of what was tried.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>How much it asks for: a line is one, and a machine is more than any number of lines that are tried.</summary>
    public int Effort => Fix.Count + (Kind is GapFixKind.DnsServer or GapFixKind.Director or GapFixKind.Capacity ? 1000 : 0);

    /// <summary>This change and one that was made on top of it.</summary>
    public GapRepair And(GapRepair further) => this with
    {
        World = further.World,
        Fix = [.. Fix, .. further.Fix],
        Commands = [.. Commands, .. further.Commands],
        Note = Note is null ? further.Note : further.Note is null ? Note : $"{Note} {further.Note}",
        Summary = $"{Summary} with {further.Summary}",
    };

    public GapFix Measured(int saved) => new()
    {
        Kind = Kind,
        Fix = string.Join("\n", Fix),
        Command = string.Join("\n", Commands),
        Note = Note,
        UsersSaved = saved,
    };
}
