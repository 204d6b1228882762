using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Topology.Native;

/// <summary>
/// Tells what an object of a native cmdlet describes: by its type, as "Outputs" of the cmdlet's page on Microsoft Learn names it, else by its
/// role or the prefix of its identity (Get-CsService), else by properties that only one cmdlet has.
/// </summary>
internal static class NativeShapes
{
    private const string ServiceTypes = "Microsoft.Rtc.Management.Xds.Display";

    private static readonly Dictionary<string, NativeShape> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Rtc.Management.Deploy.Internal.Cluster"] = NativeShape.Pool,
        ["Microsoft.Rtc.Management.Xds.DisplayRegistrar"] = NativeShape.Registrar,
        ["Microsoft.Rtc.Management.Xds.DisplayDirector"] = NativeShape.Director,
        ["Microsoft.Rtc.Management.Xds.DisplayEdgeServer"] = NativeShape.EdgeServer,
        ["Microsoft.Rtc.Management.Xds.GetOCsUserPoolInfoCmdlet+UserInformation"] = NativeShape.UserPool,
        ["Microsoft.Rtc.Management.Hadr.BackupService.BackupRelation"] = NativeShape.BackupRelation,
        ["Microsoft.Rtc.Management.Deploy.Internal.Site"] = NativeShape.Site,
        ["Microsoft.Rtc.Management.Xds.SipDomain"] = NativeShape.SipDomain,
    };

    public static NativeShape Of(NativeObject candidate)
    {
        NativeShape shape = candidate.TypeNames.Select(OfType).FirstOrDefault(known => known != NativeShape.None);
        return shape != NativeShape.None ? shape : OfRole(candidate) is var role and not NativeShape.None ? role : OfProperties(candidate);
    }

    private static NativeShape OfType(string typeName) =>
        s_types.TryGetValue(typeName, out NativeShape shape) ? shape
        : typeName.StartsWith(ServiceTypes, StringComparison.OrdinalIgnoreCase) ? NativeShape.OtherService

        // Documented for central sites: Microsoft.Rtc.Management.Deploy.Internal.Site+CentralSite. Assumption: branch sites are its siblings.
        : typeName.StartsWith("Microsoft.Rtc.Management.Deploy.Internal.Site+", StringComparison.OrdinalIgnoreCase) ? NativeShape.Site
        : NativeShape.None;

    // "Get-CsService for Address Book management" (gg429698) prints Identity "WebServer:pool01.contoso.net" and Role "WebServer".
    private static NativeShape OfRole(NativeObject candidate)
    {
        string? identity = candidate.Text("Identity");
        string? role = candidate.Text("Role") ?? (identity?.IndexOf(':') > 0 ? identity.Substring(0, identity.IndexOf(':')) : null);
        return role?.ToUpperInvariant() switch
        {
            "REGISTRAR" => NativeShape.Registrar,
            "DIRECTOR" => NativeShape.Director,
            "EDGESERVER" => NativeShape.EdgeServer,
            "SITE" => NativeShape.Site,
            not null when candidate.Has("PoolFqdn") && candidate.Has("ServiceId") => NativeShape.OtherService,
            _ => NativeShape.None,
        };
    }

    private static NativeShape OfProperties(NativeObject candidate) =>
        candidate.Has("PrimaryPoolFqdn") ? NativeShape.UserPool
        // An object with a primary registrar is an answer about a user or a pool, which Get-BackupRegistrar gives.
        : candidate.Has("BackupRegistrar") && !candidate.Has("PrimaryRegistrar") && HasAny(candidate, "PoolFqdn", "Identity") ? NativeShape.Registrar
        : candidate.Has("SiteType") ? NativeShape.Site
        : HasAny(candidate, "Services", "Computers") && HasAny(candidate, "Fqdn", "PoolFqdn", "Identity") ? NativeShape.Pool
        : candidate.Has("IsDefault") && HasAny(candidate, "Name", "Identity") ? NativeShape.SipDomain
        : candidate.Has("BackupPoolFqdn") ? NativeShape.BackupRelation
        : NativeShape.None;

    private static bool HasAny(NativeObject candidate, params string[] names) => Array.Exists(names, candidate.Has);
}
