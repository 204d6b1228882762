using System.Collections.Generic;

namespace LyncResilience.Discovery.Dns;

/// <summary>One entry of a zone file: a line, or several held together by parentheses.</summary>
internal sealed class ZoneEntry
{
    private readonly List<string> _words = [];
    private int _next;

    public ZoneEntry(int lineNumber, bool inheritsOwner)
    {
        LineNumber = lineNumber;
        InheritsOwner = inheritsOwner;
    }

    /// <summary>Its first line, counted from 1.</summary>
    public int LineNumber { get; }

    /// <summary>It begins with a blank, so its owner is that of the entry before.</summary>
    public bool InheritsOwner { get; }

    public bool IsEmpty => _words.Count == 0;

    /// <summary>The word to be taken next; null at the end.</summary>
    public string? Peek => _next < _words.Count ? _words[_next] : null;

    public void Add(string word) => _words.Add(word);

    public string Take(string what) => _next < _words.Count
        ? _words[_next++]
        : throw Error($"{what} is missing.");

    public void End()
    {
        if (Peek != null)
        {
            throw Error($"'{Peek}' is one word too many.");
        }
    }

    public ZoneFileException Error(string problem) => new(LineNumber, problem);
}
