using System;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>Takes a name, also from an object that has it as its FriendlyName, as Get-CsUser's RegistrarPool does.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NativeNameArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => NativeNames.TextOf(inputData);
}
