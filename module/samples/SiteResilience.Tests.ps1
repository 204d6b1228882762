<#
.SYNOPSIS
    Every check of Test-SiteResilience as a Pester test, tagged with its id, group and severity.
.DESCRIPTION
    Copy this file and run it with Pester 5:

        $site = @{ SipDomain = 'contoso.com'; Topology = 'C:\Runbooks\topology.xml'; Configuration = 'C:\Runbooks\validation.psd1' }
        $container = New-PesterContainer -Path SiteResilience.Tests.ps1 -Data @{ Site = $site; User = Import-Csv users.csv }
        Invoke-Pester -Container $container -TagFilter DNS -Output Detailed

    Everything is collected once, while Pester discovers the tests; the tests only look at the results. To collect elsewhere, such as on a server
    without Pester, hand the results over in place of the site: -Data @{ Result = Import-Clixml results.xml }.

    A failure or an error fails its test. A warning is inconclusive and a skipped check is skipped; both say why.
#>
param(
    # What Test-SiteResilience takes.
    [hashtable] $Site = @{},

    # Users with SipAddress and RegistrarPool, and entries of Get-EndpointCache; none are needed.
    [object[]] $User = @(),

    # Results that are there already.
    [object[]] $Result = @()
)

BeforeDiscovery {
    if ($Result.Count -gt 0) {
        $results = $Result
    }
    else {
        if (-not (Get-Module LyncResilience)) { Import-Module LyncResilience }
        $results = @($User | Test-SiteResilience @Site -ErrorAction Stop)
    }

    $checks = @($results | Group-Object -Property Id)
}

foreach ($check in $checks) {
    $first = $check.Group[0]
    # Pester takes what stands between < and > in a name for a variable.
    Describe "$($first.Id) $($first.Title -replace '<', '[' -replace '>', ']')" -Tag @($first.Tags) {
        It '<_.Target>' -ForEach $check.Group {
            if ([string] $_.Status -eq 'Skip') {
                Set-ItResult -Skipped -Because $_.Detail
            }
            elseif ([string] $_.Status -eq 'Warn') {
                Set-ItResult -Inconclusive -Because "$($_.Detail) $($_.Recommendation)"
            }

            [string] $_.Status | Should -Be 'Pass' -Because "$($_.Detail) Expected: $($_.Expected). $($_.Recommendation) ($($_.Severity); $($_.Source))"
        }
    }
}
