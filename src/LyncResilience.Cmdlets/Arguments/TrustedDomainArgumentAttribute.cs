using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Turns <c>contoso.com</c>, <c>*.contoso.com</c> and <c>contoso.com.</c> into <c>contoso.com</c>. A single label fails in binding, because
/// with <c>com</c> credentials could go to half the world, and so does whatever is no domain.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TrustedDomainArgumentAttribute : ArgumentTransformationAttribute
{
    private const string Wildcard = "*.";

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => Elements.Of(inputData).Select(element => DomainOf(element.ToString())).ToArray();

    internal static string DomainOf(string text)
    {
        string given = text.Trim();
        string name = given.StartsWith(Wildcard, StringComparison.Ordinal) ? given.Substring(Wildcard.Length) : given;
        if (name.IndexOf(':') >= 0 || IPAddress.TryParse(name, out _) || !SipName.TryParseDomain(name, out string domain))
        {
            throw new ArgumentTransformationMetadataException($"'{text}' is not a domain to trust. Write it like contoso.com; hosts below it are included.");
        }

        return domain.IndexOf('.') > 0
            ? domain
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is a single label: trusting it would give the credentials to every host below it. Name the whole domain, as in contoso.com.");
    }
}
