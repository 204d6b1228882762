using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation.Language;
using LyncResilience.Discovery.Json;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads a PowerShell data file (psd1) into the tree that our JSON is read into, each value with its place. Nothing in the file is executed: the engine parses it, tables and
/// lists are taken apart here, and the rest must be what <see cref="Ast.SafeGetValue()"/> takes for data.
/// </summary>
internal static class DataFile
{
    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="JsonFormatException">It is no single table of data. The message names line and column.</exception>
    internal static JsonValue Read(string text)
    {
        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw new JsonFormatException(errors[0].Extent.StartLineNumber, errors[0].Extent.StartColumnNumber, errors[0].Message);
        }

        bool isPlain = script is { ParamBlock: null, DynamicParamBlock: null, BeginBlock: null, ProcessBlock: null, EndBlock.Statements.Count: 1 };
        return isPlain && PureExpression(script.EndBlock.Statements[0]) is HashtableAst table ? Of(table, depth: 0) : throw Wrong(script.Extent, "expected one table, @{ ... }, and nothing else.");
    }

    private static JsonValue Of(Ast? value, int depth)
    {
        IScriptExtent place = value!.Extent;
        if (depth > JsonReader.MaxDepth)
        {
            throw Wrong(place, string.Format(CultureInfo.InvariantCulture, "tables nest more than {0} deep, the limit.", JsonReader.MaxDepth));
        }

        return PureExpression(value) switch
        {
            HashtableAst table => JsonValue.OfMembers([.. table.KeyValuePairs.Select(pair => Member(pair.Item1, pair.Item2, depth))], place.StartLineNumber, place.StartColumnNumber),
            ArrayExpressionAst array => JsonValue.OfItems([.. array.SubExpression.Statements.SelectMany(Elements).Select(item => Of(item, depth + 1))], place.StartLineNumber, place.StartColumnNumber),
            ArrayLiteralAst array => JsonValue.OfItems([.. array.Elements.Select(item => Of(item, depth + 1))], place.StartLineNumber, place.StartColumnNumber),
            ParenExpressionAst inner => Of(inner.Pipeline, depth + 1),
            { } other => OfScalar(other),
            null => throw NoData(place),
        };
    }

    private static JsonMember Member(ExpressionAst key, StatementAst value, int depth) => key is StringConstantExpressionAst { Value: var name }
        ? new JsonMember(name, Of(value, depth + 1), key.Extent.StartLineNumber, key.Extent.StartColumnNumber)
        : throw Wrong(key.Extent, $"a key must be a plain text, found {key.Extent.Text}.");

    private static JsonValue OfScalar(ExpressionAst expression)
    {
        IScriptExtent place = expression.Extent;
        (int line, int column) = (place.StartLineNumber, place.StartColumnNumber);
        object? value;
        try
        {
            value = expression.SafeGetValue();
        }
        catch (InvalidOperationException)
        {
            throw NoData(place);
        }

        return value switch
        {
            null => JsonValue.OfWord(JsonKind.Null, "null", line, column),
            string text => JsonValue.OfText(text, line, column),
            bool flag => JsonValue.OfWord(JsonKind.Boolean, flag ? "true" : "false", line, column),
            int or long or double or decimal => JsonValue.OfNumber(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), line, column),
            _ => throw NoData(place),
        };
    }

    // @('a', 'b') holds one statement, @('a'; 'b') and one element on each line hold several.
    private static IEnumerable<Ast> Elements(StatementAst statement) => PureExpression(statement) is ArrayLiteralAst array ? array.Elements : [statement];

    private static ExpressionAst? PureExpression(Ast ast) => ast switch
    {
        ExpressionAst expression => expression,
        PipelineAst pipeline => pipeline.GetPureExpression(),
        _ => null,
    };

    private static JsonFormatException NoData(IScriptExtent place) =>
        Wrong(place, $"a data file is not executed; write a text in quotes, a number, $true, $false, @( ) or @{{ }}, not {(place.Text.Length <= 60 ? place.Text : place.Text.Substring(0, 60) + "…")}.");

    private static JsonFormatException Wrong(IScriptExtent place, string problem) => new(place.StartLineNumber, place.StartColumnNumber, problem);
}
