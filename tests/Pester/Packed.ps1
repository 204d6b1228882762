# Packs the working tree as it was built, and has what is needed to try the package. Dot-sourced by the suites about it.
# As it was built, packed from a copy of the working tree, so that no suite sees a build of this one.
function Copy-WorkingTree([string] $Destination) {
    $root = Split-Path $env:LYNCRESILIENCE_MODULE
    $null = New-Item -ItemType Directory -Force -Path $Destination
    Get-ChildItem -LiteralPath $root -File -Force | Copy-Item -Destination $Destination
    foreach ($folder in 'build', 'docs', 'module', 'en-US', 'src') {
        foreach ($file in Get-ChildItem -LiteralPath (Join-Path $root $folder) -Recurse -File | Where-Object FullName -NotMatch '[\\/]src[\\/].*[\\/](bin|obj)[\\/]') {
            $target = Join-Path $Destination $file.FullName.Substring($root.Length + 1)
            $null = New-Item -ItemType Directory -Force -Path (Split-Path $target)
            Copy-Item -LiteralPath $file.FullName -Destination $target
        }
    }
}

# A PowerShell of its own, which knows the packed module by its module path alone.
function Invoke-Fresh([string] $Script, [string] $ModulePath = $modules) {
    $old = $env:PSModulePath
    $env:PSModulePath = $ModulePath
    try { & $engine -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script" 2>&1 | ForEach-Object { "$_" } }
    finally { $env:PSModulePath = $old }
}

# What every place and session must be able to do: load the assemblies, the types and the views, and ask something.
$use = '(Get-Command -Module LyncResilience).Count; $t = Get-ResilienceTopology (Join-Path (Get-Module LyncResilience).ModuleBase module/samples/topology.json); ' +
    '$t.Pools.Count; ($t | Out-String) -match "Site Dublin"; ($t.Pools[0] | Format-List | Out-String) -match "Fqdn"'

$engine = (Get-Process -Id $PID).Path
$version = (Import-PowerShellDataFile -LiteralPath $env:LYNCRESILIENCE_MODULE).ModuleVersion
$tree = Join-Path $TestDrive 'tree'
Copy-WorkingTree $tree
$optional = @(if (Test-Path -LiteralPath (Join-Path $tree 'module/bin/DnsClient')) { '-UseDnsClient' })
$log = @(& $engine -NoProfile -File (Join-Path $tree 'build.ps1') pack -NoBuild @optional *>&1 | ForEach-Object { "$_" })
$packed = Join-Path $tree "out/LyncResilience/$version"
$package = Join-Path $tree "out/LyncResilience.$version.nupkg"
$modules = Join-Path $tree 'out'
$expected = @((Import-PowerShellDataFile -LiteralPath $env:LYNCRESILIENCE_MODULE).CmdletsToExport.Count, 4, 'True', 'True')
$files = @(Get-ChildItem -LiteralPath $packed -Recurse -File | ForEach-Object { $_.FullName.Substring((Get-Item -LiteralPath $packed).FullName.Length + 1).Replace('\', '/') })
