using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Simulation.Gaps;

/// <summary>Sorts users into kinds, so that a simulation costs what the kinds cost, however many users there are.</summary>
internal static class UserKinds
{
    /// <exception cref="ScenarioFormatException">An entry stands for nobody.</exception>
    public static IReadOnlyList<UserKind> Of(SimulationScenario scenario, CancellationToken cancellationToken)
    {
        // Whom an event names is unlike everybody else.
        HashSet<string> named = [.. scenario.Events.Select(happening => happening.User).OfType<string>().Select(Engine.WorldLife.Addressed).Select(Folded)];
        Dictionary<(string Home, string? Cached, string? Location, string Domain, ClientProfile Profile, string? Name), UserKind> kinds = [];
        List<UserKind> order = [];
        int read = 0;
        foreach (SimulatedUser user in scenario.Users)
        {
            if ((read++ & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (user is null || user.Count < 1)
            {
                throw new ScenarioFormatException("a user entry must stand for at least one user.");
            }

            // What is no address stays alone, and the simulation says what is wrong with it.
            bool isAddress = SipName.TryParseAddress(user.SipAddress ?? string.Empty, out string address);
            string domain = isAddress ? address.Substring(address.IndexOf('@') + 1) : string.Empty;
            string? name = !isAddress || named.Contains(Folded(address)) ? Folded(user.SipAddress ?? string.Empty) : null;
            string? location = string.IsNullOrWhiteSpace(user.Location) ? null : Folded(user.Location!);
            string? cached = user.CachedServer is null ? null : Folded(user.CachedServer.Trim());
            var key = (Folded(user.RegistrarPool ?? string.Empty), cached, location, Folded(domain), user.ClientProfile, name);
            if (!kinds.TryGetValue(key, out UserKind? kind))
            {
                kind = new UserKind(user, domain);
                kinds.Add(key, kind);
                order.Add(kind);
            }

            kind.Add(isAddress ? address : user.SipAddress ?? string.Empty, user.Count);
        }

        return order;
    }

    private static string Folded(string text) => text.ToUpperInvariant();
}
