using System;
using LyncResilience.Discovery.Json;
using Xunit;

namespace LyncResilience.Discovery.Tests.Json;

public sealed class JsonWriterTests
{
    [Fact]
    public void Writes_two_spaces_for_each_level_and_leaves_out_what_has_no_value()
    {
        JsonValue value = JsonValue.Of(
            ("text", JsonValue.Of("a")),
            ("nothing", null),
            ("numbers", JsonValue.Of([JsonValue.Of(1), JsonValue.Of(-2)])),
            ("empty", JsonReader.Read("{}")),
            ("inner", JsonValue.Of(("yes", JsonValue.Of(true)), ("none", JsonValue.Of(Array.Empty<string>())))));

        Assert.Equal(
            """
            {
              "text": "a",
              "numbers": [
                1,
                -2
              ],
              "empty": {},
              "inner": {
                "yes": true,
                "none": []
              }
            }
            """.Replace("\r\n", "\n"),
            JsonWriter.Write(value));
    }

    [Theory]
    [InlineData("a\"b\\c/d", "\"a\\\"b\\\\c/d\"")]
    [InlineData("\u0000\n\u001f\u007f\u0085", "\"\\u0000\\u000a\\u001f\\u007f\\u0085\"")]
    [InlineData("ü\U0001F600", "\"ü\U0001F600\"")]
    public void Writes_a_text_so_that_it_can_be_read_back(string text, string json)
    {
        Assert.Equal(json, JsonWriter.Write(JsonValue.Of(text)));
        JsonReader.Read(json);
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() =>
        Assert.Equal("\"\ufffdx\ufffd\"", JsonWriter.Write(JsonValue.Of("\ude00x\ud83d")));

    [Fact]
    public void Keeps_numbers_as_they_were_written() => Assert.Equal("1.50E+02", JsonWriter.Write(JsonReader.Read(" 1.50E+02 ")));
}
