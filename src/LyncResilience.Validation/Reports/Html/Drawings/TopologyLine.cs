namespace LyncResilience.Validation.Reports.Html;

/// <summary>A line of a drawing: who backs whom, or where an Edge pool hands its traffic.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where its arrow points.</param>
/// <param name="Class">Its style: <c>mutual</c> with arrows at both ends, <c>one-way</c> or <c>hop</c>.</param>
internal sealed record TopologyLine(TopologyNode From, TopologyNode To, string Class);
