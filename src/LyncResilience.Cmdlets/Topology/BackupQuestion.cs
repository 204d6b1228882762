using System.Linq;
using System.Management.Automation;

namespace LyncResilience.Cmdlets;

/// <summary>One input of Get-BackupRegistrar: a user or a pool, and how it names itself.</summary>
internal sealed class BackupQuestion
{
    private static readonly string[] s_sipAddress = ["SipAddress", "Sip", "UserSipAddress"];
    private static readonly string[] s_pool = ["RegistrarPool", "PoolFqdn", "Fqdn", "HomePool", "PrimaryPoolFqdn", "PrimaryRegistrar"];
    private static readonly string[] s_identity = ["Identity"];

    private BackupQuestion(object input) => Input = input;

    /// <summary>What was given, for error records.</summary>
    internal object Input { get; }

    /// <summary>The object that was given; null for text and for parameters.</summary>
    internal PSObject? Object { get; private init; }

    /// <summary>How it names itself; null when it doesn't.</summary>
    internal string? Identity { get; private init; }

    /// <summary>The user's address without <c>sip:</c>; null for a pool.</summary>
    internal string? SipAddress { get; private init; }

    /// <summary>The user's home pool, or the pool that was asked about; null when the input doesn't tell.</summary>
    internal string? Pool { get; private init; }

    /// <summary>Reads an input.</summary>
    /// <param name="input">A SIP address, a pool's name, or an object with properties; null when only parameters were given.</param>
    /// <param name="sipAddress">The SIP address given as a parameter; null for none.</param>
    /// <param name="pool">The pool given as a parameter; null for none.</param>
    /// <param name="identity">The identity given as a parameter; null for none.</param>
    internal static BackupQuestion Of(PSObject? input, string? sipAddress, string? pool, string? identity)
    {
        object given = input ?? (object?)sipAddress ?? pool ?? identity ?? string.Empty;
        if (input?.BaseObject is string text)
        {
            return IsUser(text) ? Of(given, null, text, pool, identity) : Of(given, null, sipAddress, text, identity);
        }

        string? name = identity ?? TextOf(input, s_identity);
        BackupQuestion question = Of(given, input, sipAddress ?? TextOf(input, s_sipAddress), pool ?? TextOf(input, s_pool), name);
        if (question.SipAddress is not null || question.Pool is not null || NameIn(name) is not { } alone)
        {
            return question;
        }

        // Nothing but an identity: Registrar:pool01.contoso.com, or a user's address.
        return IsUser(alone) ? Of(given, input, alone, null, name) : Of(given, input, null, alone, name);
    }

    private static BackupQuestion Of(object given, PSObject? input, string? sipAddress, string? pool, string? identity) => new(given)
    {
        Object = input,
        Identity = NameIn(identity),
        SipAddress = NameIn(sipAddress),
        Pool = NameIn(pool),
    };

    private static bool IsUser(string text) => text.IndexOf('@') >= 0;

    private static string? TextOf(PSObject? input, string[] names) =>
        input is null ? null : names.Select(name => NameIn(NativeNames.TextOf(input.Properties[name]?.Value))).FirstOrDefault(text => text is not null);

    private static string? NameIn(string? text) => text is null || NativeNames.WithoutPrefix(text) is not { Length: > 0 } name ? null : name;
}
