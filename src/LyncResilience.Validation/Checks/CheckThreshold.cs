namespace LyncResilience.Validation.Checks;

/// <summary>A number that a check compares with, and that a configuration may change.</summary>
/// <param name="Name">Its name, in camelCase with what it limits: <c>minExpiryDays</c>.</param>
/// <param name="Default">The number used unless a configuration names another.</param>
/// <param name="Unit">What it counts: <c>days</c>, <c>s</c>, <c>ms</c>, <c>bits</c>, <c>%</c>.</param>
public sealed record CheckThreshold(string Name, int Default, string Unit);
