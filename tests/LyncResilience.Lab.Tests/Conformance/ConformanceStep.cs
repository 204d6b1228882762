using System.Collections.Generic;

namespace LyncResilience.Lab.Tests.Conformance;

/// <summary>One step of a case in cases.json: a change of both worlds, or a walk in both. README.md tells what each key means.</summary>
internal sealed record ConformanceStep
{
    public string? PoolDown { get; init; }

    public string? PoolUp { get; init; }

    public int? Wait { get; init; }

    public string? AddRecord { get; init; }

    public string? RemoveRecord { get; init; }

    public bool? Dns { get; init; }

    public string? Walk { get; init; }

    public ClientProfile Profile { get; init; } = ClientProfile.Lync2010;

    public string? Cached { get; init; }

    public string? Lost { get; init; }

    public string? KnowsBackup { get; init; }

    public string? Server { get; init; }

    public IReadOnlyList<string> TrustedDomains { get; init; } = [];

    public bool AcceptsPrompt { get; init; } = true;

    public string? Expect { get; init; }
}
