namespace LyncResilience.Simulation.World;

/// <summary>A site of the simulated world.</summary>
internal sealed class SiteState
{
    public SiteState(string name) => Name = name;

    public string Name { get; }

    public bool IsDown { get; set; }
}
