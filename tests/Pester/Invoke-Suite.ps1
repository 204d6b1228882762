# Runs one suite in this process and writes its results as NUnit XML. The exit code is 0 only when tests ran and none failed.
param(
    [Parameter(Mandatory = $true)]
    [string] $Path,

    [string] $ResultPath,

    # The built assembly with the probe cmdlet; by default the newest build.
    [string] $ProbeAssembly
)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0

if (-not $ProbeAssembly) {
    $ProbeAssembly = Get-ChildItem -Path (Join-Path $PSScriptRoot '../LyncResilience.Cmdlets.Probe/bin') -Recurse -Filter 'LyncResilience.Cmdlets.Probe.dll' |
        Sort-Object LastWriteTimeUtc | Select-Object -Last 1 -ExpandProperty FullName
}

$configuration = New-PesterConfiguration
$configuration.Run.Container = New-PesterContainer -Path $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
if ($ResultPath) {
    $null = New-Item -ItemType Directory -Force -Path (Split-Path $ResultPath)
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputFormat = 'NUnit3'
    $configuration.TestResult.OutputPath = $ResultPath
}

# The suites share nothing but these paths.
$env:LYNCRESILIENCE_MODULE = (Resolve-Path (Join-Path $PSScriptRoot '../../LyncResilience.psd1')).Path
$env:LYNCRESILIENCE_PROBE = $ProbeAssembly

$run = Invoke-Pester -Configuration $configuration
if ($run.Result -ne 'Passed' -or $run.TotalCount -eq 0) {
    exit 1
}

exit 0
