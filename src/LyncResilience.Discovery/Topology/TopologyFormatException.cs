using System;

namespace LyncResilience.Discovery.Topology;

/// <summary>A document that is no topology, is damaged, or exceeds a limit. The message names the place and what was expected there.</summary>
public sealed class TopologyFormatException : FormatException
{
    /// <param name="message">One sentence: what is wrong, where, and what would be right.</param>
    /// <param name="inner">The cause, if it has one.</param>
    public TopologyFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
