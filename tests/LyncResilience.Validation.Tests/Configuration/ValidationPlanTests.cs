using System;
using System.Linq;
using LyncResilience.Validation.Checks;
using LyncResilience.Validation.Configuration;
using LyncResilience.Validation.Facts;
using LyncResilience.Validation.Tests.Checks;
using Xunit;

namespace LyncResilience.Validation.Tests.Configuration;

/// <summary>What a plan chooses, and what it does to results.</summary>
public sealed class ValidationPlanTests
{
    private static readonly SiteFacts s_slow = GoodSite.Facts.WithRecords(GoodSite.Internal, [GoodSite.Srv(GoodSite.Internal, 0, 5061, GoodSite.Red, ttl: 7200), GoodSite.Srv(GoodSite.Internal, 10, 5061, GoodSite.Dub)]);

    [Theory]
    [InlineData("LR-TLS-006", "LR-TLS-006")]
    [InlineData("lr-sim-00[3]", null)]
    [InlineData("LR-SIM-00?", "LR-SIM-001 LR-SIM-002 LR-SIM-003 LR-SIM-004 LR-SIM-005 LR-SIM-006 LR-SIM-007 LR-SIM-008")]
    [InlineData("cap", "LR-CAP-001 LR-CAP-002 LR-CAP-003 LR-CAP-004")]
    [InlineData("SignIns", "LR-REG-010 LR-REG-011 LR-REG-012 LR-REG-013")]
    public void Tags_choose_checks(string tag, string? ids)
    {
        if (ids is null)
        {
            Assert.Contains("Did you mean 'LR-SIM-00", Assert.Throws<ValidationFormatException>(() => Plan("{}", tag)).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(ids.Split(' '), Plan("{}", tag).Checks.Select(check => check.Id));
        Assert.Equal(CheckCatalog.All.Count - ids.Split(' ').Length, new ValidationPlan(ValidationConfiguration.Default, excludeTags: [tag]).Checks.Count);
    }

    [Fact]
    public void Given_tags_stand_in_place_of_the_configuration_s_and_both_leave_out()
    {
        var configuration = ValidationConfiguration.Parse("""{ "tags": ["CAP"], "excludeTags": ["LR-CAP-001"] }""");

        Assert.Equal(["LR-CAP-002", "LR-CAP-003", "LR-CAP-004"], new ValidationPlan(configuration).Checks.Select(check => check.Id));
        Assert.Equal(["LR-CAP-004"], new ValidationPlan(configuration, excludeTags: ["LR-CAP-002", "LR-CAP-003"]).Checks.Select(check => check.Id));
        Assert.Equal(["LR-SIM-001"], new ValidationPlan(configuration, ["LR-SIM-001"]).Checks.Select(check => check.Id));
        Assert.Throws<ValidationFormatException>(() => new ValidationPlan(configuration, excludeTags: ["Slow"]));
    }

    [Fact]
    public void Severities_and_thresholds_are_those_of_the_configuration_and_the_result_says_which()
    {
        CheckResult own = Result("{}", "LR-DNS-022", GoodSite.Internal);
        CheckResult changed = Result("""{ "checks": { "LR-DNS-022": { "severity": "Critical", "thresholds": { "maxTtlSeconds": 7200 } } } }""", "LR-DNS-022", GoodSite.Internal);

        Assert.Equal((CheckStatus.Warn, CheckSeverity.Medium), (own.Status, own.Severity));
        Assert.Contains("maxTtlSeconds 3600 s", own.Expected, StringComparison.Ordinal);
        Assert.Equal((CheckStatus.Pass, CheckSeverity.Critical), (changed.Status, changed.Severity));
        Assert.Contains("maxTtlSeconds 7200 s", changed.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_s_settings_hold_for_its_targets_before_the_general_ones()
    {
        const string Json = """
            { "checks": { "LR-TLS-006": { "severity": "Low", "thresholds": { "minExpiryDays": 400 } } },
              "sites": { "Dublin": { "checks": { "LR-TLS-006": { "severity": "Critical", "thresholds": { "minExpiryDays": 10 } } } } } }
            """;

        CheckResult redmond = Result(Json, "LR-TLS-006", GoodSite.Red);
        CheckResult dublin = Result(Json, "LR-TLS-006", GoodSite.Dub);

        Assert.Equal((CheckStatus.Warn, CheckSeverity.Low), (redmond.Status, redmond.Severity));
        Assert.Equal((CheckStatus.Pass, CheckSeverity.Critical), (dublin.Status, dublin.Severity));
    }

    [Fact]
    public void An_exclusion_skips_its_targets_on_its_last_day_too_and_says_why()
    {
        CheckResult result = Result(Excluding("2026-11-22"), "LR-DNS-022", GoodSite.Internal);

        Assert.Equal((CheckStatus.Skip, "Excluded until 2026-11-22: We migrate.", string.Empty), (result.Status, result.Detail, result.Recommendation));
        Assert.Equal(CheckStatus.Pass, Result(Excluding("2026-11-22"), "LR-DNS-022", GoodSite.External).Status);
    }

    [Fact]
    public void An_expired_exclusion_excludes_nothing_and_says_so()
    {
        CheckResult result = Result(Excluding("2026-11-21"), "LR-DNS-022", GoodSite.Internal);

        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.EndsWith("The exclusion until 2026-11-21 (We migrate.) has expired.", result.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(result.Recommendation);
    }

    [Fact]
    public void An_exclusion_of_a_site_leaves_other_sites_alone()
    {
        const string Json = """{ "sites": { "dublin": { "exclusions": [ { "check": "LR-TLS-*", "reason": "New line.", "until": "2027-01-01" } ] } } }""";

        Assert.Equal(CheckStatus.Skip, Result(Json, "LR-TLS-001", GoodSite.Dub).Status);
        Assert.Equal(CheckStatus.Pass, Result(Json, "LR-TLS-001", GoodSite.Red).Status);
    }

    [Fact]
    public void A_site_that_isn_t_there_is_named_with_the_nearest()
    {
        ValidationPlan plan = Plan("""{ "sites": { "Dubln": {} } }""");

        Assert.Contains("Did you mean 'Dublin'?", Assert.Throws<ValidationFormatException>(() => plan.CheckSites(GoodSite.Facts.Topology)).Message, StringComparison.Ordinal);
        plan.CheckSites(null);
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("LR-*-001", "lr-dns-001", true)]
    [InlineData("LR-*-001", "LR-DNS-002", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*b*b", "abab", true)]
    [InlineData("", "a", false)]
    [InlineData("a**", "a", true)]
    public void Wildcards_match_whole_names(string pattern, string text, bool matches) => Assert.Equal(matches, Wildcard.IsMatch(pattern, text));

    [Fact]
    public void A_summary_counts_and_gives_an_exit_code()
    {
        Assert.Equal((0, ResultStatus.Pass, null), Outcome(CheckStatus.Pass, CheckStatus.Skip));
        Assert.Equal((1, ResultStatus.Warn, CheckSeverity.High), Outcome(CheckStatus.Pass, CheckStatus.Warn));
        Assert.Equal((2, ResultStatus.Fail, CheckSeverity.High), Outcome(CheckStatus.Warn, CheckStatus.Fail));
        Assert.Equal((2, ResultStatus.Fail, CheckSeverity.High), Outcome(CheckStatus.Error));
        ValidationSummary all = ValidationSummary.Of(Enum.GetValues<CheckStatus>().Select(status => new CheckResult { Status = status }), GoodSite.Now, 5);
        Assert.Equal((5, 1, 1, 1, 1, 1), (all.Total, all.Passed, all.Warned, all.Failed, all.Skipped, all.Errors));

        static (int, ResultStatus, CheckSeverity?) Outcome(params CheckStatus[] statuses)
        {
            ValidationSummary summary = ValidationSummary.Of(statuses.Select(status => new CheckResult { Status = status, Severity = CheckSeverity.High }), GoodSite.Now, 5);
            return (summary.ExitCode, summary.Status, summary.WorstSeverity);
        }
    }

    private static string Excluding(string until) => $$"""{ "exclusions": [ { "check": "LR-DNS-*", "target": "_sipinternal*", "reason": "We migrate.", "until": "{{until}}" } ] }""";

    private static ValidationPlan Plan(string json, params string[] tags) => new(ValidationConfiguration.Parse(json), tags);

    private static CheckResult Result(string json, string id, string target) =>
        SiteValidation.Judge([CheckCatalog.Find(id)!], s_slow, Plan(json)).Single(result => result.Target.StartsWith(target, StringComparison.Ordinal));
}
