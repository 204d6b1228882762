using System;
using System.Management.Automation;
using System.Text.RegularExpressions;
using LyncResilience.Discovery.Traces;
using LyncResilience.Simulation.Comparison;

namespace LyncResilience.Cmdlets;

/// <summary>One of our results as it looks when its type got lost: what it is recognised by, what it can't be without, and how it is made again.</summary>
internal sealed class StoredShape
{
    /// <summary>The results that commands take, whether they come from here or were stored.</summary>
    private static readonly StoredShape[] s_all =
    [
        new(typeof(SignInPath), [nameof(SignInPath.Hops), nameof(SignInPath.RedirectCount)]) { Core = nameof(SignInPath.Hops) },
        new(typeof(FailoverSimulation), [nameof(FailoverSimulation.Outcomes), nameof(FailoverSimulation.OfflineUserSeconds)]) { Core = nameof(FailoverSimulation.Outcomes) },
        new(typeof(FailoverOutcome), [nameof(FailoverOutcome.FinalState), nameof(FailoverOutcome.RecoveredBy)])
        {
            Make = (reader, stored) => new FailoverOutcome(stored.TextOf(nameof(FailoverOutcome.SipAddress)) ?? string.Empty, (StoredOutcome)reader.Read(stored, typeof(StoredOutcome))),
        },
        new(typeof(FailoverDifference), [nameof(FailoverDifference.Effect), nameof(FailoverDifference.SecondsGained)])
        {
            Core = nameof(FailoverDifference.SipAddresses),
            Make = (reader, stored) => DifferenceOf((StoredDifference)reader.Read(stored, typeof(StoredDifference))),
        },
        new(typeof(ResilienceGap), [nameof(ResilienceGap.Failure), nameof(ResilienceGap.Cause), nameof(ResilienceGap.UsersSavedByFix)]),
        new(typeof(BackupRegistrar), [nameof(RegistrarPair.PrimaryRegistrar), nameof(RegistrarPair.BackupRegistrar), nameof(BackupRegistrar.BackupSite)]),
        new(typeof(EndpointCacheEntry), [nameof(EndpointCacheEntry.CachedServer), nameof(EndpointCacheEntry.Confidence), nameof(EndpointCacheEntry.Path)]),
        new(typeof(CheckResult), [nameof(CheckResult.Id), nameof(CheckResult.Expected), nameof(CheckResult.Actual)]),
        new(typeof(ValidationSummary), [nameof(ValidationSummary.Results), nameof(ValidationSummary.ExitCode)]) { Core = nameof(ValidationSummary.Results) },
        new(typeof(SipTraceMessage), [nameof(SipTraceMessage.StartLine), nameof(SipTraceMessage.CallId)])
        {
            Core = nameof(SipTraceMessage.Headers),
            Make = (reader, stored) => new SipTraceMessage((TraceDetails)reader.Read(stored, typeof(TraceDetails))) { TimeZone = ZoneOf(stored) },
        },
    ];

    private readonly string[] _marks;

    private StoredShape(Type type, string[] marks)
    {
        Type = type;
        _marks = marks;
    }

    /// <summary>The type that it had.</summary>
    internal Type Type { get; }

    /// <summary>The list that it is nothing without; null when a row of text, as CSV has them, tells enough.</summary>
    internal string? Core { get; private init; }

    /// <summary>Makes those that aren't made of their properties alone; what they can be given afterwards they are given then. Null for the others.</summary>
    internal Func<StoredReader, PSObject, object>? Make { get; private init; }

    /// <summary>What an object was; null when it was none of our results, or still is one.</summary>
    internal static StoredShape? Find(PSObject given) =>
        given.BaseObject is PSCustomObject ? Array.Find(s_all, shape => Array.TrueForAll(shape._marks, mark => given.Properties[mark] is not null)) : null;

    /// <summary>The shape of a type; null when it is no result of its own.</summary>
    internal static StoredShape? Of(Type type) => Array.Find(s_all, shape => shape.Type == type);

    private static FailoverDifference DifferenceOf(StoredDifference stored)
    {
        // As FailoverDifference.Detail writes them.
        Match reasons = Regex.Match(stored.Detail, @"^Before: (.*); after: (.*)\.$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return new FailoverDifference(
            new Fate(stored.HomePool, stored.Before, stored.OfflineSecondsBefore, stored.LimitedSecondsBefore, reasons.Groups[1].Value),
            new Fate(stored.HomePool, stored.After, stored.OfflineSecondsAfter, stored.LimitedSecondsAfter, reasons.Groups[2].Value),
            stored.SipAddresses);
    }

    // Which zone it was nobody knows any more; how far it was from UTC at that time the two times tell.
    private static TimeZoneInfo? ZoneOf(PSObject stored)
    {
        const string Name = "as stored";
        return stored.ValueOf<DateTime?>(nameof(SipTraceMessage.Time)) is { } time && stored.ValueOf<DateTime?>(nameof(SipTraceMessage.TimeUtc)) is { } utc
            ? TimeZoneInfo.CreateCustomTimeZone(Name, TimeSpan.FromMinutes(Math.Round((time - utc).TotalMinutes)), Name, Name)
            : null;
    }
}
