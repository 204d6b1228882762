namespace LyncResilience.Discovery.Topology.Native;

/// <summary>What an object of a native cmdlet describes.</summary>
internal enum NativeShape
{
    /// <summary>Nothing that belongs to a topology.</summary>
    None,

    /// <summary>Get-CsPool.</summary>
    Pool,

    /// <summary>Get-CsService -Registrar.</summary>
    Registrar,

    /// <summary>Get-CsService -Director.</summary>
    Director,

    /// <summary>Get-CsService -EdgeServer.</summary>
    EdgeServer,

    /// <summary>Another service of Get-CsService; it says nothing about backups.</summary>
    OtherService,

    /// <summary>Get-CsUserPoolInfo.</summary>
    UserPool,

    /// <summary>Get-CsPoolBackupRelationship.</summary>
    BackupRelation,

    /// <summary>Get-CsSite.</summary>
    Site,

    /// <summary>Get-CsSipDomain.</summary>
    SipDomain,
}
