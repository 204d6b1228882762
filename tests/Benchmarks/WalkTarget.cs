using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using LyncResilience.Lab;

namespace LyncResilience.Benchmarks;

/// <summary>A laboratory as somebody who signs in sees it.</summary>
internal sealed record WalkTarget(
    IPEndPoint DnsServer, X509Certificate2 Root, string Host, IPEndPoint Registrar, string SipAddress, NetworkCredential Credential)
{
    public string Domain => SipAddress.Split('@')[1];

    /// <summary>The first user of a laboratory, whose home pool is the one that the SRV record names.</summary>
    public static WalkTarget Of(Laboratory lab)
    {
        LabUser user = lab.Users[0];
        LabPool pool = lab.Pools.Single(pool => string.Equals(pool.Fqdn, user.HomePool, StringComparison.OrdinalIgnoreCase));
        return new WalkTarget(
            IPEndPoint.Parse(lab.DnsServer), lab.RootCertificate, pool.Fqdn, new IPEndPoint(pool.Address, pool.Port), user.SipAddress, user.ToCredential());
    }
}
