using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace LyncResilience.Cmdlets.Probe;

/// <summary>A console of a given width that writes on a page: what a person would see, warnings and <c>-WhatIf</c> included. Nobody answers its questions.</summary>
public sealed class PageHost : PSHost
{
    private readonly PageUserInterface _userInterface = new();

    // The engine breaks lines between words for the languages that it knows, and anywhere for the invariant one.
    public override CultureInfo CurrentCulture { get; } = new("en-US");

    public override CultureInfo CurrentUICulture => CurrentCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Page";

    public override PSHostUserInterface UI => _userInterface;

    public override Version Version { get; } = new(1, 0);

    /// <summary>The columns of a line.</summary>
    public int Width
    {
        get => _userInterface.RawUI.BufferSize.Width;
        set => _userInterface.RawUI.BufferSize = new Size(value, 50);
    }

    /// <summary>What was written since the last call.</summary>
    public string Take() => _userInterface.Take();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
