namespace LyncResilience;

/// <summary>Who asks DNS servers.</summary>
public enum DnsResolverKind
{
    /// <summary>The module's own resolver, which needs nothing else.</summary>
    BuiltIn,

    /// <summary>DnsClient.NET, a library of others, in builds that have it: a second opinion on what servers say.</summary>
    DnsClient,
}
