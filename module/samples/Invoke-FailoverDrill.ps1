<#
.SYNOPSIS
    A drill: predicts what the loss of a pool does to users, takes the pool down, and verifies live that they can sign in as predicted.
.DESCRIPTION
    1. Invoke-FailoverSimulation says for each user where a client that starts without a cache would end, with the records that DNS has now.
    2. -TakeDown takes the pool down. Then the drill waits until the backup registrar has noticed (-WaitSeconds).
    3. Test-SrvSignInPath signs every user in.
    4. -BringUp brings the pool back, whatever happened before.

    One object comes for each user: what was predicted, what was seen, and whether they agree. The exit code is 0 when all agree and nobody is left without service, otherwise 1.
.EXAMPLE
    $drill = @{
        User     = Import-Csv pilots.csv | Select-Object *, @{ Name = 'Credential'; Expression = { Get-Credential $_.SipAddress } }
        Topology = 'topology.xml'
        Pool     = 'fe1.contoso.com'
        SignIn   = @{ DnsServer = '192.0.2.53' }
        TakeDown = { Stop-CsWindowsService -ComputerName fe1.contoso.com }
        BringUp  = { Start-CsWindowsService -ComputerName fe1.contoso.com }
    }
    ./Invoke-FailoverDrill.ps1 @drill
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    # The users who sign in, with SipAddress, RegistrarPool and Credential.
    [Parameter(Mandatory = $true)]
    [object[]] $User,

    # What Get-ResilienceTopology gives, or a file that it reads.
    [Parameter(Mandatory = $true)]
    [object] $Topology,

    # The pool that is lost.
    [Parameter(Mandatory = $true)]
    [string] $Pool,

    # Takes the pool down.
    [Parameter(Mandatory = $true)]
    [scriptblock] $TakeDown,

    # Brings it back.
    [Parameter(Mandatory = $true)]
    [scriptblock] $BringUp,

    # The records, where DNS must not be asked: zone-file lines, a zone file, objects.
    [object[]] $SrvRecord,

    # More for Test-SrvSignInPath, such as @{ DnsServer = '192.0.2.53'; TrustedRoot = 'root.pem' }.
    [hashtable] $SignIn = @{},

    # How long to wait after -TakeDown: the failure detection interval and a little more.
    [ValidateRange(0, 86400)]
    [int] $WaitSeconds = 330
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
if (-not (Get-Module LyncResilience)) { Import-Module LyncResilience }

$world = @{ Topology = $Topology; FailPool = $Pool }
if ($SrvRecord) { $world.SrvRecord = $SrvRecord }
elseif ($SignIn.ContainsKey('DnsServer')) { $world.DnsServer = $SignIn.DnsServer }
else { throw "Nobody says which records clients find. Name a DNS server with -SignIn @{ DnsServer = '192.0.2.53' }, or give them with -SrvRecord." }

# As the live walk will: a client that starts afresh during the outage.
$simulation = $User | Invoke-FailoverSimulation @world -SignedIn $false -CachedServer ''
Write-Host "Predicted without $($Pool): $($simulation.FullAtEnd) of $($simulation.Users) users with full service, $($simulation.LimitedAtEnd) with limited, $($simulation.OfflineAtEnd) with none."

if (-not $PSCmdlet.ShouldProcess($Pool, 'Take the pool down for a drill')) { exit 0 }

try {
    $null = & $TakeDown
    if ($WaitSeconds -gt 0) {
        Write-Host "Waiting $WaitSeconds s until the backup registrar has noticed."
        Start-Sleep -Seconds $WaitSeconds
    }

    $paths = @($User | Test-SrvSignInPath @SignIn)
}
finally {
    $null = & $BringUp
}

$states = @{ Full = 'Full'; Limited = 'Limited'; None = 'Offline'; Unauthenticated = 'Unknown' }
$verdicts = @(foreach ($outcome in $simulation.Outcomes) {
        $path = $paths | Where-Object { $_.SipAddress -eq $outcome.SipAddress } | Select-Object -First 1
        $live = if ($path) { $states[[string] $path.Mode] } else { 'Unknown' }
        [pscustomobject] @{
            SipAddress         = $outcome.SipAddress
            Predicted          = [string] $outcome.FinalState
            Live               = $live
            PredictedRegistrar = $outcome.FinalRegistrar
            LiveRegistrar      = if ($live -in 'Full', 'Limited') { $path.Registrar } else { $null }
            AsPredicted        = [string] $outcome.FinalState -eq $live
            Detail             = if ($path) { $path.Detail } else { 'Was not walked.' }
        }
    })
$verdicts
if (@($verdicts | Where-Object { -not $_.AsPredicted -or $_.Live -eq 'Offline' }).Count -gt 0) { exit 1 }
exit 0
