namespace LyncResilience.Cmdlets;

/// <summary>
/// Every error id of the module. PowerShell appends the cmdlet's class to make the fully qualified id, as in
/// <c>LyncResilience.SipAddressInvalid,LyncResilience.Cmdlets.TestSrvSignInPathCommand</c>.
/// </summary>
internal static class ErrorIds
{
    /// <summary>An input is not a SIP address of the form user@domain.</summary>
    internal const string SipAddressInvalid = "LyncResilience.SipAddressInvalid";

    /// <summary>An input is not a DNS domain name.</summary>
    internal const string SipDomainInvalid = "LyncResilience.SipDomainInvalid";

    /// <summary>A server is not a host name or address with an optional port.</summary>
    internal const string ServerInvalid = "LyncResilience.ServerInvalid";

    /// <summary>The host name of a DNS server has no address, so that it can't be asked.</summary>
    internal const string DnsServerUnreachable = "LyncResilience.DnsServerUnreachable";

    /// <summary>DnsClient.NET is not part of this build of the module, or can't be loaded.</summary>
    internal const string ResolverMissing = "LyncResilience.ResolverMissing";

    /// <summary>A topology could not be read: no such file, no topology in it, or the native cmdlets gave none.</summary>
    internal const string TopologyUnreadable = "LyncResilience.TopologyUnreadable";

    /// <summary>No topology was given, and this session has no native cmdlets to ask.</summary>
    internal const string NativeCmdletMissing = "LyncResilience.NativeCmdletMissing";

    /// <summary>An input is neither a user nor a pool.</summary>
    internal const string InputUnknown = "LyncResilience.InputUnknown";

    /// <summary>Nobody says which pool homes a user.</summary>
    internal const string HomePoolUnknown = "LyncResilience.HomePoolUnknown";

    /// <summary>A sign-in was asked for, and the input is no user who could sign in.</summary>
    internal const string UserNeeded = "LyncResilience.UserNeeded";

    /// <summary>A sign-in was asked for without a credential for that user.</summary>
    internal const string CredentialNeeded = "LyncResilience.CredentialNeeded";

    /// <summary>A sign-in got no answer that could have told a backup registrar.</summary>
    internal const string SignInFailed = "LyncResilience.SignInFailed";

    /// <summary>A parameter that says how to sign in was given without -Live.</summary>
    internal const string LiveNeeded = "LyncResilience.LiveNeeded";

    /// <summary>The account may not read, rename or delete a cache or search a folder.</summary>
    internal const string CacheAccessDenied = "LyncResilience.CacheAccessDenied";

    /// <summary>A cache or folder is not there, or no longer.</summary>
    internal const string CacheVanished = "LyncResilience.CacheVanished";

    /// <summary>Another process holds a cache open.</summary>
    internal const string CacheLocked = "LyncResilience.CacheLocked";

    /// <summary>A file is larger than any cache.</summary>
    internal const string CacheTooLarge = "LyncResilience.CacheTooLarge";

    /// <summary>A cache or folder can't be read for any other reason, such as a computer that is off.</summary>
    internal const string CacheUnreadable = "LyncResilience.CacheUnreadable";

    /// <summary>A file was to be cleared that is no cache in a client's folder.</summary>
    internal const string CacheRefused = "LyncResilience.CacheRefused";

    /// <summary>A path belongs to another computer, and this one can't follow it.</summary>
    internal const string CacheElsewhere = "LyncResilience.CacheElsewhere";

    /// <summary>An input is not the name of a computer.</summary>
    internal const string ComputerNameInvalid = "LyncResilience.ComputerNameInvalid";

    /// <summary>A profile was picked where there is none to pick from.</summary>
    internal const string UserProfileInvalid = "LyncResilience.UserProfileInvalid";

    /// <summary>Something was given that says nothing without a topology.</summary>
    internal const string TopologyNeeded = "LyncResilience.TopologyNeeded";

    /// <summary>A file can't be read, or is no trace.</summary>
    internal const string TraceUnreadable = "LyncResilience.TraceUnreadable";

    /// <summary>A trace shows no sign-in of a user that could have told a backup registrar.</summary>
    internal const string SignInNotInTrace = "LyncResilience.SignInNotInTrace";

    /// <summary>A scenario of the laboratory or of a simulation does not exist, or asks for something that is not there; or there is nobody to simulate or to compare.</summary>
    internal const string ScenarioInvalid = "LyncResilience.ScenarioInvalid";

    /// <summary>A validation's configuration can't be read, has an unknown key or value, or names a site that the topology doesn't have.</summary>
    internal const string ConfigurationInvalid = "LyncResilience.ConfigurationInvalid";

    /// <summary>No check has a tag that was asked for.</summary>
    internal const string TagUnknown = "LyncResilience.TagUnknown";

    /// <summary>Nobody says which SIP domain a validation is about.</summary>
    internal const string SipDomainNeeded = "LyncResilience.SipDomainNeeded";

    /// <summary>The laboratory could not be started.</summary>
    internal const string LabStartFailed = "LyncResilience.LabStartFailed";

    /// <summary>There is no laboratory in this session, or it has been stopped.</summary>
    internal const string LabNotRunning = "LyncResilience.LabNotRunning";

    /// <summary>No pool of the laboratory has that name, or several have.</summary>
    internal const string LabPoolUnknown = "LyncResilience.LabPoolUnknown";

    /// <summary>Something could not be reached, and no better name for it is known.</summary>
    internal const string ConnectionFailed = "LyncResilience.ConnectionFailed";

    /// <summary>Something did not answer in time, and no better name for it is known.</summary>
    internal const string TimedOut = "LyncResilience.TimedOut";

    /// <summary>Access to a file or a machine was denied.</summary>
    internal const string AccessDenied = "LyncResilience.AccessDenied";

    /// <summary>A file could not be read or written.</summary>
    internal const string FileUnreadable = "LyncResilience.FileUnreadable";

    /// <summary>A report's file doesn't tell how it is to be written.</summary>
    internal const string ReportFormatUnknown = "LyncResilience.ReportFormatUnknown";

    /// <summary>A file is there already that was not to be replaced.</summary>
    internal const string FileExists = "LyncResilience.FileExists";

    /// <summary>An error of this module: please report it.</summary>
    internal const string Unexpected = "LyncResilience.Unexpected";
}
