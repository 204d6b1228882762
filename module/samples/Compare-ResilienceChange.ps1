<#
.SYNOPSIS
    Validates a site before and after a change, and shows what the change did.
.DESCRIPTION
    Run it before the change: the results are kept in -Path. Run it with the same parameters after the change: it shows each check and target whose status became another one, and ends
    with exit code 1 when something got worse. -Renew starts anew.
.EXAMPLE
    ./Compare-ResilienceChange.ps1 -Path before.xml -Site @{ SipDomain = 'contoso.com'; Topology = 'topology.xml' }

    Keeps how it is.
.EXAMPLE
    ./Compare-ResilienceChange.ps1 -Path before.xml -Site @{ SipDomain = 'contoso.com'; Topology = 'topology.xml' }

    The second time: shows what has changed since.
#>
[CmdletBinding()]
param(
    # Where the results of before are kept, or results.xml of Invoke-ResilienceRunbook.ps1.
    [Parameter(Mandatory = $true)]
    [string] $Path,

    # What Test-SiteResilience takes.
    [Parameter(Mandatory = $true)]
    [hashtable] $Site,

    # Users with SipAddress and RegistrarPool, and entries of Get-EndpointCache; none are needed.
    [object[]] $User = @(),

    # Keeps the results of now in place of those in the file.
    [switch] $Renew
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
if (-not (Get-Module LyncResilience)) { Import-Module LyncResilience }

$after = @($User | Test-SiteResilience @Site)
if ($Renew -or -not (Test-Path -LiteralPath $Path)) {
    $after | Export-Clixml -LiteralPath $Path
    Write-Host "Kept $($after.Count) results in $Path. Make the change and run this again."
    exit 0
}

# How bad it is; what was skipped is no news by itself.
$rank = @{ Skip = 0; Pass = 0; Warn = 1; Error = 2; Fail = 2 }
$before = @{}
foreach ($result in Import-Clixml -LiteralPath $Path) {
    $before["$($result.Id) $($result.Target)"] = $result
}

$changes = @(foreach ($result in $after) {
        $key = "$($result.Id) $($result.Target)"
        $old = if ($before.ContainsKey($key)) { [string] $before[$key].Status } else { 'Skip' }
        $before.Remove($key)
        $new = [string] $result.Status
        if ($rank[$old] -ne $rank[$new]) {
            [pscustomobject] @{
                Change = if ($rank[$new] -gt $rank[$old]) { 'Worse' } else { 'Better' }
                Id     = $result.Id
                Target = $result.Target
                Before = $old
                After  = $new
                Detail = $result.Detail
            }
        }
    }

    # Targets that are gone, such as a record: what was wrong with them isn't any more.
    foreach ($old in $before.Values | Where-Object { $rank[[string] $_.Status] -gt 0 }) {
        [pscustomobject] @{ Change = 'Better'; Id = $old.Id; Target = $old.Target; Before = [string] $old.Status; After = 'Gone'; Detail = 'There is no such target any more.' }
    })

$changes | Sort-Object -Property @{ Expression = 'Change'; Descending = $true }, Id, Target
if (@($changes | Where-Object { $_.Change -eq 'Worse' }).Count -gt 0) { exit 1 }
exit 0
