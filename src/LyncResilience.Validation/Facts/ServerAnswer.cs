using LyncResilience.Discovery.Dns;

namespace LyncResilience.Validation.Facts;

/// <summary>What one DNS server said about one name.</summary>
/// <param name="Server">The server, as <c>address:port</c>; of the system's resolver all its servers.</param>
/// <param name="Answer">The answer, good or bad.</param>
public sealed record ServerAnswer(string Server, DnsAnswer Answer)
{
    /// <summary>Whether the server said something about the name, also that it doesn't exist.</summary>
    public bool IsReply => Answer.Outcome is DnsOutcome.Answer or DnsOutcome.NoData or DnsOutcome.NxDomain;
}
