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
            SipAddress = stored.TextOf(nameof(SignInPath.SipAddress)),
            SipDomain = stored.TextOf(nameof(SignInPath.SipDomain)) ?? string.Empty,
            Status = stored.ValueOf<ResultStatus>(nameof(SignInPath.Status)),
            Mode = stored.ValueOf<SignInMode>(nameof(SignInPath.Mode)),
            DiscoveredBy = stored.ValueOf<DiscoveryMethod>(nameof(SignInPath.DiscoveredBy)),
            FirstHop = stored.TextOf(nameof(SignInPath.FirstHop)),
            Registrar = stored.TextOf(nameof(SignInPath.Registrar)),
            PrimaryRegistrar = stored.TextOf(nameof(SignInPath.PrimaryRegistrar)),
            BackupRegistrar = stored.TextOf(nameof(SignInPath.BackupRegistrar)),
            RedirectCount = stored.ValueOf<int>(nameof(SignInPath.RedirectCount)),
            DurationMs = stored.ValueOf<double>(nameof(SignInPath.DurationMs)),
            Detail = stored.TextOf(nameof(SignInPath.Detail)) ?? string.Empty,
            TimeUtc = stored.ValueOf<DateTime>(nameof(SignInPath.TimeUtc)),
            Hops = Array.AsReadOnly(elements.Select(HopOf).ToArray()),
        };
    }

    private static SignInHop HopOf(PSObject stored) => new()
    {
        Order = stored.ValueOf<int>(nameof(SignInHop.Order)),
        Stage = stored.ValueOf<SignInStage>(nameof(SignInHop.Stage)),
        Query = stored.TextOf(nameof(SignInHop.Query)),
        Target = stored.TextOf(nameof(SignInHop.Target)),
        Address = stored.TextOf(nameof(SignInHop.Address)),
        Port = stored.ValueOf<int?>(nameof(SignInHop.Port)),
        Transport = stored.TextOf(nameof(SignInHop.Transport)),
        Outcome = stored.ValueOf<SignInOutcome>(nameof(SignInHop.Outcome)),
        StatusCode = stored.ValueOf<int?>(nameof(SignInHop.StatusCode)),
        Reason = stored.TextOf(nameof(SignInHop.Reason)),
        ServerName = stored.TextOf(nameof(SignInHop.ServerName)),
        ServerVersion = stored.TextOf(nameof(SignInHop.ServerVersion)),
        Detail = stored.TextOf(nameof(SignInHop.Detail)) ?? string.Empty,
        DurationMs = stored.ValueOf<double>(nameof(SignInHop.DurationMs)),
    };
}
