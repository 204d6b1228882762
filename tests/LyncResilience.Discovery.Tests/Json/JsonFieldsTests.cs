using System;
using System.Linq;
using LyncResilience.Discovery.Json;
using Xunit;

namespace LyncResilience.Discovery.Tests.Json;

public sealed class JsonFieldsTests
{
    private static readonly string[] s_keys = ["name", "at", "count", "on", "tags", "parts", "day"];

    [Fact]
    public void Reads_keys_and_choices_without_regard_to_case()
    {
        JsonFields fields = Fields("""{"NAME": "x", "At": "00:05:00", "count": 3, "ON": false, "tags": ["a", "b"], "parts": [{"Name": "p"}], "day": "FRIDAY"}""");

        Assert.Equal("x", fields.Text("name"));
        Assert.Equal("x", fields.RequiredText("Name"));
        Assert.Equal(300, fields.Seconds("at"));
        Assert.Equal(3, fields.Whole("count"));
        Assert.False(fields.Flag("on"));
        Assert.Equal(["a", "b"], fields.Texts("tags"));
        Assert.Equal(["p"], fields.Objects("parts", "a part", "name").Select(part => part.RequiredText("name")));
        Assert.Equal(DayOfWeek.Friday, fields.Choice<DayOfWeek>("day"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name": null, "at": null, "count": null, "on": null, "tags": null, "parts": null, "day": null}""")]
    public void What_is_absent_or_null_is_nothing(string json)
    {
        JsonFields fields = Fields(json);

        Assert.Null(fields.Text("name"));
        Assert.Null(fields.Seconds("at"));
        Assert.Null(fields.Whole("count"));
        Assert.Null(fields.Flag("on"));
        Assert.Empty(fields.Texts("tags"));
        Assert.Empty(fields.Objects("parts", "a part"));
        Assert.Null(fields.Choice<DayOfWeek>("day"));
        Assert.Contains("line 1, column 1: a test needs the key 'name', a text", Assert.Throws<JsonFormatException>(() => fields.RequiredText("name")).Message);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    [InlineData("\"00:00:30\"", 30)]
    [InlineData("\"1:30:00\"", 5400)]
    [InlineData("\"2.01:00:01\"", 176401)]
    public void A_time_is_seconds_or_a_clock(string json, int seconds) => Assert.Equal(seconds, Fields($$"""{"at": {{json}}}""").Seconds("at"));

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("\"90\"")]
    [InlineData("\"24:00:00\"")]
    [InlineData("\"00:60:00\"")]
    [InlineData("\"00:00:60\"")]
    [InlineData("\"00:05:00\\n\"")]
    [InlineData("\"00:05\"")]
    [InlineData("\"99999.00:00:00\"")]
    [InlineData("\"٠٠:٠٥:٠٠\"")]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("-1")]
    [InlineData("2147483648")]
    [InlineData("true")]
    [InlineData("[]")]
    public void What_is_no_time_is_refused(string json) => Assert.Contains(
        "line 1, column 8: 'at' must be seconds or hh:mm:ss",
        Assert.Throws<JsonFormatException>(() => Fields($$"""{"at": {{json}}}""").Seconds("at")).Message);

    [Theory]
    [InlineData("[]", "expected an object for a test, found an array.")]
    [InlineData("{\n \"coutn\": 1}", "line 2, column 2: unknown key 'coutn' in a test. Did you mean 'count'?")]
    [InlineData("{\"\": 1}", "unknown key '' in a test. Did you mean")]
    [InlineData("{\"parts\": [{\"size\": 1}]}", "line 1, column 13: unknown key 'size' in a part. Did you mean 'name'?")]
    [InlineData("{\"parts\": [3]}", "line 1, column 12: expected an object for a part, found 3.")]
    [InlineData("{\"parts\": {}}", "'parts' must be an array of objects, found an object.")]
    [InlineData("{\"name\": 7}", "line 1, column 10: 'name' must be a text that is not blank, found 7.")]
    [InlineData("{\"name\": \" \"}", "'name' must be a text that is not blank, found ' '.")]
    [InlineData("{\"count\": \"3\"}", "'count' must be a whole number from 1 to 5, found '3'.")]
    [InlineData("{\"count\": 6}", "'count' must be a whole number from 1 to 5, found 6.")]
    [InlineData("{\"count\": 3.0}", "'count' must be a whole number from 1 to 5, found 3.0.")]
    [InlineData("{\"on\": \"true\"}", "'on' must be true or false, found 'true'.")]
    [InlineData("{\"tags\": \"a\"}", "'tags' must be an array of texts, found 'a'.")]
    [InlineData("{\"tags\": [\"a\", null]}", "an element of 'tags' must be a text that is not blank, found null.")]
    [InlineData("{\"day\": \"Freitag\"}", "'day' must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, found 'Freitag'.")]
    [InlineData("{\"day\": \"5\"}", "found '5'.")]
    [InlineData("{\"day\": \"Monday, Friday\"}", "found 'Monday, Friday'.")]
    [InlineData("{\"day\": true}", "found true.")]
    public void An_error_names_line_key_and_expectation(string json, string problem)
    {
        Assert.Contains(problem, Assert.Throws<JsonFormatException>(ReadAll).Message);

        void ReadAll()
        {
            JsonFields fields = Fields(json);
            _ = (fields.Text("name"), fields.Whole("count", 1, 5), fields.Flag("on"), fields.Texts("tags"), fields.Choice<DayOfWeek>("day"));
            fields.Objects("parts", "a part", "name");
        }
    }

    [Fact]
    public void A_very_long_unknown_key_costs_no_search_for_its_nearest()
    {
        string message = Assert.Throws<JsonFormatException>(() => Fields($"{{\"{new string('x', 10_000_000)}\": 1}}")).Message;
        Assert.Contains("Known keys: name, at", message);
        Assert.True(message.Length < 200, message);
    }

    private static JsonFields Fields(string json) => JsonFields.Of(JsonReader.Read(json), "a test", s_keys);
}
