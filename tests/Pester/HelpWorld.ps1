# The session that every page of docs/commands gives its examples, and the files that they name. Dot-source it: $lab runs then (scenario shudlab),
# and the current folder is $Folder:
#
#   topology.json, validation.json, scenarios/   the module's samples, and samples/ with all of them
#   zone.db                                      the records of topology.json's domain: one for sign-in, which leads to red-pool01
#   users.csv                                    alice, bob and carol with their home pools
#   Logs/                                        what a laboratory wrote when ClientUser1 and then ClientUser2 signed in
#   Profiles/                                    clients' caches: alice's home pool, bob's backup, a pool that carol's administrator took away, two pools for dave
param(
    [string] $Folder = (Join-Path ([IO.Path]::GetTempPath()) "LyncResilience-help-$PID")
)

$ErrorActionPreference = 'Stop'
$manifest = if ($env:LYNCRESILIENCE_MODULE) { $env:LYNCRESILIENCE_MODULE } else { Join-Path $PSScriptRoot '../../LyncResilience.psd1' }
Import-Module $manifest

if (Test-Path -LiteralPath $Folder) {
    Remove-Item -LiteralPath $Folder -Recurse -Force
}

$null = New-Item -ItemType Directory -Path $Folder
Set-Location -LiteralPath $Folder
$samples = Join-Path (Split-Path $manifest) 'module/samples'
Copy-Item -LiteralPath $samples -Destination samples -Recurse
Copy-Item -LiteralPath samples/topology.json, samples/validation.json -Destination .
Copy-Item -LiteralPath samples/scenarios -Destination scenarios -Recurse

[IO.File]::WriteAllText("$PWD/zone.db", @'
$ORIGIN contoso.com.
$TTL 3600
_sipinternaltls._tcp  SRV  0 0 5061  red-pool01
'@)
[IO.File]::WriteAllText("$PWD/users.csv", @'
SipAddress,RegistrarPool
alice@contoso.com,red-pool01.contoso.com
bob@contoso.com,dub-pool01.contoso.com
carol@contoso.com,red-pool01.contoso.com
'@)

$lab = Start-ResilienceLab -TracePath Logs
$null = $lab.Users | Test-SrvSignInPath -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot -ThrottleLimit 1
$lab | Stop-ResilienceLab

# The layout of the file is unpublished; what counts is text in UTF-16LE.
function New-EndpointCache([string] $User, [string] $Client, [string[]] $Server) {
    $cache = "Profiles/$User/AppData/Local/Microsoft/$Client/sip_$User@contoso.com"
    $null = New-Item -ItemType Directory -Path $cache
    $text = "`0" + -join ($Server | ForEach-Object { "$_.contoso.com:5061`0$_.contoso.com:5061`0" })
    [IO.File]::WriteAllBytes("$PWD/$cache/EndpointConfiguration.cache", [Text.Encoding]::Unicode.GetBytes($text))
}

New-EndpointCache alice Office/15.0/Lync red-pool01
New-EndpointCache bob Office/15.0/Lync red-pool01
New-EndpointCache carol Office/16.0/Lync old-pool01
New-EndpointCache dave Office/16.0/Lync dub-pool01, par-pool01

# The management shell's cmdlets, as far as the examples call them: topology.json's world.
function Get-CsUser {
    param([string] $Identity, [int] $ResultSize)
    Import-Csv users.csv | Where-Object { -not $Identity -or $_.SipAddress -eq $Identity } | ForEach-Object {
        [pscustomobject] @{ Identity = "CN=$(($_.SipAddress -split '@')[0])"; SipAddress = "sip:$($_.SipAddress)"; RegistrarPool = $_.RegistrarPool; Enabled = $true }
    }
}

function Get-CsPool {
    (Get-Content -Raw topology.json | ConvertFrom-Json).pools | ForEach-Object {
        $roles = switch ($_.kind) { 'Director' { 'Director' } 'Sba' { 'Registrar' } default { 'Registrar', 'UserServer' } }
        $fqdn = $_.fqdn
        [pscustomobject] @{ Identity = $fqdn; Services = @($roles | ForEach-Object { "${_}:$fqdn" }); Computers = $_.servers; Fqdn = $fqdn; Site = "Site:$($_.site)" }
    }
}

function Get-CsService {
    param([switch] $Registrar, [switch] $EdgeServer)
    $topology = Get-Content -Raw topology.json | ConvertFrom-Json
    if ($Registrar) {
        $topology.pools | Where-Object kind -NE Director | ForEach-Object {
            [pscustomobject] @{ Identity = "Registrar:$($_.fqdn)"; SiteId = "Site:$($_.site)"; PoolFqdn = $_.fqdn; BackupRegistrar = "Registrar:$($_.backupPool)" }
        }
    }

    if ($EdgeServer) {
        $topology.edgePools | ForEach-Object {
            [pscustomobject] @{ Identity = "EdgeServer:$($_.fqdn)"; SiteId = "Site:$($_.site)"; PoolFqdn = $_.fqdn; Registrar = "Registrar:$($_.nextHop)" }
        }
    }
}

# One after the other, so that results come in the order of the input every time.
$PSDefaultParameterValues['Test-SrvSignInPath:ThrottleLimit'] = 1

$lab = Start-ResilienceLab
$ErrorActionPreference = 'Continue'
