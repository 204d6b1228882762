# Some of everything that commands emit, made in a laboratory, and the ways on which results travel. Dot-source it in BeforeAll of a suite that says what becomes of them
# elsewhere, and stop $lab afterwards.
$logs = Join-Path $TestDrive 'logs'
$lab = Start-ResilienceLab -TracePath $logs
$reach = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
$one = "_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 0 0 $($lab.Pools[0].Port) A-L14FE1.shudlab.net."
$second = "_sipinternaltls._tcp.shudlab.net. 3600 IN SRV 10 0 $($lab.Pools[1].Port) A-L14FE2.shudlab.net."
$world = @{ Topology = $lab.Topology; SrvRecord = $one }

$cacheFolder = Join-Path $TestDrive 'profile/sip_ClientUser1@shudlab.net'
$null = New-Item -ItemType Directory -Force -Path $cacheFolder
[IO.File]::WriteAllBytes("$cacheFolder/EndpointConfiguration.cache", [Text.Encoding]::Unicode.GetBytes("`0`0A-L14FE1.shudlab.net:5061`0`0"))

$made = @{}
$made['SignInPath'] = @($lab.Users | Test-SrvSignInPath @reach -ThrottleLimit 1)
$lab.WriteTrace()
$made['BackupRegistrar'] = @($lab.Users | Get-BackupRegistrar -Topology $lab.Topology)
$made['CheckResult'] = @($lab.Users | Test-SiteResilience shudlab.net @reach -Topology $lab.Topology -Tag LR-DNS-001, LR-PAIR-001 -PassThru)
$made['ValidationSummary'] = @($made['CheckResult'] | Select-Object -Last 1)
$made['CheckResult'] = @($made['CheckResult'] | Select-Object -SkipLast 1)
$made['EndpointCacheEntry'] = @(Get-EndpointCache "$cacheFolder/EndpointConfiguration.cache")
$made['FailoverSimulation'] = @($lab.Users | Invoke-FailoverSimulation @world -FailPool A-L14FE1)
$made['FailoverOutcome'] = @($made['FailoverSimulation'][0].Outcomes)
$made['FailoverDifference'] = @($lab.Users | Invoke-FailoverSimulation @world -FailPool A-L14FE1 -AddSrvRecord $second | Compare-FailoverSimulation $made['FailoverSimulation'][0])
$made['ResilienceGap'] = @($lab.Users | Find-ResilienceGap @world)
$made['ResilienceTopology'] = @($lab.Topology)
$made['TopologyPool'] = @($lab.Topology.Pools)
$made['ResilienceLab'] = @($lab)
$made['ResilienceLabUser'] = @($lab.Users)
$made['ResilienceLabPool'] = @($lab.Pools)
$made['SignInPathDifference'] = @(Compare-SignInPath $made['SignInPath'][0] $made['SignInPath'][1])
$made['SipTraceMessage'] = @(Get-SipTrace "$logs/*.log" -TimeZone UTC)
$made['FileInfo'] = @($made['CheckResult'] | Export-ResilienceReport "$TestDrive/report.md" -PassThru)
$made['Boolean'] = @($lab.Users | Test-SrvSignInPath @reach -Quiet)

# Deep enough for all of ours. A file's folders and drives go on and on.
function Get-JsonDepth($List) {
    if (@($List)[0] -is [IO.FileInfo]) { 1 } else { 10 }
}

# Each takes a list and gives what becomes of it.
$ways = [ordered] @{
    'the pipeline'           = { param($list) $list }
    'CliXml'                 = { param($list) $list | Export-Clixml "$TestDrive/way.xml"; Import-Clixml "$TestDrive/way.xml" }
    'JSON'                   = { param($list) ConvertTo-Json $list -Depth (Get-JsonDepth $list) -WarningAction SilentlyContinue | ConvertFrom-Json }
    'JSON with names'        = { param($list) ConvertTo-Json $list -Depth (Get-JsonDepth $list) -WarningAction SilentlyContinue -EnumsAsStrings | ConvertFrom-Json }
    'a session, depth 1'     = { param($list) $list | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 1)) } }
    'a session, depth 2'     = { param($list) $list | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 2)) } }
    'CSV'                    = { param($list) $list | Export-Csv "$TestDrive/way.csv" -NoTypeInformation; Import-Csv "$TestDrive/way.csv" }
}
