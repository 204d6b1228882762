<#
.SYNOPSIS
    What a site may promise about sign-in paths, as Pester tests on paths that were walked before.
.DESCRIPTION
    Copy this file and change the promises to yours. Nothing is contacted while the tests run:

        $paths = Import-Csv pilots.csv | Test-SrvSignInPath -Credential $credential
        Invoke-Pester -Container (New-PesterContainer -Path SignInPath.Tests.ps1 -Data @{ Path = $paths; MaxDurationMs = 3000 })
#>
param(
    # What Test-SrvSignInPath or Get-SignInTrace gave.
    [Parameter(Mandatory = $true)]
    [object[]] $Path,

    # The longest that a sign-in may take.
    [double] $MaxDurationMs = 5000
)

Describe 'The sign-in of <_.SipAddress>' -Tag 'SignIn' -ForEach $Path {
    It 'ends with full service' -Tag 'Mode' {
        [string] $_.Mode | Should -Be 'Full' -Because $_.Detail
    }

    It 'ends on the home pool' -Tag 'Registrar' {
        $_.Registrar | Should -Be $_.PrimaryRegistrar -Because 'a client on its backup means that the home pool was not there'
    }

    It 'starts with a record in DNS' -Tag 'Discovery' {
        [string] $_.DiscoveredBy | Should -BeIn 'Srv', 'Autodiscover', 'Cache'
    }

    It 'takes no longer than it may' -Tag 'Duration' {
        $_.DurationMs | Should -BeLessOrEqual $MaxDurationMs
    }

    It 'meets nothing that is an error' -Tag 'Findings' {
        @($_.Findings | Where-Object { [string] $_.Severity -eq 'Error' } | ForEach-Object { "$($_.Id): $($_.Detail)" }) | Should -BeNullOrEmpty
    }
}
