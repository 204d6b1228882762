using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using LyncResilience.Hostile.Mutation;

namespace LyncResilience.Hostile.Running;

/// <summary>Feeds one target: every entry of the corpus as it is, then mutations.</summary>
internal sealed class HostileRun
{
    private const int MaximumFailures = 10;

    // Larger cases say little that smaller ones don't, and make all that follows slow.
    private const int MaximumEntry = 4096;

    private readonly Target _target;
    private readonly ulong _seed;
    private readonly string _found;
    private readonly CoverageMap? _coverage;
    private readonly List<byte[]> _corpus;
    private readonly Mutator _mutator;

    /// <param name="target">Whom to feed.</param>
    /// <param name="seed">What decides the cases.</param>
    /// <param name="found">The folder for failing input.</param>
    /// <param name="coverage">What instrumented code ran; null when the code isn't instrumented. With it, what runs new code joins the corpus.</param>
    public HostileRun(Target target, ulong seed, string found, CoverageMap? coverage = null)
    {
        _target = target;
        _seed = seed;
        _found = found;
        _coverage = coverage;
        _corpus = [.. Corpus.Of(target)];
        _mutator = new Mutator(_corpus, target.Words);
    }

    /// <summary>Entries of the corpus, which grows under guidance.</summary>
    public int CorpusSize => _corpus.Count;

    /// <summary>Makes one case. Without guidance it depends on nothing but seed, target and number.</summary>
    public byte[] Case(long number) => number < _corpus.Count && _coverage is null ? _corpus[(int)number] : _mutator.Mutate(new Dice(_seed, _target.Name, number));

    public HostileReport Run(long cases)
    {
        var report = new HostileReport(_target, _seed);
        var kinds = new HashSet<string>();
        var clock = Stopwatch.StartNew();
        using var watch = new Watchdog(_target.Name, _found);
        for (long number = 0; number < cases && report.Failures.Count < MaximumFailures; number++)
        {
            byte[] bytes = Case(number);
            watch.Watch(bytes);
            _coverage?.Clear();
            CaseResult result = Judge.Try(_target, bytes);
            report.Add(result);
            if (_coverage?.HasNews() == true && bytes.Length <= MaximumEntry)
            {
                _corpus.Add(bytes);
            }

            if (result.Fault is { } fault && kinds.Add(MessageKind.Of(fault)))
            {
                report.Failures.Add(Keep(bytes, number, fault));
            }
        }

        report.Elapsed = clock.Elapsed;
        return report;
    }

    private HostileFailure Keep(byte[] bytes, long number, string fault)
    {
        string file = Path.Combine(Directory.CreateDirectory(_found).FullName, $"{_target.Name}-{_seed}-{number}");
        File.WriteAllBytes(file, Shrinker.Shrink(_target, bytes, MessageKind.Of(fault)));
        return new HostileFailure(_target.Name, _seed, number, fault, file);
    }
}
