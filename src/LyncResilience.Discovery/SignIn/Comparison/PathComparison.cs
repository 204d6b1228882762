using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LyncResilience.Discovery.SignIn.Comparison;

/// <summary>
/// Compares two sign-in paths hop by hop: a walk with a trace, with a simulation, or with a walk before a change. Hops are matched by
/// what they did and where, not by their position. Times and certificates count for nothing, and what only one side tells, such as the
/// server's version, is no difference.
/// </summary>
/// <remarks>
/// A trace shows no look-ups, connections and TLS. A path that was discovered by nothing and has no such hop counts as one from a trace; the other path's hops of that
/// kind are then listed as <see cref="SignInDifference.NotCompared"/>.
/// </remarks>
public static class PathComparison
{
    /// <summary>Compares.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    /// <param name="options">In what; null for everything.</param>
    /// <returns>One difference, or sameness, for each hop, and after them one for each fact about the whole path.</returns>
    public static IReadOnlyList<SignInPathDifference> Compare(SignInPath left, SignInPath right, PathComparisonOptions? options = null)
    {
        if (left is null || right is null)
        {
            throw new ArgumentNullException(left is null ? nameof(left) : nameof(right));
        }

        bool withTrace = IsFromTrace(left) || IsFromTrace(right);
        bool withPorts = options is not { IgnorePorts: true };
        var differences = new List<SignInPathDifference>();
        foreach ((SignInHop? leftHop, SignInHop? rightHop) in HopAlignment.Of(left.Hops, right.Hops))
        {
            differences.Add(leftHop is not null && rightHop is not null
                ? OfPair(leftHop, rightHop, withPorts, differences.Count + 1)
                : OfSingle((leftHop ?? rightHop)!, isLeft: leftHop is not null, withTrace, differences.Count + 1));
        }

        var names = new ServerNames(left, right);
        Add("DiscoveredBy", left.DiscoveredBy.ToString(), right.DiscoveredBy.ToString(), left.DiscoveredBy == right.DiscoveredBy, isShown: !withTrace);
        Add("FirstHop", left.FirstHop, right.FirstHop, names.AreSame(left.FirstHop, right.FirstHop));
        Add("Registrar", left.Registrar, right.Registrar, names.AreSame(left.Registrar, right.Registrar));
        Add("PrimaryRegistrar", left.PrimaryRegistrar, right.PrimaryRegistrar, names.AreSame(left.PrimaryRegistrar, right.PrimaryRegistrar));
        Add("BackupRegistrar", left.BackupRegistrar, right.BackupRegistrar, names.AreSame(left.BackupRegistrar, right.BackupRegistrar));
        Add("RedirectCount", Text(left.RedirectCount), Text(right.RedirectCount), left.RedirectCount == right.RedirectCount);
        Add("Mode", left.Mode.ToString(), right.Mode.ToString(), left.Mode == right.Mode);
        return differences.AsReadOnly();

        void Add(string subject, string? leftValue, string? rightValue, bool isSame, bool isShown = true) => differences.Add(new SignInPathDifference
        {
            Order = differences.Count + 1,
            What = !isShown ? SignInDifference.NotCompared : isSame ? SignInDifference.Same : SignInDifference.Changed,
            Subject = subject,
            Left = leftValue,
            Right = rightValue,
            Detail = !isShown ? $"{subject} is not compared: a trace doesn't show it."
                : isSame ? $"{subject} is the same: {leftValue ?? "none"}."
                : $"{subject} is {leftValue ?? "none"} on the left and {rightValue ?? "none"} on the right.",
        });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsFromTrace(SignInPath path) => path.DiscoveredBy == DiscoveryMethod.None && path.Hops.Count > 0 && !path.Hops.Any(IsInvisible);

    private static bool IsInvisible(SignInHop hop) => hop.Stage is not (SignInStage.Register or SignInStage.Redirect or SignInStage.Failover);

    private static SignInPathDifference OfPair(SignInHop left, SignInHop right, bool withPorts, int order)
    {
        IReadOnlyList<HopChange> changes = HopChange.Of(left, right, withPorts);
        return new SignInPathDifference
        {
            Order = order,
            What = changes.Count == 0 ? SignInDifference.Same : SignInDifference.Changed,
            Subject = Subject(left),
            Left = changes.Count == 0 ? Short(left) : string.Join("; ", changes.Select(change => change.Left)),
            Right = changes.Count == 0 ? Short(right) : string.Join("; ", changes.Select(change => change.Right)),
            Detail = changes.Count == 0
                ? $"{Subject(left)} is the same: {Short(left)}."
                : $"{Subject(left)} differs: {string.Join(", ", changes.Select(change => $"{change.Name} {change.Left} on the left, {change.Right} on the right"))}.",
            LeftHop = left,
            RightHop = right,
        };
    }

    // A walk also says what it deliberately left out; that nobody sent a message shows in no trace either.
    private static SignInPathDifference OfSingle(SignInHop hop, bool isLeft, bool withTrace, int order)
    {
        bool isInvisible = withTrace && (IsInvisible(hop) || (hop.StatusCode is null && hop.Outcome is SignInOutcome.Skipped or SignInOutcome.NameMismatch));
        return new SignInPathDifference
        {
            Order = order,
            What = isInvisible ? SignInDifference.NotCompared : isLeft ? SignInDifference.OnlyLeft : SignInDifference.OnlyRight,
            Subject = Subject(hop),
            Left = isLeft ? Short(hop) : null,
            Right = isLeft ? null : Short(hop),
            Detail = isInvisible
                ? $"{Subject(hop)} is not compared: a trace doesn't show it."
                : $"{Subject(hop)} is on the {(isLeft ? "left" : "right")} only: {hop.Detail}",
            LeftHop = isLeft ? hop : null,
            RightHop = isLeft ? null : hop,
        };
    }

    private static string Subject(SignInHop hop) =>
        $"{hop.Stage} {(hop.Stage is SignInStage.Srv or SignInStage.Host or SignInStage.Autodiscover ? hop.Query ?? hop.Target : hop.Target ?? hop.Query)}".TrimEnd();

    private static string Short(SignInHop hop) => hop.StatusCode is { } code ? $"{hop.Outcome} {Text(code)}" : hop.Outcome.ToString();
}
