namespace LyncResilience.Validation.Reports.Html;

/// <summary>How good a thing is, for badges: each tone has a colour and a sign of its own.</summary>
internal enum Tone
{
    Good,
    Warn,
    Bad,
    Quiet,
    Unknown,
}
