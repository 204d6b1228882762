<#
.SYNOPSIS
    Validates a site unattended: writes files, mails nothing, and ends with an exit code.
.DESCRIPTION
    For Task Scheduler, cron or a pipeline. Each run leaves a folder named after its time (UTC) with

        report.html    for people
        results.json   for programs
        results.xml    for Compare-ResilienceChange.ps1
        junit.xml      for a build server

    and the same files in the folder 'latest'. Folders older than -KeepDays are removed.

    Exit code: 0 when nothing is wrong, 1 with warnings only, 2 with failures or errors, 3 when the site could not be validated at all.
.EXAMPLE
    powershell.exe -NoProfile -File Invoke-ResilienceRunbook.ps1 -Configuration C:\Runbooks\validation.psd1 -OutputPath D:\Resilience
#>
[CmdletBinding()]
param(
    # Names SIP domains, topology, DNS servers and limits; validation.psd1 beside this file is a sample.
    [Parameter(Mandatory = $true)]
    [string] $Configuration,

    # Where the folders go.
    [Parameter(Mandatory = $true)]
    [string] $OutputPath,

    # A CSV file with SipAddress and RegistrarPool, such as Get-CsUser | Select-Object SipAddress, RegistrarPool | Export-Csv writes.
    [string] $UserPath,

    # A root certificate that this machine doesn't trust anyway.
    [string] $TrustedRoot,

    [ValidateRange(1, 3650)]
    [int] $KeepDays = 90
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# A scheduled task must never wait for somebody, nor draw.
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

try {
    if (-not (Get-Module LyncResilience)) { Import-Module LyncResilience }
    $site = @{ Configuration = $Configuration }
    if ($TrustedRoot) { $site.TrustedRoot = $TrustedRoot }
    $users = @(if ($UserPath) { Import-Csv -LiteralPath $UserPath })

    $given = @($users | Test-SiteResilience @site -PassThru)
    $summary = $given[-1]
    $results = $summary.Results

    $now = (Get-Date).ToUniversalTime()
    $folder = Join-Path $OutputPath $now.ToString('yyyyMMdd-HHmmss')
    $null = New-Item -ItemType Directory -Force -Path $folder
    $results | Export-Clixml -LiteralPath (Join-Path $folder 'results.xml')
    $results | Export-ResilienceReport -LiteralPath (Join-Path $folder 'report.html') -Title "Resilience $($now.ToString('yyyy-MM-dd HH:mm')) UTC"
    $results | Export-ResilienceReport -LiteralPath (Join-Path $folder 'results.json')
    $results | Export-ResilienceReport -LiteralPath (Join-Path $folder 'junit.xml') -Format JUnit

    $latest = Join-Path $OutputPath 'latest'
    $null = New-Item -ItemType Directory -Force -Path $latest
    Copy-Item -Path (Join-Path $folder '*') -Destination $latest -Force

    Get-ChildItem -LiteralPath $OutputPath -Directory |
        Where-Object { $_.Name -match '^\d{8}-\d{6}$' -and $_.Name -lt $now.AddDays(-$KeepDays).ToString('yyyyMMdd-HHmmss') } |
        Remove-Item -Recurse -Force

    # What the task's log shows: the sum, and everything that somebody has to look at.
    "$summary, written to $folder"
    foreach ($result in $results) {
        if ([string] $result.Status -in 'Warn', 'Fail', 'Error') { "$result" }
    }

    exit $summary.ExitCode
}
catch {
    "The site could not be validated: $($_.Exception.Message)"
    exit 3
}
