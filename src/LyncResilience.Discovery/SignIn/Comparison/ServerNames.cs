using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.SignIn.Comparison;

/// <summary>Which names stand for the same server: a walk knows a pool where a trace may know only the server of it that answered.</summary>
internal sealed class ServerNames
{
    private readonly HashSet<(string, string)> _pairs;

    public ServerNames(SignInPath left, SignInPath right)
    {
        _pairs = [.. left.Hops.Concat(right.Hops)
            .Where(hop => hop.Target is not null && hop.ServerName is not null)
            .Select(hop => (hop.Target!.ToUpperInvariant(), hop.ServerName!.ToUpperInvariant()))];
    }

    public bool AreSame(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        (string first, string second) = (left.ToUpperInvariant(), right.ToUpperInvariant());
        return first == second || _pairs.Contains((first, second)) || _pairs.Contains((second, first));
    }
}
