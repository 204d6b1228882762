using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LyncResilience.Discovery;

namespace LyncResilience.Simulation;

/// <summary>
/// What the model assumes where no public source says how clients behave: named parameters with a default, a unit and a reason. Immutable.
/// </summary>
public sealed class SimulationAssumptions
{
    private const string Seconds = "s";
    private const string Percent = "%";
    private const string Flag = "true or false";

    private static readonly SimulationAssumption[] s_defaults =
    [
        new("LossDetectionSeconds", 30, Seconds, "a client notices that its registrar is silent after so long; a shorter outage passes unnoticed (\"After approximately 30 seconds\", Shudnow's article of 2012, part 3)."),
        new("RetrySeconds", 30, Seconds, "from the start of one round of attempts to the start of the next; how long clients back off is not published."),
        new("RetryJitterPercent", 0, Percent, "each client's own retry interval lies so far at most from RetrySeconds, drawn once for each time it is offline."),
        new("AttemptSeconds", 0, Seconds, "how long one attempt at one server takes; time-outs of clients are not published."),
        new("FreshSignInDelaySeconds", 60, Seconds, "a user who is not signed in starts the client so long after the first failure: the person who arrives during the outage."),
        new("CacheBackupWhenLimited", false, Flag, "whether a client that its backup took in without naming the primary caches the backup; desktop clients were seen to cache the primary only."),
        new("NegativeTtlSeconds", 0, Seconds, "how long a client holds the answer that a name does not exist."),
        new("KnownHostsNeedNoDns", true, Flag, "whether a client dials servers that it knows by name although no DNS server answers, as from its resolver's cache."),
        new("PromptAccepted", true, Flag, "whether the person at a desktop client trusts a server whose name breaks the naming rule, when asked."),
    ];

    private readonly SimulationAssumption[] _all;

    private SimulationAssumptions(SimulationAssumption[] all)
    {
        _all = all;
        All = Array.AsReadOnly(all);
    }

    /// <summary>Every parameter at its default.</summary>
    public static SimulationAssumptions Default { get; } = new(s_defaults);

    /// <summary>Every parameter with its value.</summary>
    public IReadOnlyList<SimulationAssumption> All { get; }

    internal static string[] Names { get; } = [.. s_defaults.Select(assumption => assumption.Name)];

    internal TimeSpan LossDetection => Time("LossDetectionSeconds");

    internal TimeSpan Retry => Time("RetrySeconds");

    internal int RetryJitterPercent => (int)Find("RetryJitterPercent")!.Value;

    internal TimeSpan Attempt => Time("AttemptSeconds");

    internal TimeSpan FreshSignInDelay => Time("FreshSignInDelaySeconds");

    internal bool CacheBackupWhenLimited => (bool)Find("CacheBackupWhenLimited")!.Value;

    internal int NegativeTtlSeconds => (int)Find("NegativeTtlSeconds")!.Value;

    internal bool KnownHostsNeedNoDns => (bool)Find("KnownHostsNeedNoDns")!.Value;

    internal bool PromptAccepted => (bool)Find("PromptAccepted")!.Value;

    /// <summary>The same assumptions but for one.</summary>
    /// <param name="name">The parameter's name, without regard to case.</param>
    /// <param name="value">A whole number, or true or false; also as text. Seconds also as a time or <c>hh:mm:ss</c>.</param>
    /// <exception cref="ScenarioFormatException">There is no such parameter, or the value doesn't suit it. The message names the nearest one, or what suits.</exception>
    public SimulationAssumptions With(string name, object? value)
    {
        SimulationAssumption known = Find(name) ?? throw new ScenarioFormatException(
            $"there is no assumption '{name}'. Did you mean '{NearestName.Of(name ?? string.Empty, Names)}'? Known assumptions: {string.Join(", ", Names)}.");
        object read = known.Value is bool ? ReadFlag(known, value) : ReadNumber(known, value);
        return new SimulationAssumptions([.. _all.Select(assumption => assumption.Name == known.Name ? assumption with { Value = read } : assumption)]);
    }

    private static object ReadFlag(SimulationAssumption known, object? value) =>
        value is bool flag ? flag
        : bool.TryParse(Text(value), out bool read) ? read
        : throw new ScenarioFormatException($"the assumption {known.Name} must be true or false, not '{Text(value)}'.");

    private static object ReadNumber(SimulationAssumption known, object? value)
    {
        int least = known.Name == "RetrySeconds" ? 1 : 0;
        int most = known.Unit == Percent ? 90 : 86_400;
        string text = known.Unit == Seconds && TryTime(value, out TimeSpan time) ? time.TotalSeconds.ToString(CultureInfo.InvariantCulture) : Text(value);
        return value is not bool && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new ScenarioFormatException(
                string.Format(CultureInfo.InvariantCulture, "the assumption {0} must be a whole number from {1} to {2} ({3}), not '{4}'.", known.Name, least, most, known.Unit, Text(value)));
    }

    private static bool TryTime(object? value, out TimeSpan time)
    {
        time = value is TimeSpan given ? given : TimeSpan.Zero;
        return value is TimeSpan || TimeSpan.TryParseExact(Text(value), [@"hh\:mm\:ss", @"h\:mm\:ss", @"d\.hh\:mm\:ss"], CultureInfo.InvariantCulture, out time);
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private SimulationAssumption? Find(string name) => Array.Find(_all, assumption => string.Equals(assumption.Name, name, StringComparison.OrdinalIgnoreCase));

    private TimeSpan Time(string name) => TimeSpan.FromSeconds((int)Find(name)!.Value);
}
