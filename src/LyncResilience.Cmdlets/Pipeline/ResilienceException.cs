using System;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>A question that could not be asked, with the id, category and target of its error record.</summary>
internal sealed class ResilienceException : Exception
{
    internal ResilienceException(string id, ErrorCategory category, string message, object? target = null, Exception? inner = null)
        : base(message, inner)
    {
        Id = id;
        Category = category;
        Target = target;
    }

    internal string Id { get; }

    internal ErrorCategory Category { get; }

    /// <summary>What the error is about; null stands for the whole input.</summary>
    internal object? Target { get; }
}
