namespace LyncResilience.Validation.Checks;

/// <summary>Where it is written what checks ask for.</summary>
internal static class Sources
{
    public const string DnsRequirements = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-determine-dns-requirements";
    public const string SignInDns = "https://learn.microsoft.com/previous-versions/office/skype-server-2010/gg425884(v=ocs.14)";
    public const string Phones = "https://technet.microsoft.com/en-us/library/gg398713(v=ocs.14).aspx";
    public const string VoiceResiliency = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-planning-for-central-site-voice-resiliency";
    public const string SeveralRecords = "https://blogs.technet.microsoft.com/dodeitte/2012/08/08/backup-registrar-functionality-in-lync-server-2013/";
    public const string EdgeRecovery = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-edge-server-disaster-recovery";
    public const string EdgeDns = "https://learn.microsoft.com/skypeforbusiness/plan-your-deployment/edge-server-deployments/advanced-edge-server-dns";
    public const string Autodiscover = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-understanding-autodiscover";
    public const string DnsBalancing = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-dns-load-balancing";
    public const string Relationships = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-backup-registrar-relationships";
    public const string DisasterRecovery = "https://learn.microsoft.com/skypeforbusiness/plan-your-deployment/high-availability-and-disaster-recovery/disaster-recovery";
    public const string SetRegistrar = "https://learn.microsoft.com/powershell/module/skype/set-csregistrar";
    public const string RegistrarTimers = "https://learn.microsoft.com/skypeforbusiness/help-topics/help-topobld/front-end-general-settings-expander";
    public const string FailingOver = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-failing-over-a-pool";
    public const string Experience = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-user-experience-during-pool-failure";
    public const string UserModels = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-capacity-planning-using-the-user-models";
    public const string CertificateInfrastructure = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-certificate-infrastructure-requirements";
    public const string Certificates = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-certificate-requirements-for-internal-servers";
    public const string Tls12 = "https://learn.microsoft.com/skypeforbusiness/manage/topology/disable-tls-1.0-1.1";
    public const string SipAuthentication = "https://learn.microsoft.com/openspecs/office_protocols/ms-sipae/2d71a201-5951-44dc-afb6-f306a14a1e32";
    public const string SipChallenge = "https://learn.microsoft.com/openspecs/office_protocols/ms-sipae/aa0ce59d-a5e7-47c9-8a36-f2a2d32bc08c";
    public const string Registration = "https://learn.microsoft.com/openspecs/office_protocols/ms-siprege/8b6cbbb4-b398-4b55-847d-950b9a8d3010";
    public const string PresenceState = "https://learn.microsoft.com/openspecs/office_protocols/ms-siprege/affa7b0a-c039-4699-9889-1da2e585ef39";
    public const string Preferred = "https://learn.microsoft.com/openspecs/office_protocols/ms-siprege/0e55481d-ff36-437a-84ed-9c80dbac2519";
    public const string Director = "https://learn.microsoft.com/archive/blogs/dodeitte/another-reason-to-include-a-director-in-your-lync-server-2010-deployment";
    public const string Redirects = "https://masteringlync.com/2012/07/26/understanding-lync-2013-server-failover/";
    public const string Clocks = "https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/maximum-tolerance-for-computer-clock-synchronization";
    public const string Cache = "https://itprotoday.com/endpoint-security/decoding-lync-s-endpointconfiguration-cache-file";
    public const string StaleCache = "https://learn.microsoft.com/skypeforbusiness/troubleshoot/server-sign-in/unable-to-sign-in-to-sfb";
    public const string Srv = "https://www.rfc-editor.org/rfc/rfc2782";
    public const string Dns = "https://www.rfc-editor.org/rfc/rfc1035";
    public const string DnsOverTcp = "https://www.rfc-editor.org/rfc/rfc7766";
    public const string Wildcards = "https://www.rfc-editor.org/rfc/rfc4592";
    public const string CertificateNames = "https://www.rfc-editor.org/rfc/rfc6125";
    public const string CertificateProfile = "https://www.rfc-editor.org/rfc/rfc5280";
    public const string Sip = "https://www.rfc-editor.org/rfc/rfc3261";
}
