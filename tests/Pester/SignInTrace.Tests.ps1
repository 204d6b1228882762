BeforeAll {
    . $PSScriptRoot/Traces.ps1
}

Describe 'Get-SignInTrace' {
    It 'comes to the conclusion of the story by itself, from <What>' -TestCases @(
        @{ What = 'logs of servers'; Read = { Get-SignInTrace "$logs/*.log" } }
        @{ What = 'a log of clients'; Read = { Get-SignInTrace "$logs/*.UccApilog" } }
        @{ What = 'all logs together'; Read = { Get-SignInTrace "$logs/*" } }
        @{ What = 'messages'; Read = { Get-SipTrace "$logs/*.log" | Get-SignInTrace } }
        @{ What = 'files in the pipeline'; Read = { Get-ChildItem $logs -Filter *.log | Get-SignInTrace } }
    ) {
        $one, $two = & $Read | Sort-Object SipAddress

        $one.GetType().FullName | Should -Be 'LyncResilience.SignInPath'
        $one.Detail | Should -Be 'A-L14FE1.shudlab.net served ClientUser1@shudlab.net directly: no redirect, backup never told.'
        $one.BackupRegistrar | Should -BeNullOrEmpty
        $two.Detail | Should -Be 'ClientUser2@shudlab.net was redirected by A-L14FE1.shudlab.net to A-L14FE2.shudlab.net (backup A-L14FE1.shudlab.net).'
        $two.PrimaryRegistrar | Should -Be 'A-L14FE2.shudlab.net'
        $two.BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
        $two.RedirectCount | Should -Be 1
    }

    It 'filters by user and time, of files and of messages' {
        (Get-SignInTrace "$logs/*.log" -SipAddress clientuser1@shudlab.net).SipAddress | Should -Be 'ClientUser1@shudlab.net'
        (Get-SipTrace "$logs/*.log" | Get-SignInTrace -SipAddress sip:clientuser2@shudlab.net).SipAddress | Should -Be 'ClientUser2@shudlab.net'
        Get-SignInTrace "$logs/*.log" -Before 2001-01-01 | Should -BeNullOrEmpty
        Get-SipTrace "$logs/*.log" | Get-SignInTrace -After ([datetime]::UtcNow.AddDays(1)) | Should -BeNullOrEmpty
    }

    It 'tells unfinished sign-ins and refused ones' {
        $alice, $carol = Get-SignInTrace $first, $second -TimeZone UTC | Sort-Object SipAddress

        $alice.SipAddress | Should -Be 'alice@contoso.com'
        $alice.Mode | Should -Not -Be 'Full'
        $alice.TimeUtc | Should -Be ([datetime]::SpecifyKind('2017-03-02T07:10:01', 'Utc'))
        $carol.Status | Should -Be 'Fail'
        ($carol.Hops.Detail -join ' ') + $carol.Detail | Should -BeLike '*404*'
    }

    It 'gives a sign-in while the log is still being followed, once the log shows that it is over' {
        $followed = New-Log 'followed.log' (
            (New-Record '07:10:01.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0')) + (New-Record '07:10:02.000' (New-Message 'SIP/2.0 200 OK') outgoing) +
            (New-Record '07:11:00.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0' carol@contoso.com call-3)))
        (Get-SignInTrace $followed -Wait | Select-Object -First 1).SipAddress | Should -Be 'alice@contoso.com'
    }

    It 'ends with Select-Object -First 1' {
        @(Get-SignInTrace "$logs/*.log" | Select-Object -First 1).Count | Should -Be 1
    }
}

Describe 'Get-BackupRegistrar -TracePath' {
    It 'tells what every user of the trace was told' {
        $one, $two = Get-BackupRegistrar -TracePath "$logs/*.log" | Sort-Object SipAddress

        $one.Source | Should -Be 'Trace'
        $one.Status | Should -Be 'Warn'
        $one.BackupRegistrar | Should -BeNullOrEmpty
        $one.Findings.Id | Should -Be 'BackupNotLearned'
        $two.PrimaryRegistrar | Should -Be 'A-L14FE2.shudlab.net'
        $two.BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
        $two.Status | Should -Be 'Pass'
    }

    It 'compares with a topology' {
        $told = Get-BackupRegistrar -TracePath "$logs/*.log" -SipAddress ClientUser2@shudlab.net -Topology $lab.Topology
        $told.FailureDetectionSeconds | Should -Be 300
        $told.Site | Should -Not -BeNullOrEmpty
    }

    It 'answers for the users named, in their order, and says who is not there' {
        $users = [pscustomobject]@{ SipAddress = 'sip:clientuser2@shudlab.net' }, [pscustomobject]@{ SipAddress = 'nobody@shudlab.net' }, [pscustomobject]@{ SipAddress = 'ClientUser1@shudlab.net' }
        $told = $users | Get-BackupRegistrar -TracePath "$logs/*.UccApilog" -ErrorVariable failure -ErrorAction SilentlyContinue

        $told.SipAddress | Should -Be 'ClientUser2@shudlab.net', 'ClientUser1@shudlab.net'
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -Be "LyncResilience.SignInNotInTrace,$backup"
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be $users[1]
        "$failure" | Should -BeLike '*nobody@shudlab.net*Get-SignInTrace*'
        @() | Get-BackupRegistrar -TracePath "$logs/*.log" | Should -BeNullOrEmpty
    }

    It 'prefers the sign-in that told most, then the last' {
        function New-SignIn([string] $Hour, [string] $Call, [string[]] $Answer) {
            New-Record "$Hour`:00:01.000" (New-Message 'REGISTER sip:contoso.com SIP/2.0' -Call $Call)
            New-Record "$Hour`:00:02.000" (New-Message $Answer[0] -Call $Call -Header ($Answer | Select-Object -Skip 1)) outgoing
        }

        $redirect = { 'SIP/2.0 301 Redirect request to Home Server', 'Contact: <sip:pool02.contoso.com:5061;transport=TLS>;q=0.7', "Contact: <sip:$args`:5061;transport=TLS>;q=0.3" }
        $several = New-Log 'several.log' ((New-SignIn 07 a (& $redirect old.contoso.com)) + (New-SignIn 08 b (& $redirect pool03.contoso.com)) + (New-SignIn 09 c 'SIP/2.0 200 OK'))
        @(Get-SignInTrace $several).Count | Should -Be 3

        $told = Get-BackupRegistrar -TracePath $several
        $told.SipAddress | Should -Be 'alice@contoso.com'
        $told.PrimaryRegistrar | Should -Be 'pool02.contoso.com'
        $told.BackupRegistrar | Should -Be 'pool03.contoso.com'
    }

    It 'refuses pools, and goes with neither -Live nor unreadable files' {
        $null = 'pool01.contoso.com' | Get-BackupRegistrar -TracePath "$logs/*.log" -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -Be "LyncResilience.UserNeeded,$backup"
        { Get-BackupRegistrar -TracePath "$logs/*.log" -Live } | Should -Throw -ErrorId "AmbiguousParameterSet,$backup"
        $null = Get-BackupRegistrar -TracePath "$TestDrive/none.log" -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -Be "LyncResilience.TraceUnreadable,$backup"
    }
}

Describe 'Start-ResilienceLab -TracePath' {
    It 'writes a log of each pool and one of the clients' {
        $lab.TracePath | Should -Be $logs
        (Get-ChildItem $logs | Sort-Object Name).Name | Should -Be 'A-L14FE1.shudlab.net.log', 'A-L14FE2.shudlab.net.log', 'Lync-UccApi-0.UccApilog'
        @(Get-SipTrace "$logs/*.UccApilog").Count | Should -Be @(Get-SipTrace "$logs/*.log").Count
    }

    It 'writes them while it runs too' {
        $running = Start-ResilienceLab -TracePath "$TestDrive/running"
        try {
            $null = $running.Users[1] | Test-SrvSignInPath -DnsServer $running.DnsServer -TrustedRoot $running.TrustedRoot
            $running.WriteTrace()
            (Get-SignInTrace "$TestDrive/running/*.log").SipAddress | Should -Be 'ClientUser2@shudlab.net'
        }
        finally {
            $running | Stop-ResilienceLab
        }
    }

    It 'says so when no logs were asked for, or none can be written' {
        $silent = Start-ResilienceLab
        try {
            $silent.TracePath | Should -BeNullOrEmpty
            { $silent.WriteTrace() } | Should -Throw '*-TracePath*'
        }
        finally {
            $silent | Stop-ResilienceLab
        }

        { Start-ResilienceLab -TracePath "$first/below" } | Should -Throw -ErrorId 'LyncResilience.LabStartFailed,LyncResilience.Cmdlets.StartResilienceLabCommand'
        foreach ($nowhere in 'Env:/logs', 'NoSuchDrive:/logs') {
            { Start-ResilienceLab -TracePath $nowhere } | Should -Throw -ErrorId 'LyncResilience.LabStartFailed,LyncResilience.Cmdlets.StartResilienceLabCommand'
        }

        $doomed = Start-ResilienceLab -TracePath "$TestDrive/doomed"
        Remove-Item "$TestDrive/doomed"
        $doomed | Stop-ResilienceLab -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -Be 'LyncResilience.FileUnreadable,LyncResilience.Cmdlets.StopResilienceLabCommand'
    }
}
