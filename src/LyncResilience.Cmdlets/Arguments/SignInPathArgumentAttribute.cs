namespace LyncResilience.Cmdlets;

/// <summary>Takes one sign-in path, also a stored one.</summary>
internal sealed class SignInPathArgumentAttribute : StoredArgumentAttribute
{
    /// <summary>For a parameter of type <see cref="SignInPath"/>.</summary>
    public SignInPathArgumentAttribute()
        : base(typeof(SignInPath))
    {
    }

    /// <inheritdoc/>
    private protected override string WhatIsMissing =>
        $"no sign-in path. Test-SrvSignInPath and Get-SignInTrace give such paths; they may have been stored with Export-Clixml or ConvertTo-Json -Depth {StoredReader.JsonDepth}.";

    /// <inheritdoc/>
    private protected override string WhyNotOne(int count) => count == 0
        ? "No sign-in path was given: the value is empty. Test-SrvSignInPath and Get-SignInTrace give such paths."
        : $"{count} objects were given, and one sign-in path is compared with one other. Pick one, as with Where-Object SipAddress -eq alice@contoso.com.";
}
