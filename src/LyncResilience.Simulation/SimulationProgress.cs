using System;

namespace LyncResilience.Simulation;

/// <summary>How far a simulation has come. First the users are read, with <see cref="Time"/> at 0, then time passes.</summary>
/// <param name="UsersRead">How many users have been read.</param>
/// <param name="Time">How much of the scenario has passed, in its own time.</param>
/// <param name="Duration">How long the scenario lasts.</param>
public readonly record struct SimulationProgress(int UsersRead, TimeSpan Time, TimeSpan Duration);
