namespace LyncResilience.Discovery.Authentication.Ntlm;

/// <summary>What an AV_PAIR tells, MS-NLMP 2.2.2.1.</summary>
internal enum AvId
{
    EndOfList = 0,
    NetBiosComputerName = 1,
    NetBiosDomainName = 2,
    DnsComputerName = 3,
    DnsDomainName = 4,
    DnsTreeName = 5,
    Flags = 6,
    Timestamp = 7,
}
