using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Reads a user of a simulation from an object, a hashtable or a row of a CSV file, whose values are text. What the command line says outranks the row. An empty cell says
/// nothing, but for <c>CachedServer</c>: there it says that nothing is cached, and null that nobody knows.
/// </summary>
internal sealed class UserRow
{
    private static readonly string[] s_sipAddress = ["SipAddress", "Sip", "UserSipAddress"];
    private static readonly string[] s_pool = ["RegistrarPool", "HomePool", "PoolFqdn", "PrimaryPoolFqdn", "PrimaryRegistrar"];

    private readonly object _input;
    private readonly Func<string, object?> _valueOf;

    /// <param name="input">The row.</param>
    /// <param name="given">What the command line says of a property; null where it is silent.</param>
    internal UserRow(object input, Func<string, object?> given)
    {
        _input = input;
        PSObject row = PSObject.AsPSObject(input);
        _valueOf = row.BaseObject is IDictionary table
            ? name => given(name) ?? Elements.Unwrap(table[name])
            : name => given(name) ?? Elements.Unwrap(row.Properties[name]?.Value);
    }

    /// <summary>The error of a user whose home pool nobody names.</summary>
    internal static ResilienceException Homeless(string address, string more = "") => Wrong(
        ErrorIds.HomePoolUnknown, $"Nobody says which pool homes {address}{more}. Pipe Get-CsUser or a file with the columns SipAddress and RegistrarPool, or name the pool with -RegistrarPool.");

    /// <summary>Who it is.</summary>
    /// <exception cref="ResilienceException">It is no user.</exception>
    internal string ReadAddress()
    {
        string name = First(s_sipAddress) ?? First(["Identity"]) ?? (_input is PSObject { BaseObject: string text } ? text : string.Empty);
        if (name.Length == 0)
        {
            throw Wrong(ErrorIds.InputUnknown, $"'{_input}' is no user: it has no SipAddress. Pipe objects with SipAddress and RegistrarPool, such as those of Get-CsUser or Import-Csv.");
        }

        return SipNames.Address(name);
    }

    /// <summary>Reads it. Where nobody names the home pool it is empty.</summary>
    /// <exception cref="ResilienceException">It is no user, or something that it says can't be understood.</exception>
    internal SimulatedUser Read()
    {
        string address = ReadAddress();
        return new SimulatedUser
        {
            SipAddress = address,
            RegistrarPool = First(s_pool) ?? string.Empty,
            CachedServer = _valueOf(nameof(SimulatedUser.CachedServer))?.ToString().Trim(),
            KnowsBackup = Flag(nameof(SimulatedUser.KnowsBackup), address, fallback: IsToldPath()),
            SignedIn = Flag(nameof(SimulatedUser.SignedIn), address, fallback: true),
            ClientProfile = Profile(address),
            Location = Text(nameof(SimulatedUser.Location)),
        };
    }

    private static ResilienceException Wrong(string id, string message) => new(id, ErrorCategory.InvalidArgument, message);

    private string? First(string[] names) => names.Select(name => Text(name) is { } text && NativeNames.WithoutPrefix(text) is { Length: > 0 } bare ? bare : null).FirstOrDefault(text => text is not null);

    private string? Text(string name) => NativeNames.TextOf(_valueOf(name))?.Trim() is { Length: > 0 } text ? text : null;

    private bool Flag(string name, string address, bool fallback) => Text(name) switch
    {
        null => fallback,
        "1" => true,
        "0" => false,
        { } text when bool.TryParse(text, out bool flag) => flag,
        { } text => throw Wrong(ErrorIds.ScenarioInvalid, $"{name} of {address} must be true or false, not '{text}'."),
    };

    // A walk or a trace shows what its client was told; of Get-BackupRegistrar's answers only the administrator has heard.
    private bool IsToldPath() => _valueOf(nameof(SignInPath.RedirectCount)) is not null && Text(nameof(SignInPath.BackupRegistrar)) is not null;

    // Caches tell which client wrote them, where they can.
    private ClientProfile CacheOwner() => _valueOf(nameof(EndpointCacheEntry.ClientVersion)) is not { } version ? ClientProfile.Lync2013
        : StoredValues.Convert(version, typeof(EndpointCacheClient), nameof(EndpointCacheEntry.ClientVersion)) switch
        {
            EndpointCacheClient.Lync2010 => ClientProfile.Lync2010,
            EndpointCacheClient.SkypeForBusiness2016 => ClientProfile.SkypeForBusiness2016,
            _ => ClientProfile.Lync2013,
        };

    private ClientProfile Profile(string address) =>
        Text(nameof(SimulatedUser.ClientProfile)) is not { } text ? CacheOwner()
        : Enum.TryParse(text, ignoreCase: true, out ClientProfile profile) && Enum.IsDefined(typeof(ClientProfile), profile) ? profile
        : throw Wrong(ErrorIds.ScenarioInvalid, $"ClientProfile of {address} must be one of {string.Join(", ", Enum.GetNames(typeof(ClientProfile)))}, not '{text}'.");
}
