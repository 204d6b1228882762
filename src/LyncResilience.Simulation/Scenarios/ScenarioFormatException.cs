using System;
using LyncResilience.Discovery;

namespace LyncResilience.Simulation;

/// <summary>A scenario that can't be simulated: its text is damaged, or its parts don't fit. The message names the place and what would be right.</summary>
public sealed class ScenarioFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence: what is wrong, where, and what would be right.</param>
    /// <param name="inner">The cause, if it has one.</param>
    public ScenarioFormatException(string message, Exception? inner = null)
        : base(Shown.Sentence(message), inner)
    {
    }

    /// <summary>The user that does not fit, as the scenario gave it; null when something else does not.</summary>
    public SimulatedUser? User { get; internal set; }
}
