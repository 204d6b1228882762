using System;

namespace LyncResilience.Discovery.Json;

/// <summary>A text is no JSON, exceeds a limit, or doesn't hold what its reader wants. The message names the place and what was expected there.</summary>
internal sealed class JsonFormatException : FormatException
{
    /// <param name="line">The line, counted from 1; 0 for a value that was not read from a text.</param>
    /// <param name="column">The column, counted from 1.</param>
    /// <param name="problem">One sentence: what is wrong there, and what would be right.</param>
    public JsonFormatException(int line, int column, string problem)
        : base(line > 0 ? $"line {line}, column {column}: {problem}" : problem)
    {
        LineNumber = line;
        ColumnNumber = column;
    }

    /// <summary>The line, counted from 1; 0 when there is none.</summary>
    public int LineNumber { get; }

    /// <summary>The column, counted from 1; 0 when there is none.</summary>
    public int ColumnNumber { get; }
}
