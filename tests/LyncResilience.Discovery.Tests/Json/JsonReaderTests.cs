using System.Linq;
using LyncResilience.Discovery.Json;
using Xunit;

namespace LyncResilience.Discovery.Tests.Json;

public sealed class JsonReaderTests
{
    [Fact]
    public void Reads_every_kind_of_value_and_where_it_stands()
    {
        JsonValue value = JsonReader.Read("\uFEFF{ \"a\" : [1, -0.5e+3],\r\n  \"b\": { \"t\": true, \"f\": false, \"n\": null },\r\"c\"\n:\t\"x\" }");

        Assert.Equal(JsonKind.Object, value.Kind);
        Assert.Equal((1, 1), (value.Line, value.Column));
        Assert.Equal(["a 1:3", "b 2:3", "c 3:1"], value.Members.Select(member => $"{member.Key} {member.Line}:{member.Column}"));
        Assert.Equal(["1 1:10", "-0.5e+3 1:13"], value.Members[0].Value.Items.Select(item => $"{item.Text} {item.Line}:{item.Column}"));
        Assert.Equal(
            [("true", JsonKind.Boolean), ("false", JsonKind.Boolean), ("null", JsonKind.Null)],
            value.Members[1].Value.Members.Select(member => (member.Value.Text, member.Value.Kind)));
        Assert.Equal(("x", 4, 3), (value.Members[2].Value.Text, value.Members[2].Value.Line, value.Members[2].Value.Column));
    }

    [Theory]
    [InlineData("""
        "\"\\\/\b\f\n\r\t\u0041\u00fc\uD83D\uDE00"
        """, "\"\\/\b\f\n\r\tA\u00fc\U0001F600")]
    [InlineData("\"\u2028\U0001F600\u007f\"", "\u2028\U0001F600\u007f")]
    [InlineData("\"\"", "")]
    [InlineData(" \t\r\n0 ", "0")]
    [InlineData("-0", "-0")]
    [InlineData("1.25E-7", "1.25E-7")]
    public void Reads_texts_and_numbers_as_the_rfc_writes_them(string json, string text) => Assert.Equal(text, JsonReader.Read(json).Text);

    [Theory]
    [InlineData("", 1, 1, "expected a value, but the text ends")]
    [InlineData("\n\n ", 3, 2, "expected a value, but the text ends")]
    [InlineData("x", 1, 1, "expected a value, found 'x'")]
    [InlineData("\0", 1, 1, "expected a value, found U+0000")]
    [InlineData("1 2", 1, 3, "expected the end of the text, found '2'")]
    [InlineData("tru", 1, 1, "expected a value, found 't'")]
    [InlineData("True", 1, 1, "expected a value")]
    [InlineData("NaN", 1, 1, "expected a value")]
    [InlineData("'a'", 1, 1, "expected a value, found '''")]
    [InlineData("// note\n1", 1, 1, "expected a value, found '/'")]
    [InlineData("[1, /* two */ 2]", 1, 5, "expected a value, found '/'")]
    [InlineData("[1,]", 1, 4, "expected a value, found ']'")]
    [InlineData("[1 2]", 1, 4, "expected ',' or ']' after an element, found '2'")]
    [InlineData("[1", 1, 3, "expected ',' or ']' after an element, but the text ends")]
    [InlineData("[1}", 1, 3, "expected ',' or ']' after an element, found '}'")]
    [InlineData("{", 1, 2, "expected a key in double quotes, but the text ends")]
    [InlineData("{a: 1}", 1, 2, "expected a key in double quotes, found 'a'")]
    [InlineData("{\n  \"a\" 1}", 2, 7, "expected ':' after a key, found '1'")]
    [InlineData("{\"a\": 1,}", 1, 9, "expected a key in double quotes, found '}'")]
    [InlineData("{\"a\": 1 \"b\": 2}", 1, 9, "expected ',' or '}' after a member, found '\"'")]
    [InlineData("{\"a\": 1,\n \"a\": 2}", 2, 2, "the key 'a' stands in this object already")]
    [InlineData("{\"a\": 1, \"A\": 2}", 1, 10, "the key 'A' stands in this object already")]
    [InlineData("01", 1, 2, "must not begin with a zero")]
    [InlineData("-", 1, 2, "expected a digit, but the text ends")]
    [InlineData("+1", 1, 1, "expected a value, found '+'")]
    [InlineData("1.", 1, 3, "expected a digit")]
    [InlineData(".5", 1, 1, "expected a value")]
    [InlineData("1e", 1, 3, "expected a digit")]
    [InlineData("0x10", 1, 2, "expected the end of the text, found 'x'")]
    [InlineData("\u0661", 1, 1, "expected a value")]
    [InlineData("[\n\"ab", 2, 1, "never closed")]
    [InlineData("\"a\nb\"", 1, 3, "U+000A must be written as an escape")]
    [InlineData("\"a\\", 1, 4, "expected one of")]
    [InlineData("\"\\x\"", 1, 3, "expected one of")]
    [InlineData("\"\\u00g0\"", 1, 6, "expected four hexadecimal digits after \\u, found 'g'")]
    [InlineData("\"\\u00", 1, 6, "expected four hexadecimal digits after \\u, but the text ends")]
    [InlineData("\"\\ud83d\"", 1, 8, "half a surrogate pair")]
    [InlineData("\"\\ud83dx\"", 1, 9, "half a surrogate pair")]
    [InlineData("\"\\ude00\"", 1, 8, "half a surrogate pair")]
    [InlineData("\u00a01", 1, 1, "expected a value")]
    [InlineData("1\uFEFF", 1, 2, "expected the end of the text")]
    public void An_error_names_its_place_and_what_was_expected(string json, int line, int column, string problem)
    {
        JsonFormatException exception = Assert.Throws<JsonFormatException>(() => JsonReader.Read(json));
        Assert.Equal((line, column), (exception.LineNumber, exception.ColumnNumber));
        Assert.StartsWith($"line {line}, column {column}: ", exception.Message);
        Assert.Contains(problem, exception.Message);
    }

    [Fact]
    public void Reads_64_levels_and_refuses_the_65th()
    {
        JsonReader.Read(new string('[', 64) + new string(']', 64));
        Assert.Contains("nested deeper than 64", Assert.Throws<JsonFormatException>(() => JsonReader.Read(new string('[', 65) + new string(']', 65))).Message);
        Assert.Contains("nested deeper than 64", Assert.Throws<JsonFormatException>(() => JsonReader.Read(string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000)))).Message);
    }

    [Fact]
    public void Refuses_a_text_that_is_too_long_before_reading_it() =>
        Assert.Contains("longer than 16777216 characters", Assert.Throws<JsonFormatException>(() => JsonReader.Read(new string(' ', JsonReader.MaxLength + 1))).Message);

    [Fact]
    public void Refuses_more_values_than_the_limit() => Assert.Contains(
        "more than 2000000 values",
        Assert.Throws<JsonFormatException>(() => JsonReader.Read("[" + string.Concat(Enumerable.Repeat("0,", JsonReader.MaxValues)) + "0]")).Message);

    [Fact]
    public void A_message_shows_little_of_a_long_key_and_none_of_its_line_ends()
    {
        string key = "a\\n" + new string('b', 1000);
        string message = Assert.Throws<JsonFormatException>(() => JsonReader.Read($"{{\"{key}\":1,\"{key}\":2}}")).Message;
        Assert.True(message.Length < 150, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Every_truncation_is_an_error()
    {
        const string Json = """{"a": [1.5e3, "x\u0041\n", true, null], "b": {"c": {}}}""";
        JsonReader.Read(Json);
        for (int length = 0; length < Json.Length; length++)
        {
            Assert.Throws<JsonFormatException>(() => JsonReader.Read(Json.Substring(0, length)));
        }
    }
}
