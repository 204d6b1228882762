using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace LyncResilience.Discovery.SignIn.Comparison;

/// <summary>Something in which two hops that are the same step differ.</summary>
/// <param name="Name">What.</param>
/// <param name="Left">Its value on the left.</param>
/// <param name="Right">Its value on the right.</param>
internal sealed record HopChange(string Name, string Left, string Right)
{
    private static readonly Regex s_ttl = new(", TTL \\d+ s", RegexOptions.CultureInvariant);
    private static readonly Regex s_port = new(":\\d+", RegexOptions.CultureInvariant);

    /// <summary>All differences; what only one side tells is none.</summary>
    public static IReadOnlyList<HopChange> Of(SignInHop left, SignInHop right, bool withPorts)
    {
        var changes = new List<HopChange>();
        bool isAnswer = left.Stage is SignInStage.Register or SignInStage.Redirect;
        bool isLookUp = left.Stage is SignInStage.Srv or SignInStage.Host or SignInStage.Autodiscover or SignInStage.Cache;
        Add("outcome", left.Outcome.ToString(), right.Outcome.ToString());
        Add("status", Text(left.StatusCode), Text(right.StatusCode));
        Add("reason", isAnswer ? left.Reason : null, right.Reason);
        Add("target", isLookUp ? left.Target : null, right.Target);
        Add("address", left.Address, right.Address, IsLoopback(left.Address) && IsLoopback(right.Address));
        Add("port", Text(left.Port), Text(right.Port), !withPorts);
        Add("transport", left.Transport, right.Transport);
        Add("server", left.ServerName, right.ServerName);
        Add("version", left.ServerVersion, right.ServerVersion);
        if (left.Outcome == right.Outcome)
        {
            Add("answer", Said(left, withPorts), Said(right, withPorts));
        }

        return changes;

        void Add(string name, string? one, string? other, bool isIgnored = false)
        {
            if (!isIgnored && one is not null && other is not null && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase))
            {
                changes.Add(new HopChange(name, one, other));
            }
        }
    }

    /// <summary>What only the sentence of the hop tells: whom a redirect or a record names, and with what service a user is registered.</summary>
    private static string? Said(SignInHop hop, bool withPorts)
    {
        string verb = hop.Outcome switch
        {
            SignInOutcome.Redirected => " redirects",
            SignInOutcome.Registered => " registered",
            SignInOutcome.Ok when hop.Stage == SignInStage.Srv => string.Empty,
            _ => "\n",
        };
        int at = hop.Detail.IndexOf(verb, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        // The resolver counts the TTL of an answer that it holds down.
        string said = s_ttl.Replace(hop.Detail.Substring(at).Trim().TrimEnd('.'), string.Empty);
        return withPorts ? said : s_port.Replace(said, string.Empty);
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static bool IsLoopback(string? address) => IPAddress.TryParse(address ?? string.Empty, out IPAddress? parsed) && IPAddress.IsLoopback(parsed);
}
