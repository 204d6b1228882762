using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using LyncResilience.Hostile.Targets;

namespace LyncResilience.Hostile.Running;

/// <summary>The run by hand: a row of the table per target, and the failures below it.</summary>
internal static class LongRun
{
    /// <returns>0 when every case passed, 1 when one failed, 2 when the arguments are none.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        // First of all: the parsers, once instrumented, need the map for their first step.
        CoverageMap? coverage = CoverageMap.TryOpen();
        if (!TryRead(arguments, out Dictionary<string, List<string>> options))
        {
            output.WriteLine("run [--cases N] [--seed N] [--target NAME]... [--case N] [--found FOLDER]");
            output.WriteLine("Targets: " + string.Join(", ", AllTargets.List));
            return 2;
        }

        ulong seed = ulong.Parse(Last(options, "--seed", "1"), CultureInfo.InvariantCulture);
        string found = Path.GetFullPath(Last(options, "--found", "found"));
        Target[] targets = options.TryGetValue("--target", out List<string>? names) ? [.. names.Select(AllTargets.Named)] : [.. AllTargets.List];
        if (options.ContainsKey("--case"))
        {
            return Again(targets, seed, long.Parse(Last(options, "--case", "0"), CultureInfo.InvariantCulture), found, output);
        }

        long cases = long.Parse(Last(options, "--cases", "20000"), CultureInfo.InvariantCulture);
        List<HostileFailure> failures = [];
        output.WriteLine(HostileReport.Head);
        foreach (Target target in targets)
        {
            coverage?.Restart();
            var run = new HostileRun(target, seed, found, coverage);
            int before = run.CorpusSize;
            HostileReport report = run.Run(cases);
            failures.AddRange(report.Failures);
            output.WriteLine(report);
            if (coverage is not null)
            {
                output.WriteLine($"  guided: {coverage.Branches} branches (by AFL's classes); the corpus grew from {before} to {run.CorpusSize} entries");
            }

            output.Flush();
        }

        failures.ForEach(output.WriteLine);
        return failures.Count == 0 ? 0 : 1;
    }

    // One case again, for looking at it.
    private static int Again(Target[] targets, ulong seed, long number, string found, TextWriter output)
    {
        bool isFine = true;
        foreach (Target target in targets)
        {
            byte[] bytes = new HostileRun(target, seed, found).Case(number);
            CaseResult result = Judge.Try(target, bytes);
            string file = Path.Combine(Directory.CreateDirectory(found).FullName, $"{target.Name}-{seed}-{number}");
            File.WriteAllBytes(file, bytes);
            output.WriteLine($"{file}: {result.Fault ?? result.Refusal?.Message ?? "is read"}, {result.Elapsed.TotalMilliseconds:0.0} ms, {result.Allocated} bytes allocated");
            isFine &= result.Fault is null;
        }

        return isFine ? 0 : 1;
    }

    private static string Last(Dictionary<string, List<string>> options, string name, string otherwise) => options.TryGetValue(name, out List<string>? values) ? values[^1] : otherwise;

    private static bool TryRead(IReadOnlyList<string> arguments, out Dictionary<string, List<string>> options)
    {
        options = [];
        string[] known = ["--cases", "--seed", "--target", "--case", "--found"];
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string name = arguments[i];
            if (i + 1 == arguments.Count || !known.Contains(name) || (name == "--target" && AllTargets.List.All(target => target.Name != arguments[i + 1])))
            {
                return false;
            }

            options.TryAdd(name, []);
            options[name].Add(arguments[i + 1]);
        }

        return true;
    }
}
