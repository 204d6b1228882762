<#
.SYNOPSIS
    Builds, tests or packs LyncResilience.
.DESCRIPTION
    build  compiles everything, fills module/bin and makes the help of docs/commands, after which Import-Module ./LyncResilience.psd1 works.
    test   builds and runs every test that this machine can run.
    pack   builds the module, lays it out in out/LyncResilience/<version>, ready to be copied to a module path, names every file as it does, and makes
           out/LyncResilience.<version>.nupkg of it, as a gallery takes it.

    Needs the .NET SDK of global.json and Windows PowerShell 5.1 or PowerShell 7; no module, no gallery.

    -UseDnsClient adds DnsClient.NET, so that -Resolver DnsClient works; it needs the NuGet package DnsClient (see docs/resolvers.md).
.EXAMPLE
    ./build.ps1 pack
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('build', 'test', 'pack')]
    [string] $Task = 'build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration,

    [switch] $UseDnsClient,

    # Tests or packs what is there from the last build.
    [switch] $NoBuild
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if (-not $Configuration) {
    $Configuration = if ($Task -eq 'pack') { 'Release' } else { 'Debug' }
}

# Everything that ships, by name: a file that appears or vanishes unnoticed fails the packing.
$shipped = @(
    'LICENSE'
    'LyncResilience.psd1'
    'en-US/LyncResilience.Cmdlets.dll-Help.xml'
    'module/about_LyncResilience.help.txt'
    'module/about_LyncResilience_Checks.help.txt'
    'module/about_LyncResilience_Configuration.help.txt'
    'module/about_LyncResilience_EndpointCache.help.txt'
    'module/about_LyncResilience_Errors.help.txt'
    'module/about_LyncResilience_Lab.help.txt'
    'module/about_LyncResilience_Model.help.txt'
    'module/about_LyncResilience_Reports.help.txt'
    'module/about_LyncResilience_Security.help.txt'
    'module/about_LyncResilience_SignIn.help.txt'
    'module/about_LyncResilience_Topology.help.txt'
    'module/about_LyncResilience_Traces.help.txt'
    'module/LyncResilience.format.ps1xml'
    'module/LyncResilience.types.ps1xml'
    'module/bin/LyncResilience.Cmdlets.dll'
    'module/bin/LyncResilience.Discovery.dll'
    'module/bin/LyncResilience.Lab.dll'
    'module/bin/LyncResilience.Simulation.dll'
    'module/bin/LyncResilience.Validation.dll'
    'module/samples/Compare-ResilienceChange.ps1'
    'module/samples/Invoke-FailoverDrill.ps1'
    'module/samples/Invoke-ResilienceRunbook.ps1'
    'module/samples/SignInPath.Tests.ps1'
    'module/samples/SiteResilience.Tests.ps1'
    'module/samples/scenarios/live-migration.json'
    'module/samples/scenarios/patch-tuesday.json'
    'module/samples/scenarios/shudlab-director.json'
    'module/samples/scenarios/shudlab-one-srv.json'
    'module/samples/scenarios/shudlab-two-srv.json'
    'module/samples/scenarios/site-drill.json'
    'module/samples/topology.json'
    'module/samples/validation.json'
    'module/samples/validation.psd1'
    'module/schemas/report.schema.json'
    'module/schemas/scenario.schema.json'
    'module/schemas/topology.schema.json'
    'module/schemas/validation.schema.json'
)

if ($UseDnsClient) {
    $shipped += @(
        'module/bin/DnsClient/DnsClient.dll'
        'module/bin/DnsClient/LyncResilience.DnsClient.dll'
        'module/bin/DnsClient/NOTICE.txt'
        'module/bin/DnsClient/System.Buffers.dll'
    )
}

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args -join ' ') failed with exit code $LASTEXITCODE."
    }
}

# A process of its own, because the pages are held against the built module, and a process keeps the assemblies that it loads.
function New-CommandHelp {
    $null = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'docs/commands/ConvertTo-CommandHelp.ps1')
    if ($LASTEXITCODE -ne 0) {
        throw 'The help of the commands could not be made of docs/commands.'
    }
}

function Get-RelativeFile([string] $Folder) {
    Get-ChildItem -LiteralPath (Join-Path $PSScriptRoot $Folder) -Recurse -File | ForEach-Object {
        $_.FullName.Substring($PSScriptRoot.Length + 1).Replace('\', '/')
    }
}

# Get-Help looks for topics beside the manifest, in a folder named after the culture.
function Get-PackedPath([string] $File) {
    if ($File -like '*.help.txt') { "en-US/$(Split-Path -Leaf $File)" } else { $File }
}

function Export-ModuleFolder {
    $unlisted = @(Get-RelativeFile 'module' | Where-Object { $shipped -notcontains $_ })
    if ($unlisted.Count -gt 0) {
        throw "Not listed in build.ps1, so it would not ship: $($unlisted -join ', ')."
    }

    $missing = @($shipped | Where-Object { -not (Test-Path -LiteralPath (Join-Path $PSScriptRoot $_)) })
    if ($missing.Count -gt 0) {
        throw "Listed in build.ps1, but not there: $($missing -join ', ')."
    }

    $version = (Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'LyncResilience.psd1')).ModuleVersion
    $target = Join-Path $PSScriptRoot "out/LyncResilience/$version"
    if (Test-Path -LiteralPath $target) {
        Remove-Item -LiteralPath $target -Recurse
    }

    foreach ($file in $shipped) {
        $destination = Join-Path $target (Get-PackedPath $file)
        $null = New-Item -ItemType Directory -Force -Path (Split-Path $destination)
        Copy-Item -LiteralPath (Join-Path $PSScriptRoot $file) -Destination $destination
        Write-Host "  $(Get-PackedPath $file)"
    }

    $null = Test-ModuleManifest -Path (Join-Path $target 'LyncResilience.psd1')
    Get-Item -LiteralPath $target
    & (Join-Path $PSScriptRoot 'build/New-NuGetPackage.ps1') -Path $target -Destination (Join-Path $PSScriptRoot 'out')
}

Push-Location -LiteralPath $PSScriptRoot
try {
    if (-not $NoBuild) {
        # What ships comes with the cmdlets; the rest of the solution has no part in a package.
        $project = @(if ($Task -eq 'pack') { 'src/LyncResilience.Cmdlets' })
        Invoke-DotNet build @project --configuration $Configuration --nologo "-p:UseDnsClient=$UseDnsClient"
    }

    New-CommandHelp
    switch ($Task) {
        'test' {
            Invoke-DotNet test --configuration $Configuration --no-build --nologo
            if ($UseDnsClient) {
                Invoke-DotNet test tests/LyncResilience.DnsClient.Tests --configuration $Configuration --nologo
            }
        }
        'pack' { Export-ModuleFolder }
    }
}
finally {
    Pop-Location
}
