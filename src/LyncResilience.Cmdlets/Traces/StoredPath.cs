using System;
using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads a sign-in path back that came out of a remote session, a CliXml or JSON file, so that a walk can be compared with one from before a change
/// or from another place. Findings stay behind: they follow from the hops, and nothing compares them.
/// </summary>
internal static class StoredPath
{
    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is no path, or its hops were cut off on its way.</exception>
    internal static SignInPath Read(PSObject stored)
    {
        if (stored.Properties[nameof(SignInPath.Hops)] is not { } hops || stored.Properties[nameof(SignInPath.RedirectCount)] is null)
        {
            throw new FormatException(
                $"'{stored}' is no sign-in path. Test-SrvSignInPath and Get-SignInTrace give such paths; they may have been stored with Export-Clixml or ConvertTo-Json -Depth 3.");
        }

        PSObject[] elements = [.. Elements.Of(hops.Value).Select(PSObject.AsPSObject)];
        if (elements.Any(hop => hop.Properties[nameof(SignInHop.Outcome)] is null))
        {
            throw new FormatException("The hops of this sign-in path became text when it was stored. Store it with Export-Clixml or ConvertTo-Json -Depth 3.");
        }

        return new SignInPath
        {
            SipAddress = TextOf(stored, nameof(SignInPath.SipAddress)),
            SipDomain = TextOf(stored, nameof(SignInPath.SipDomain)) ?? string.Empty,
            Status = ValueOf<ResultStatus>(stored, nameof(SignInPath.Status)),
            Mode = ValueOf<SignInMode>(stored, nameof(SignInPath.Mode)),
            DiscoveredBy = ValueOf<DiscoveryMethod>(stored, nameof(SignInPath.DiscoveredBy)),
            FirstHop = TextOf(stored, nameof(SignInPath.FirstHop)),
            Registrar = TextOf(stored, nameof(SignInPath.Registrar)),
            PrimaryRegistrar = TextOf(stored, nameof(SignInPath.PrimaryRegistrar)),
            BackupRegistrar = TextOf(stored, nameof(SignInPath.BackupRegistrar)),
            RedirectCount = ValueOf<int>(stored, nameof(SignInPath.RedirectCount)),
            DurationMs = ValueOf<double>(stored, nameof(SignInPath.DurationMs)),
            Detail = TextOf(stored, nameof(SignInPath.Detail)) ?? string.Empty,
            TimeUtc = ValueOf<DateTime>(stored, nameof(SignInPath.TimeUtc)),
            Hops = Array.AsReadOnly(elements.Select(HopOf).ToArray()),
        };
    }

    private static SignInHop HopOf(PSObject stored) => new()
    {
        Order = ValueOf<int>(stored, nameof(SignInHop.Order)),
        Stage = ValueOf<SignInStage>(stored, nameof(SignInHop.Stage)),
        Query = TextOf(stored, nameof(SignInHop.Query)),
        Target = TextOf(stored, nameof(SignInHop.Target)),
        Address = TextOf(stored, nameof(SignInHop.Address)),
        Port = ValueOf<int?>(stored, nameof(SignInHop.Port)),
        Transport = TextOf(stored, nameof(SignInHop.Transport)),
        Outcome = ValueOf<SignInOutcome>(stored, nameof(SignInHop.Outcome)),
        StatusCode = ValueOf<int?>(stored, nameof(SignInHop.StatusCode)),
        Reason = TextOf(stored, nameof(SignInHop.Reason)),
        ServerName = TextOf(stored, nameof(SignInHop.ServerName)),
        ServerVersion = TextOf(stored, nameof(SignInHop.ServerVersion)),
        Detail = TextOf(stored, nameof(SignInHop.Detail)) ?? string.Empty,
        DurationMs = ValueOf<double>(stored, nameof(SignInHop.DurationMs)),
    };

    private static string? TextOf(PSObject stored, string name) => stored.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    // Enumerations come as numbers or as names; what can't be read is as if it weren't there.
    private static T? ValueOf<T>(PSObject stored, string name) =>
        TextOf(stored, name) is not null && LanguagePrimitives.TryConvertTo(stored.Properties[name].Value, out T value) ? value : default;
}
