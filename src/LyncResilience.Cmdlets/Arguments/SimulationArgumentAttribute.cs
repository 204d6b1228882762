namespace LyncResilience.Cmdlets;

/// <summary>Takes one simulation, also a stored one.</summary>
internal sealed class SimulationArgumentAttribute : StoredArgumentAttribute
{
    /// <summary>For a parameter of type <see cref="FailoverSimulation"/>.</summary>
    public SimulationArgumentAttribute()
        : base(typeof(FailoverSimulation))
    {
    }

    /// <inheritdoc/>
    private protected override string WhatIsMissing =>
        $"no simulation. Invoke-FailoverSimulation gives them; they may have been stored with Export-Clixml or ConvertTo-Json -Depth {StoredReader.JsonDepth}.";

    /// <inheritdoc/>
    private protected override string WhyNotOne(int count) => count == 0
        ? "No simulation was given: the value is empty. Invoke-FailoverSimulation gives them."
        : $"{count} objects were given, and one simulation is compared with one other. Pick one, as with Where-Object Scenario -like '*one SRV*'.";
}
