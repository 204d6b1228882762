BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $sample = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples/topology.json'
    $topology = Get-ResilienceTopology $sample
    $lab = Start-ResilienceLab

    # What the Tab key offers at the end of a line.
    function Get-Completion([string] $Line) {
        @((TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches)
    }
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'The Tab key' {
    It 'completes <Line> to <Expected>' -TestCases @(
        @{ Line = 'Invoke-FailoverSimulation -Topology $topology -FailPool r'; Expected = 'red-pool01.contoso.com' }
        @{ Line = 'Invoke-FailoverSimulation -Topology $topology -FailPool dub-pool01,r'; Expected = 'red-pool01.contoso.com' }
        @{ Line = 'Invoke-FailoverSimulation -FailPool d -Topology $topology'; Cursor = 37; Expected = 'dir01.contoso.com', 'dub-pool01.contoso.com' }
        @{ Line = 'Invoke-FailoverSimulation -Topology $topology -FailSite '; Expected = 'Dublin', 'Portland', 'Redmond' }
        @{ Line = 'Invoke-FailoverSimulation -Topology $topology -Location p'; Expected = 'Portland' }
        @{ Line = 'Invoke-FailoverSimulation -Topology $lab.Topology -FailServer '; Expected = 'A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net' }
        @{ Line = 'Find-ResilienceGap -Topology $topology -RegistrarPool s'; Expected = 'sba01.contoso.com' }
        @{ Line = 'Find-ResilienceGap -Topology $topology -CachedServer s'; Expected = 'sba01.contoso.com' }
        @{ Line = 'Get-BackupRegistrar -Topology $topology -RegistrarPool "red'; Expected = 'red-pool01.contoso.com' }
        @{ Line = 'Test-SiteResilience -Topology $topology -SipDomain '; Expected = 'contoso.com', 'litwareinc.com' }
        @{ Line = 'Set-ResilienceLab -Lab $lab -PoolDown '; Expected = 'A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net' }
        @{ Line = '$lab | Set-ResilienceLab -PoolUp '; Expected = 'A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net' }
        @{ Line = 'Set-ResilienceLab -FaultTarget '; Expected = 'A-L14FE1.shudlab.net', 'A-L14FE2.shudlab.net', '*', 'dns' }
        @{ Line = 'Start-ResilienceLab -Scenario shudlab-d'; Expected = 'shudlab-director' }
        @{ Line = 'Test-SiteResilience -Tag LR-PAIR-00'; Expected = 'LR-PAIR-001', 'LR-PAIR-002'; IsStart = $true }
        @{ Line = 'Test-SiteResilience -ExcludeTag Crit'; Expected = 'Critical' }
        @{ Line = 'Invoke-FailoverSimulation -Assume Retry'; Expected = '@{ RetrySeconds = 30 }', '@{ RetryJitterPercent = 0 }' }
        @{ Line = 'Find-ResilienceGap -Assume PromptA'; Expected = '@{ PromptAccepted = $true }' }
        @{ Line = 'Test-SrvSignInPath -ClientProfile '; Expected = 'Lync2010', 'Lync2013', 'Phone', 'SkypeForBusiness2016' }
        @{ Line = 'Test-SrvSignInPath -NameMatching S'; Expected = 'Strict', 'Suffix' }
        @{ Line = 'Set-ResilienceLab -Fault S'; Expected = 'Silent', 'Slow'; IsAmong = $true }
        @{ Line = 'Export-ResilienceReport -Format J'; Expected = 'Json', 'JUnit' }
    ) {
        if (-not $Cursor) { $Cursor = $Line.Length }
        $found = @((TabExpansion2 -inputScript $Line -cursorColumn $Cursor).CompletionMatches.CompletionText)
        if ($IsStart) { $found = $found | Select-Object -First $Expected.Count }
        if ($IsAmong) { $found = $found | Where-Object { $_ -in $Expected } }
        $found | Should -Be $Expected
    }

    It 'says what each pool, site and server is' {
        (Get-Completion 'Invoke-FailoverSimulation -Topology $topology -FailPool r').ToolTip | Should -Be 'Enterprise in Redmond, backed up by dub-pool01.contoso.com'
        (Get-Completion 'Invoke-FailoverSimulation -Topology $topology -FailSite d').ToolTip | Should -Be 'dub-pool01.contoso.com'
        (Get-Completion 'Find-ResilienceGap -Assume RetryS').ToolTip | Should -BeLike 's: *'
        (Get-Completion 'Test-SiteResilience -Tag LR-PAIR-001').ToolTip | Should -Be 'Every pool has a backup registrar'
    }

    It 'completes from a topology that was stored, too' {
        $topology | Export-Clixml "$TestDrive/t.xml" -Depth 4
        $stored = Import-Clixml "$TestDrive/t.xml"
        $json = $topology | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        (Get-Completion 'Invoke-FailoverSimulation -Topology $stored -FailPool r').CompletionText | Should -Be 'red-pool01.contoso.com'
        (Get-Completion 'Invoke-FailoverSimulation -Topology $json -FailSite r').CompletionText | Should -Be 'Redmond'
    }

    It 'puts a name in quotes that is not one word' {
        $spaced = $topology | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $spaced.Sites = "Red mond", "O'Fallon"
        (Get-Completion 'Invoke-FailoverSimulation -Topology $spaced -FailSite ').CompletionText | Should -Be "'Red mond'", "'O''Fallon'"
        (Get-Completion "Invoke-FailoverSimulation -Topology `$spaced -FailSite 'red").CompletionText | Should -Be "'Red mond'"
    }

    It 'gives completions that the parameter takes' {
        $line = 'Find-ResilienceGap -NoFix -WarningAction Ignore -Topology $topology -Assume ' + (Get-Completion 'Find-ResilienceGap -Assume RetryS').CompletionText
        { & ([scriptblock]::Create($line)) } | Should -Not -Throw
    }
}

Describe 'The Tab key opens, asks and runs nothing' {
    It 'offers no pool of a topology that would have to be read' {
        # Whoever opens a named pipe to read it waits for a writer, so this test would hang rather than fail quietly.
        $file = Join-Path $TestDrive 'topology.json'
        if ($IsLinux -or $IsMacOS) { & mkfifo $file } else { Copy-Item $sample $file }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        foreach ($line in "Invoke-FailoverSimulation -Topology '$file' -FailPool A", "Get-BackupRegistrar -Topology '$file' -RegistrarPool r", "Test-SiteResilience -Topology '$file' -SipDomain c") {
            Get-Completion $line | Where-Object { $_.ResultType -eq 'ParameterValue' } | Should -BeNullOrEmpty
        }

        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
    }

    It 'runs no command that stands in the line' {
        $script:calls = 0
        function Get-Counted { $script:calls++; $topology }
        Get-Completion 'Invoke-FailoverSimulation -Topology (Get-Counted) -FailPool r' | Where-Object { $_.ResultType -eq 'ParameterValue' } | Should -BeNullOrEmpty
        $script:calls | Should -Be 0
    }

    It 'asks no server that stands in the line, nor the native cmdlets' {
        $listener = [Net.Sockets.UdpClient]::new([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
        $script:calls = 0
        function Get-CsPool { $script:calls++ }
        try {
            $server = "$($listener.Client.LocalEndPoint)"
            Get-Completion "Test-SiteResilience -DnsServer $server -SipDomain c" | Where-Object { $_.ResultType -eq 'ParameterValue' } | Should -BeNullOrEmpty
            Get-Completion "Find-ResilienceGap -DnsServer $server -RegistrarPool r" | Where-Object { $_.ResultType -eq 'ParameterValue' } | Should -BeNullOrEmpty
            $listener.Available | Should -Be 0
            $script:calls | Should -Be 0
        }
        finally {
            $listener.Dispose()
        }
    }

    It 'knows no file and no network: what completes has no part of either' {
        $folder = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'src/LyncResilience.Cmdlets/Completion'
        Get-ChildItem $folder -Filter *.cs | Select-String 'System\.(IO|Net)|GivenTopology|NativeSession|SessionTopology|\bawait\b' | Should -BeNullOrEmpty
    }
}
