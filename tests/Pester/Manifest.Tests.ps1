Describe 'The module' {
    BeforeAll {
        $manifest = Test-ModuleManifest -Path $env:LYNCRESILIENCE_MODULE
        $module = Import-Module $env:LYNCRESILIENCE_MODULE -Force -PassThru
    }

    It 'has a valid manifest for both editions' {
        $manifest.Name | Should -Be 'LyncResilience'
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
        $manifest.PowerShellVersion | Should -Be '5.1'
    }

    It 'exports its cmdlets and nothing else' {
        $module.ExportedCmdlets.Keys | Sort-Object |
            Should -Be 'Clear-EndpointCache', 'Compare-FailoverSimulation', 'Compare-SignInPath', 'Export-ResilienceReport', 'Find-ResilienceGap', 'Get-BackupRegistrar', 'Get-EndpointCache', 'Get-ResilienceTopology', 'Get-SignInTrace', 'Get-SipTrace',
                'Invoke-FailoverSimulation', 'Set-ResilienceLab', 'Start-ResilienceLab', 'Stop-ResilienceLab', 'Test-SiteResilience', 'Test-SrvSignInPath'
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count + $module.ExportedAliases.Count | Should -Be 0
    }

    It 'uses approved verbs' {
        $verbs = (Get-Verb).Verb
        $module.ExportedCmdlets.Values | ForEach-Object { $verbs | Should -Contain $_.Verb }
    }

    It 'leaves nothing behind when it is removed' {
        Remove-Module LyncResilience
        Get-Command Test-SrvSignInPath -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module $env:LYNCRESILIENCE_MODULE
        Get-Command Test-SrvSignInPath | Should -Not -BeNullOrEmpty
    }
}

Describe 'Parameters of <Command>' -ForEach @(
    @{ Command = 'Test-SrvSignInPath'; Parameters = @{
            SipAddress = [string[]]; SipDomain = [string[]]; Credential = [pscredential]; CachedServer = [string]; TrustedDomain = [string[]]
            AllowTcp = [switch]; SkipConnect = [switch]; AllCandidates = [switch]; TimeoutSeconds = [int]; ThrottleLimit = [int]
            DnsServer = [string[]]; Quiet = [switch]; TrustedRoot = [Security.Cryptography.X509Certificates.X509Certificate2[]]
        } }
    @{ Command = 'Get-BackupRegistrar'; Parameters = @{
            InputObject = [psobject]; SipAddress = [string]; RegistrarPool = [string]; Identity = [string]; Topology = [object]; Live = [switch]
            Credential = [pscredential]; DnsServer = [string[]]; TimeoutSeconds = [int]; ThrottleLimit = [int]
            TrustedRoot = [Security.Cryptography.X509Certificates.X509Certificate2[]]; TrustedDomain = [string[]]; TracePath = [string[]]
        } }
    @{ Command = 'Get-SipTrace'; Parameters = @{
            Path = [string[]]; LiteralPath = [string[]]; InputObject = [psobject]; CallId = [string[]]; SipAddress = [string[]]; Method = [string[]]; StatusCode = [int[]]
            After = [Nullable[datetime]]; Before = [Nullable[datetime]]; TimeZone = [TimeZoneInfo]; Wait = [switch]; IncludeSecrets = [switch]
        } }
    @{ Command = 'Get-SignInTrace'; Parameters = @{
            Path = [string[]]; LiteralPath = [string[]]; InputObject = [psobject]; SipAddress = [string[]]; After = [Nullable[datetime]]; Before = [Nullable[datetime]]
            TimeZone = [TimeZoneInfo]; Wait = [switch]
        } }
    @{ Command = 'Compare-SignInPath'; Parameters = @{ IncludeEqual = [switch]; IgnorePort = [switch] } }
    @{ Command = 'Compare-FailoverSimulation'; Parameters = @{ Quiet = [switch] } }
    @{ Command = 'Get-EndpointCache'; Parameters = @{
            Path = [string[]]; LiteralPath = [string[]]; ComputerName = [string[]]; UserProfile = [string[]]; InputObject = [psobject]; Topology = [object]
            User = [psobject[]]; ThrottleLimit = [int]
        } }
    @{ Command = 'Clear-EndpointCache'; Parameters = @{
            InputObject = [psobject[]]; Path = [string[]]; LiteralPath = [string[]]; Permanent = [switch]; PassThru = [switch]; WhatIf = [switch]; Confirm = [switch]
        } }
    @{ Command = 'Get-ResilienceTopology'; Parameters = @{
            Path = [string[]]; LiteralPath = [string[]]; BackupMap = [hashtable]; UserCapacity = [hashtable]; UserCount = [hashtable]
        } }
    @{ Command = 'Invoke-FailoverSimulation'; Parameters = @{
            InputObject = [psobject]; SipAddress = [string]; RegistrarPool = [string]; CachedServer = [string]; KnowsBackup = [bool]; SignedIn = [bool]
            Location = [string]; Topology = [object]; Scenario = [string[]]; FailPool = [string[]]; FailSite = [string[]]; FailServer = [string[]]
            At = [timespan]; RestoreAfter = [timespan]; Duration = [timespan]; Seed = [int]; Assume = [hashtable]; DnsServer = [string[]]; TimeoutSeconds = [int]
        } }
    @{ Command = 'Find-ResilienceGap'; Parameters = @{
            InputObject = [psobject]; SipAddress = [string]; RegistrarPool = [string]; Topology = [object]; Scenario = [string[]]; Assume = [hashtable]; Seed = [int]
            DnsServer = [string[]]; TimeoutSeconds = [int]; FailureCount = [int]; NoFix = [switch]
        } }
    @{ Command = 'Export-ResilienceReport'; Parameters = @{
            InputObject = [psobject[]]; Path = [string]; LiteralPath = [string]; Title = [string]; Force = [switch]
            NoClobber = [switch]; PassThru = [switch]; WhatIf = [switch]; Confirm = [switch]
        } }
    @{ Command = 'Test-SiteResilience'; Parameters = @{
            SipDomain = [string[]]; InputObject = [psobject]; Topology = [object]; DnsServer = [string[]]; TrustedDomain = [string[]]; Credential = [pscredential]
            TrustedRoot = [Security.Cryptography.X509Certificates.X509Certificate2[]]; SipAddress = [string]; Configuration = [object]; Tag = [string[]]
            ExcludeTag = [string[]]; TimeoutSeconds = [int]; ThrottleLimit = [int]; PassThru = [switch]; Quiet = [switch]
        } }
    @{ Command = 'Start-ResilienceLab'; Parameters = @{ Scenario = [string]; TracePath = [string]; WhatIf = [switch]; Confirm = [switch] } }
    @{ Command = 'Set-ResilienceLab'; Parameters = @{
            PoolDown = [string[]]; PoolUp = [string[]]; FaultTarget = [string[]]; ClearFault = [switch]; AdvanceSeconds = [double]; PassThru = [switch]
            WhatIf = [switch]; Confirm = [switch]
        } }
    @{ Command = 'Stop-ResilienceLab'; Parameters = @{ WhatIf = [switch]; Confirm = [switch] } }
) {
    BeforeAll {
        Import-Module $env:LYNCRESILIENCE_MODULE -Force
    }

    It 'have the promised names and types' {
        foreach ($name in $Parameters.Keys) {
            (Get-Command $Command).Parameters[$name].ParameterType | Should -Be $Parameters[$name] -Because $name
        }
    }

    It 'say what comes out' {
        (Get-Command $Command).OutputType | Should -Not -BeNullOrEmpty
    }
}

Describe 'Completion and defaults' {
    BeforeAll {
        Import-Module $env:LYNCRESILIENCE_MODULE -Force
    }

    It 'completes scenario names' {
        $line = 'Start-ResilienceLab -Scenario shudlab-'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Sort-Object | Should -Be 'shudlab-director', 'shudlab-two-srv'
    }

    It 'completes client profiles and faults' {
        $line = 'Test-SrvSignInPath -ClientProfile '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Sort-Object |
            Should -Be 'Lync2010', 'Lync2013', 'Phone', 'SkypeForBusiness2016'
        $line = 'Set-ResilienceLab -Fault Sl'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'Slow'
    }

    It 'knows the aliases of SipAddress' {
        (Get-Command Test-SrvSignInPath).Parameters['SipAddress'].Aliases | Should -Be 'Sip', 'UserSipAddress'
        (Get-Command Get-BackupRegistrar).Parameters['SipAddress'].Aliases | Should -Be 'Sip', 'UserSipAddress'
    }
}
