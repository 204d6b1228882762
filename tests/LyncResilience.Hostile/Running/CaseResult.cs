using System;

namespace LyncResilience.Hostile.Running;

/// <summary>What became of one case.</summary>
/// <param name="Refusal">The documented exception; null when the input was read.</param>
/// <param name="Fault">Why the case fails; null when it passes.</param>
/// <param name="Elapsed">The time it took; of a slow one, the shortest of several.</param>
/// <param name="Allocated">Bytes allocated by the reading thread, freed or not.</param>
internal sealed record CaseResult(Exception? Refusal, string? Fault, TimeSpan Elapsed, long Allocated);
