using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LyncResilience.Discovery.Tests.Sip;
using Xunit;

namespace LyncResilience.Discovery.Tests.SignIn.Hostile;

/// <summary>Plays rows: every walk ends in time, with the right result, and gives nothing away.</summary>
public abstract class HostileRows : IDisposable
{
    // A machine with other work to do may be late once; it isn't late three times in a row.
    private const int Tries = 3;

    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static TheoryData<string> NamesOf(IReadOnlyDictionary<string, HostileCase> rows) => [.. rows.Keys];

    private protected async Task PlayAsync(HostileCase row)
    {
        TimeSpan limit = TimeSpan.FromSeconds(row.Seconds * 1.1);
        for (int attempt = 1; ; attempt++)
        {
            await using var walk = new HostileWalk(row, _authority);
            (SignInPath path, TimeSpan elapsed) = await walk.WalkAsync(TestContext.Current.CancellationToken);
            walk.AssertNothingGivenAway();
            string told = string.Join(Environment.NewLine, path.Hops.Take(20).Select(hop => $"{hop.Stage} {hop.Outcome} {hop.Target}: {hop.Detail}").Prepend(path.Detail));
            bool isRight = (path.Status, path.Mode) == (row.Status, row.Mode)
                && path.Hops.Any(hop => hop.Stage == row.Stage && hop.Outcome == row.Outcome && hop.Detail.Contains(row.Words, StringComparison.Ordinal))
                && (row.Finding is null || path.Findings.Any(finding => finding.Id == row.Finding))
                && walk.QueryCount <= row.MaximumQueries
                && walk.HasShownAll();
            if ((isRight && elapsed <= limit) || attempt == Tries)
            {
                Assert.True(
                    isRight,
                    $"{path.Status} {path.Mode} after {walk.QueryCount} queries, {(walk.HasShownAll() ? "as heard" : "not as heard")} by the adversaries, findings {string.Join(", ", path.Findings.Select(finding => finding.Id))}:{Environment.NewLine}{told}");
                Assert.True(elapsed <= limit, $"The walk took {elapsed.TotalSeconds:0.00} s; {limit.TotalSeconds:0.00} s are allowed.{Environment.NewLine}{told}");
                return;
            }
        }
    }
}
