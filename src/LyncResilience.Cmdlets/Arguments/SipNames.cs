using System.Management.Automation;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Cmdlets;

/// <summary>Users' SIP addresses and domains as people write them, and the errors of what is none.</summary>
internal static class SipNames
{
    /// <summary>The address without <c>sip:</c>.</summary>
    /// <param name="given">What was written.</param>
    /// <param name="target">What an error is about; null for the whole input.</param>
    /// <exception cref="ResilienceException">It is none.</exception>
    internal static string Address(string given, object? target = null) => SipName.TryParseAddress(given, out string address) ? address : throw NoAddress(given, target);

    /// <summary>The domain.</summary>
    /// <param name="given">What was written.</param>
    /// <param name="target">What an error is about; null for the whole input.</param>
    /// <exception cref="ResilienceException">It is none.</exception>
    internal static string Domain(string given, object? target = null) => SipName.TryParseDomain(given, out string domain) ? domain : throw new ResilienceException(
        ErrorIds.SipDomainInvalid, ErrorCategory.InvalidArgument, $"'{given}' is not a SIP domain. Write it like contoso.com.", target);

    /// <summary>That something is no address.</summary>
    internal static ResilienceException NoAddress(string given, object? target = null) => new(
        ErrorIds.SipAddressInvalid, ErrorCategory.InvalidArgument, $"'{given}' is not a SIP address. Write user@domain, with or without 'sip:'.", target);
}
