using System;
using LyncResilience.Validation.Reports;
using Xunit;

namespace LyncResilience.Validation.Tests;

public sealed class ReportContentTests
{
    [Fact]
    public void Results_are_sorted_by_kind_in_the_order_in_which_they_came()
    {
        CheckResult first = new() { Id = "LR-DNS-001" };
        CheckResult second = new() { Id = "LR-DNS-002" };
        ResilienceTopology topology = ResilienceTopology.FromJson("{}");

        ReportContent content = new([first, topology, second], "Both", DateTime.UnixEpoch);

        Assert.Equal([first, second], content.Checks);
        Assert.Equal([topology], content.Topologies);
    }

    [Fact]
    public void What_is_no_result_of_ours_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => new ReportContent([new Uri("https://contoso.com")], "Other", DateTime.UnixEpoch));

        Assert.Contains("System.Uri", refused.Message, StringComparison.Ordinal);
    }
}
