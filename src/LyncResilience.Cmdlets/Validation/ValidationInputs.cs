using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LyncResilience.Discovery.SignIn;
using LyncResilience.Simulation;

namespace LyncResilience.Cmdlets;

/// <summary>Sorts what comes down the pipeline of a validation: users, those of them who sign in, and clients' caches.</summary>
internal sealed class ValidationInputs
{
    private const string CredentialProperty = "Credential";

    private readonly bool _hasCredential;
    private readonly List<SimulatedUser> _users = [];
    private readonly List<EndpointCacheEntry> _caches = [];
    private readonly List<(string SipAddress, PSCredential? Credential)> _people = [];

    /// <param name="hasCredential">Whether the command has a credential, so that a user without a home pool is of use.</param>
    internal ValidationInputs(bool hasCredential) => _hasCredential = hasCredential;

    /// <summary>The users whose home pool is known.</summary>
    internal IReadOnlyList<SimulatedUser> Users => _users;

    /// <summary>The caches.</summary>
    internal IReadOnlyList<EndpointCacheEntry> Caches => _caches;

    /// <summary>Takes one input.</summary>
    /// <exception cref="ResilienceException">It is neither a user nor a cache, or nothing could be done with the user.</exception>
    internal void Add(PSObject input)
    {
        if (CacheInput.Of(input) is { IsEntry: true } cache)
        {
            _caches.Add(cache.ReadEntry());
        }
        else
        {
            AddUser(input);
        }
    }

    /// <summary>Who signs in: users with a credential of their own, and the one whom the command's credential belongs to.</summary>
    /// <param name="sipAddress">Whom the credential belongs to; null when that has to be told by other things.</param>
    /// <param name="credential">The command's credential; null for none.</param>
    /// <exception cref="ResilienceException">Nobody can tell whose credential it is.</exception>
    internal IReadOnlyList<SignInRequest> SignIns(string? sipAddress, PSCredential? credential)
    {
        List<SignInRequest> requests = [.. _people.Where(person => person.Credential is not null).Select(person => Request(person.SipAddress, person.Credential!))];
        if (credential is not null)
        {
            requests.Add(Request(OwnerOf(credential, sipAddress), credential));
        }

        return requests;
    }

    private static SignInRequest Request(string sipAddress, PSCredential credential) =>
        new() { SipAddress = sipAddress, Credential = NetworkCmdlet.ToNetworkCredential(credential) };

    private void AddUser(PSObject input)
    {
        object? own = PSObject.AsPSObject(input.BaseObject is IDictionary table ? table[CredentialProperty] ?? string.Empty : input.Properties[CredentialProperty]?.Value ?? string.Empty).BaseObject;
        PSCredential? credential = own as PSCredential;
        UserRow row = new(input, _ => null);
        string address = row.ReadAddress();
        SimulatedUser user = row.Read();
        if (user.RegistrarPool.Length > 0)
        {
            _users.Add(user);
        }
        else if (credential is null && !_hasCredential)
        {
            // To sign in an address would be enough, and the registrars would tell where home is.
            throw new ResilienceException(
                ErrorIds.HomePoolUnknown,
                ErrorCategory.InvalidArgument,
                $"Nobody says which pool homes {address}. Pipe Get-CsUser or a file with the columns SipAddress and RegistrarPool; to sign in, give a -Credential.");
        }

        _people.Add((address, credential));
    }

    // Not everybody's: a wrong password tried for each user of a site would lock all of them out.
    private string OwnerOf(PSCredential credential, string? sipAddress)
    {
        string[] without = [.. _people.Where(person => person.Credential is null).Select(person => person.SipAddress)];
        return sipAddress ?? (without.Length == 1 ? without[0]
            : SipName.TryParseAddress(credential.UserName, out string address) ? address
            : throw new ResilienceException(
                ErrorIds.UserNeeded,
                ErrorCategory.InvalidArgument,
                $"Nobody says which SIP address signs in as '{credential.UserName}'. Name it with -SipAddress, or pipe users with a Credential of their own.",
                credential.UserName));
    }
}
