using System;
using System.Collections.Generic;
using LyncResilience.Discovery.Topology.Native;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class NativeObjectTests
{
    public static TheoryData<object?, string?> Texts => new()
    {
        { "a", "a" },
        { " a ", "a" },
        { "", null },
        { " ", null },
        { null, null },
        { 5061, "5061" },
        { new[] { "only" }, "only" },
        { new[] { "one", "two" }, null },
        { Array.Empty<string>(), null },
        { new object[] { new[] { "nested" } }, null },
        { "System.String[]", null },
        { "System.Collections.Generic.List`1[System.String]", null },
        { "Microsoft.Rtc.Management.Deploy.Internal.Machine", null },
        { new Uri("sip:a@contoso.com"), "sip:a@contoso.com" },
    };

    public static TheoryData<object?, string[]?> Lists => new()
    {
        { new[] { "a", "b" }, ["a", "b"] },
        { new List<object?> { "a", null, new Uri("sip:b") }, ["a", "sip:b"] },
        { "a b", ["a", "b"] },
        { "a,b", ["a", "b"] },
        { "a; b", ["a", "b"] },
        { "{a, b}", ["a", "b"] },
        { "a\r\nb", ["a", "b"] },
        { "Registrar:a.contoso.com", ["Registrar:a.contoso.com"] },
        { "", [] },
        { Array.Empty<string>(), [] },
        { "System.String[]", null },
        { null, null },
    };

    public static TheoryData<object?, int?> Times => new()
    {
        { TimeSpan.FromMinutes(5), 300 },
        { "00:05:00", 300 },
        { "1.00:00:00", 86400 },
        { 300, 300 },
        { 300L, 300 },
        { "300", 300 },
        { "0", 0 },
        { TimeSpan.MaxValue, null },
        { TimeSpan.FromSeconds(-1), null },
        { "-5", null },
        { "soon", null },
        { "", null },
        { null, null },
    };

    public static TheoryData<object?, bool?> Flags => new()
    {
        { true, true },
        { false, false },
        { "True", true },
        { "FALSE", false },
        { "$true", true },
        { 1, true },
        { "0", false },
        { "yes", null },
        { null, null },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Reads_a_text_of_anything(object? value, string? text) => Assert.Equal(text, Holding(value).Text("p"));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Reads_words_of_lists_and_of_texts(object? value, string[]? words) => Assert.Equal(words, Holding(value).Words("p"));

    [Theory]
    [MemberData(nameof(Times))]
    public void Reads_times_as_seconds(object? value, int? seconds) => Assert.Equal(seconds, Holding(value).Seconds("p"));

    [Theory]
    [MemberData(nameof(Flags))]
    public void Reads_true_and_false(object? value, bool? flag) => Assert.Equal(flag, Holding(value).Flag("p"));

    [Theory]
    [InlineData("Registrar:pool.contoso.com", "pool.contoso.com")]
    [InlineData("service:Registrar:pool.contoso.com", "pool.contoso.com")]
    [InlineData("Site:Redmond", "Redmond")]
    [InlineData("pool.contoso.com", "pool.contoso.com")]
    [InlineData("Registrar:", null)]
    public void A_name_has_no_prefix(string text, string? name) => Assert.Equal(name, Holding(text).Name("p"));

    [Fact]
    public void Finds_properties_without_regard_to_case_and_nothing_where_there_is_none()
    {
        NativeObject native = NativeSamples.Row(("PoolFqdn", "a"), ("poolfqdn", "b"));
        Assert.Equal("b", native.Text("POOLFQDN"));
        Assert.True(native.Has("poolFqdn"));
        Assert.False(native.Has("Fqdn"));
        Assert.Null(native.Text("Fqdn"));
        Assert.Null(native.Words("Fqdn"));
        Assert.Null(native.Seconds("Fqdn"));
        Assert.Null(native.Whole("Fqdn"));
        Assert.Null(native.Flag("Fqdn"));
    }

    private static NativeObject Holding(object? value) => NativeSamples.Row(("P", value));
}
