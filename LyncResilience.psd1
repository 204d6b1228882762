@{
    # The one place that holds the version.
    ModuleVersion          = '0.1.0'
    GUID                   = '8f0c3f1e-5d0b-4b6e-9a37-2f7c5f8d7a41'
    Author                 = 'LyncResilience contributors'
    CompanyName            = 'LyncResilience contributors'
    Copyright              = '(c) LyncResilience contributors. MIT licence.'
    Description            = 'Will this user still be able to sign in when that registrar pool dies? Walks the sign-in path of Lync and Skype for Business clients, learns backup registrars and brings its own laboratory.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    NestedModules          = @('module/bin/LyncResilience.Cmdlets.dll')
    TypesToProcess         = @('module/LyncResilience.types.ps1xml')
    FormatsToProcess       = @('module/LyncResilience.format.ps1xml')
    CmdletsToExport        = @(
        'Clear-EndpointCache'
        'Compare-FailoverSimulation'
        'Compare-SignInPath'
        'Export-ResilienceReport'
        'Find-ResilienceGap'
        'Get-BackupRegistrar'
        'Get-EndpointCache'
        'Get-ResilienceTopology'
        'Get-SignInTrace'
        'Get-SipTrace'
        'Invoke-FailoverSimulation'
        'Set-ResilienceLab'
        'Start-ResilienceLab'
        'Stop-ResilienceLab'
        'Test-SiteResilience'
        'Test-SrvSignInPath'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @(
                'Lync', 'SkypeForBusiness', 'SfB', 'SIP', 'Resilience', 'Failover', 'Registrar', 'DNS', 'SRV', 'Diagnostics'
                'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            )
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
