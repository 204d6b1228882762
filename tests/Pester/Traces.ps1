# Synthetic logs of the published shapes, and the logs of a laboratory. The suites of traces dot-source it in BeforeAll.
Import-Module $env:LYNCRESILIENCE_MODULE -Force
$sip = 'LyncResilience.Cmdlets.GetSipTraceCommand'
$signIn = 'LyncResilience.Cmdlets.GetSignInTraceCommand'
$backup = 'LyncResilience.Cmdlets.GetBackupRegistrarCommand'

# Stands wherever a credential stands.
$secret = 'U2VjcmV0VG9rZW4'

function New-Message([string] $StartLine, [string] $User = 'alice@contoso.com', [string] $Call = 'call-1', [string] $Sequence = '1 REGISTER', [string[]] $Header) {
    ($StartLine, "From: <sip:$User>;tag=4a2b;epid=8248ca9ebb", "To: <sip:$User>", "Call-ID: $Call", "CSeq: $Sequence") + $Header + 'Content-Length: 0' | Where-Object { $_ }
}

function New-Record([string] $Time, [string[]] $Message, [string] $Direction = 'incoming') {
    "TL_INFO(TF_PROTOCOL) [fe1.contoso.com\pool01.contoso.com]0584.0A44::03/02/2017-$Time.0000773E (SIPStack,SIPAdminLog::ProtocolRecord::Flush:ProtocolRecord.cpp(265)) [156659184] `$`$begin_record"
    'Trace-Correlation-Id: 2003888399'
    'Instance-Id: 0000C23F'
    "Direction: $Direction;source=`"internal edge`";destination=`"external edge`""
    'Peer: client.contoso.com:61182'
    "Message-Type: $(if ($Message[0] -like 'SIP/*') { 'response' } else { 'request' })"
    "Start-Line: $($Message[0])"
    $Message | Select-Object -Skip 1
    'Message-Body: -'
    '$$end_record'
}

function New-Log([string] $Name, [string[]] $Lines) {
    $path = Join-Path $TestDrive $Name
    [IO.File]::WriteAllText($path, ($Lines -join "`r`n") + "`r`n")
    $path
}

$authorization = "Authorization: NTLM qop=`"auth`", realm=`"SIP Communications Service`", opaque=`"85185AE4`", targetname=`"fe1.contoso.com`", version=4, gssapi-data=`"$secret`", crand=`"$secret`", cnum=`"1`", response=`"$secret`""
$first = New-Log 'first.log' (
    (New-Record '07:10:01.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0' -Header $authorization)) +
    (New-Record '07:10:03.000' (New-Message 'SIP/2.0 401 Unauthorized' -Header "WWW-Authenticate: NTLM opaque=`"85185AE4`", gssapi-data=`"$secret`", targetname=`"fe1.contoso.com`", realm=`"SIP Communications Service`", version=4") outgoing) +
    (New-Record '07:10:05.000' (New-Message 'INVITE sip:bob@contoso.com SIP/2.0' bob@contoso.com call-2 '1 INVITE')))
$second = New-Log 'second.log' (
    (New-Record '07:10:02.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0' carol@contoso.com call-3)) +
    (New-Record '07:10:04.000' (New-Message 'SIP/2.0 404 Not Found' carol@contoso.com call-3 -Header 'ms-diagnostics: 4005;reason="Destination URI either not enabled for SIP or does not exist";source="pool01.contoso.com"') outgoing))

$logs = Join-Path $TestDrive 'lab'
$lab = Start-ResilienceLab -TracePath $logs
$ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot; ThrottleLimit = 1 }
$live = @($lab.Users | Test-SrvSignInPath @ask)
$lab | Stop-ResilienceLab

# A command in an engine of its own, which this one can look at and stop.
function Start-Shell([string] $Script, [object[]] $Arguments) {
    $shell = [PowerShell]::Create()
    $null = $shell.AddScript("param(`$module) Import-Module `$module; $Script").AddArgument($env:LYNCRESILIENCE_MODULE)
    $Arguments | ForEach-Object { $null = $shell.AddArgument($_) }
    $output = [Management.Automation.PSDataCollection[psobject]]::new()
    $run = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
    @{ Shell = $shell; Output = $output; Run = $run }
}
