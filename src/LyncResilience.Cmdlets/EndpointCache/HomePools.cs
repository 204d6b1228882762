using System;
using System.Collections.Generic;
using System.Management.Automation;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Cmdlets;

/// <summary>The home pools of the users behind <c>-User</c>: objects of Get-CsUser, Get-CsUserPoolInfo, a laboratory or Import-Csv.</summary>
internal static class HomePools
{
    /// <summary>Reads them by SIP address. A user without a home pool, as one who isn't enabled, has none here.</summary>
    /// <param name="users">The users.</param>
    /// <param name="report">Told of each object that is no user.</param>
    internal static IReadOnlyDictionary<string, string> Of(IEnumerable<PSObject> users, Action<ErrorRecord> report)
    {
        Dictionary<string, string> pools = new(StringComparer.OrdinalIgnoreCase);
        foreach (PSObject user in users)
        {
            BackupQuestion question = BackupQuestion.Of(user, sipAddress: null, pool: null, identity: null);
            if ((question.SipAddress ?? question.Identity) is not { } name || !SipName.TryParseAddress(name, out string address))
            {
                report(Errors.Create(
                    ErrorIds.InputUnknown,
                    ErrorCategory.InvalidArgument,
                    user,
                    $"'{user}' is no user: it has no SIP address. -User takes objects with SipAddress and RegistrarPool, such as those of Get-CsUser."));
            }
            else if (question.Pool is { } pool)
            {
                pools[address] = pool;
            }
        }

        return pools;
    }
}
