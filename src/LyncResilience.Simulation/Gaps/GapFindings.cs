using System.Collections.Generic;

namespace LyncResilience.Simulation.Gaps;

/// <summary>What came of an inquiry. Holds nothing of its simulations, because there are thousands of inquiries.</summary>
/// <param name="Failure">What failed.</param>
/// <param name="Gaps">The gaps.</param>
/// <param name="Seen">What larger failures need not repeat.</param>
internal sealed record GapFindings(GapFailure Failure, IReadOnlyList<ResilienceGap> Gaps, GapSeen Seen);
