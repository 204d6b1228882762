using System.Collections.Generic;

namespace LyncResilience;

/// <summary>The backup registrar of a user or of a pool, and what is wrong with the pair. Immutable.</summary>
public sealed class BackupRegistrar : RegistrarPair
{
    /// <summary>Who or what was asked about: the identity of the input, else its SIP address, else the pool.</summary>
    public string Identity { get; internal init; } = string.Empty;

    /// <summary>The user's SIP address without <c>sip:</c>; null when a pool was asked about.</summary>
    public string? SipAddress { get; internal init; }

    /// <summary>The site of the primary registrar; null when unknown.</summary>
    public string? Site { get; internal init; }

    /// <summary>The site of the backup registrar; null when unknown or when there is none.</summary>
    public string? BackupSite { get; internal init; }

    /// <summary>Where the knowledge comes from.</summary>
    public BackupRegistrarSource Source { get; internal init; }

    /// <summary>Seconds without a heartbeat after which the backup takes users in; null without a topology.</summary>
    public int? FailureDetectionSeconds { get; internal init; }

    /// <summary>Seconds of heartbeats after which the backup sends users home; null without a topology.</summary>
    public int? FailbackSeconds { get; internal init; }

    /// <summary>
    /// Pass: there is a backup and nothing speaks against it. Warn: there is one and something does, or nothing could be learned. Fail: there
    /// is none to go to.
    /// </summary>
    public ResultStatus Status { get; internal init; }

    /// <summary>The answer in one sentence.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <summary>What speaks against the pair, each with the next step.</summary>
    public IReadOnlyList<Finding> Findings { get; internal init => field = ReadableList.Of(value); } = ReadableList.Of<Finding>([]);

    /// <inheritdoc/>
    public override string ToString() => $"{Identity}: {PrimaryRegistrar ?? "?"} → {BackupRegistrar ?? "none"}";
}
