using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Json;
using LyncResilience.Validation.Reports;
using Xunit;

namespace LyncResilience.Validation.Tests.Reports;

public sealed class BoundTests
{
    private const int MostBytes = 2_000_000;

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.NUnit3)]
    public void A_million_users_are_reported_in_bounded_size_and_time(ReportFormat format)
    {
        FailoverSimulation simulation = Contents.Million();
        var watch = Stopwatch.StartNew();

        string report = Contents.Write(Contents.Of(simulation), format);

        Assert.Equal(1_000_000, simulation.Users);
        Assert.InRange(Encoding.UTF8.GetByteCount(report), 1, MostBytes);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.NUnit3)]
    public void Users_of_whom_none_fares_like_another_are_too(ReportFormat format)
    {
        FailoverSimulation simulation = Contents.Scattered(1500);

        string report = Contents.Write(Contents.Of(simulation), format);

        Assert.InRange(Encoding.UTF8.GetByteCount(report), 1, MostBytes);
    }

    [Fact]
    public void What_is_left_out_is_counted()
    {
        FailoverSimulation simulation = Contents.Scattered(1500);

        JsonValue written = Member(JsonReader.Read(Contents.Write(Contents.Of(simulation), ReportFormat.Json)), "simulations").Items.Single();

        JsonValue outcomes = Member(written, "outcomes");
        Assert.Equal("1500", Member(outcomes, "users").Text);
        Assert.Equal(ReportLimits.OutcomeGroups, Member(outcomes, "groups").Items.Count);
        Assert.Equal(1500, Member(outcomes, "groups").Items.Sum(group => Number(group, "users")) + Number(outcomes, "usersLeftOut"));
        Assert.Equal(simulation.Timeline.Count, Member(written, "timeline").Items.Count + Number(written, "timelineLeftOut"));
        Assert.All(
            simulation.Load.Zip(Member(written, "load").Items),
            pool => Assert.Equal(pool.First.Points.Count, Member(pool.Second, "points").Items.Count + Number(pool.Second, "pointsLeftOut")));
    }

    [Fact]
    public void A_bounded_load_still_shows_its_start_its_end_and_its_peak()
    {
        PoolLoadPoint[] points = [.. Enumerable.Range(0, 1000).Select(second => new PoolLoadPoint { AtSeconds = second, Registrations = second == 501 ? 9 : 1 })];

        PoolLoadPoint[] shown = [.. Bounded.Points(new PoolLoad { Points = Array.AsReadOnly(points) }, 10)];

        Assert.InRange(shown.Length, 3, 10);
        Assert.Equal([0, 501, 999], shown.Where(point => point.AtSeconds is 0 or 501 or 999).Select(point => point.AtSeconds));
        Assert.Equal(shown.OrderBy(point => point.AtSeconds), shown);
    }

    [Fact]
    public void Piped_users_are_grouped_too_but_keep_a_row_each_in_a_table()
    {
        object[] outcomes = [.. Contents.Scattered(200).Outcomes];

        Assert.Equal(201, Contents.Write(Contents.Of(outcomes), ReportFormat.Csv).Count(character => character == '\n'));
        Assert.Contains("_100 users who fared in other ways are left out._", Contents.Write(Contents.Of(outcomes), ReportFormat.Markdown), StringComparison.Ordinal);
    }

    private static JsonValue Member(JsonValue value, string key) => value.Members.Single(member => member.Key == key).Value;

    private static int Number(JsonValue value, string key) => int.Parse(Member(value, key).Text, System.Globalization.CultureInfo.InvariantCulture);
}
