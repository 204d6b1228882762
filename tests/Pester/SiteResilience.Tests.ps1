# The validation of a good deployment and of broken ones, as an administrator sees it.
BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $lab = Start-ResilienceLab shudlab-two-srv
    $site = @{ Topology = $lab.Topology; DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot; TimeoutSeconds = 8 }
    $given = @{ SipDomain = 'shudlab.net'; Topology = $lab.Topology; Tag = 'Given' }
    $command = 'LyncResilience.Cmdlets.TestSiteResilienceCommand'

    function Get-Red($Result) { @($Result | Where-Object { $_.Status -in 'Warn', 'Fail', 'Error' } | ForEach-Object Id | Select-Object -Unique) }
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'A deployment' {
    AfterEach {
        Set-ResilienceLab -Lab $lab -ClearFault
    }

    It 'that is good is all green, and every skipped check says why' {
        $results = $lab.Users | Test-SiteResilience @site

        Get-Red $results | Should -BeNullOrEmpty
        @($results | Where-Object Status -EQ Pass).Count | Should -BeGreaterThan 100
        $results.Group | Select-Object -Unique | Sort-Object | Should -Be 'CACHE', 'CAP', 'DNS', 'PAIR', 'REG', 'SIM', 'TLS'
        $results | Where-Object Status -EQ Skip | ForEach-Object { $_.Detail | Should -Not -BeNullOrEmpty -Because $_.Id }
    }

    It 'is the same whether the laboratory or its topology is given' {
        Get-Red ($lab.Users | Test-SiteResilience -Topology $lab.Topology -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot) | Should -BeNullOrEmpty
    }

    It 'whose <What> is red there and nowhere else' -TestCases @(
        @{ What = 'pool is down'; Break = { Set-ResilienceLab -PoolDown A-L14FE2 }; Mend = { Set-ResilienceLab -PoolUp A-L14FE2 }; Red = 'LR-REG-001'; Status = 'Fail' }
        @{ What = 'certificate has expired'; Break = { Set-ResilienceLab -Fault ExpiredCertificate -FaultTarget A-L14FE1 }; Mend = {}; Red = 'LR-TLS-004'; Status = 'Fail' }
        @{ What = 'DNS server answers nothing'; Break = { Set-ResilienceLab -Fault ServerFailure -FaultTarget dns }; Mend = {}; Red = 'LR-DNS-001'; Status = 'Fail' }
        @{ What = 'DNS answers are cut'; Break = { Set-ResilienceLab -Fault Truncated -FaultTarget dns }; Mend = {}; Red = 'LR-DNS-003'; Status = 'Warn' }
    ) {
        & $Break
        try {
            $results = $lab.Users | Test-SiteResilience @site
        }
        finally {
            & $Mend
        }

        Get-Red $results | Should -Be $Red
        $bad = @($results | Where-Object Id -EQ $Red | Where-Object Status -EQ $Status)[0]
        $bad.Detail, $bad.Recommendation, $bad.Expected, $bad.Actual, $bad.Source | Should -Not -BeNullOrEmpty
    }

    It 'without a topology is checked as far as that goes' {
        $results = Test-SiteResilience shudlab.net -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot

        Get-Red $results | Should -BeNullOrEmpty
        ($results | Where-Object Id -EQ 'LR-PAIR-001').Detail | Should -BeLike '*topology*'
        ($results | Where-Object Id -EQ 'LR-SIM-001').Status | Should -Be 'Skip'
        ($results | Where-Object Id -EQ 'LR-TLS-004').Status | Should -Be 'Pass', 'Pass'
    }

    It 'is described by the native cmdlets of the session where there are some' {
        function global:Get-CsPool { [pscustomobject] @{ Identity = 'native.shudlab.net'; Fqdn = 'native.shudlab.net'; Site = 'Site:One'; Services = @('Registrar:native.shudlab.net'); Computers = @('native.shudlab.net') } }
        try {
            (Test-SiteResilience shudlab.net -Tag LR-PAIR-001).Target | Should -Be 'native.shudlab.net'
        }
        finally {
            Remove-Item function:Get-CsPool
        }
    }
}

Describe 'What comes down the pipeline' {
    It 'signs in with its own credential' {
        $results = $lab.Users[1] | Test-SiteResilience @site -Tag SignIns
        $results.Target | Should -Contain 'ClientUser2@shudlab.net'
        $results.Target | Should -Not -Contain 'ClientUser1@shudlab.net'
    }

    It 'signs in with -Credential where it is clear whose that is: <What>' -TestCases @(
        @{ What = 'named'; Ask = { Test-SiteResilience @site -Tag SignIns -Credential $lab.Users[0].Credential -SipAddress sip:ClientUser1@shudlab.net } }
        @{ What = 'the only user'; Ask = { 'ClientUser1@shudlab.net' | Test-SiteResilience @site -Tag SignIns -Credential $lab.Users[0].Credential } }
    ) {
        (& $Ask).Target | Should -Contain 'ClientUser1@shudlab.net'
    }

    It 'does not sign everybody in with one credential' {
        { 'a@shudlab.net', 'b@shudlab.net' | Test-SiteResilience @site -Tag SignIns -Credential $lab.Users[0].Credential } | Should -Throw -ErrorId "LyncResilience.UserNeeded,$command"
        { Test-SiteResilience @site -SipAddress a@shudlab.net } | Should -Throw -ErrorId "LyncResilience.CredentialNeeded,$command"
    }

    It 'is counted against capacities' {
        $users = 1..3 | ForEach-Object { [pscustomobject] @{ SipAddress = "u$_@shudlab.net"; RegistrarPool = 'A-L14FE1.shudlab.net' } }
        ($users | Test-SiteResilience @given -Tag LR-CAP-002 | Where-Object Target -EQ 'A-L14FE1.shudlab.net').Detail | Should -BeLike '*3 users*'
    }

    It 'may be entries of Get-EndpointCache, stored ones too' {
        $folder = New-Item -ItemType Directory "$TestDrive/sip_ClientUser1@shudlab.net"
        [IO.File]::WriteAllBytes("$folder/EndpointConfiguration.cache", [Text.Encoding]::Unicode.GetBytes("`0`0A-L14FE1.shudlab.net:5061`0`0"))
        $entries = Get-EndpointCache "$TestDrive/sip_*/EndpointConfiguration.cache"
        $entries | Should -Not -BeNullOrEmpty
        $entries | Export-Clixml "$TestDrive/entries.xml"

        ($entries | Test-SiteResilience @given -Tag LR-CACHE-003).Status | Should -Be 'Pass'
        (Import-Clixml "$TestDrive/entries.xml" | Test-SiteResilience @given -Tag LR-CACHE-003).Status | Should -Be 'Pass'
    }

    It 'that is <What> is an error, and the others go on' -TestCases @(
        @{ What = 'nobody'; Bad = [pscustomobject] @{ Name = 'x' }; Id = 'InputUnknown' }
        @{ What = 'homeless'; Bad = 'x@shudlab.net'; Id = 'HomePoolUnknown' }
    ) {
        $results = $Bad, $lab.Users[0] | Test-SiteResilience @given -ErrorVariable problems -ErrorAction SilentlyContinue
        $results | Should -Not -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be "LyncResilience.$Id,$command"
    }
}

Describe 'Tags' {
    It 'choose by <What>' -TestCases @(
        @{ What = 'id'; Tag = 'lr-pair-001'; Ids = @('LR-PAIR-001') }
        @{ What = 'wildcard'; Tag = 'LR-CAP-*'; Ids = @('LR-CAP-001', 'LR-CAP-002', 'LR-CAP-003', 'LR-CAP-004') }
        @{ What = 'group'; Tag = 'CAP'; Ids = @('LR-CAP-001', 'LR-CAP-002', 'LR-CAP-003', 'LR-CAP-004') }
    ) {
        $results = Test-SiteResilience shudlab.net -Topology $lab.Topology -Tag $Tag
        $results.Id | Select-Object -Unique | Should -Be $Ids
        foreach ($result in $results) { $result.Tags | Should -Contain $result.Id }
    }

    It 'leave out' {
        (Test-SiteResilience shudlab.net -Topology $lab.Topology -Tag CAP -ExcludeTag LR-CAP-001, Low).Id | Select-Object -Unique | Should -Be 'LR-CAP-002', 'LR-CAP-003', 'LR-CAP-004'
    }

    It 'that no check has are an error with the nearest' {
        { Test-SiteResilience @given -ExcludeTag PAIRS } | Should -Throw -ErrorId "LyncResilience.TagUnknown,$command" -ExpectedMessage "*'PAIRS'*'PAIR'*"
    }

    It 'complete' {
        $line = 'Test-SiteResilience -Tag LR-PAIR-00'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'LR-PAIR-001'
        $line = 'Test-SiteResilience -ExcludeTag SI'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'SignIns', 'SIM', 'Simulations'
    }
}

Describe 'A configuration' {
    BeforeAll {
        $tomorrow = [DateTime]::UtcNow.AddDays(1).ToString('yyyy-MM-dd')
        $lastWeek = [DateTime]::UtcNow.AddDays(-7).ToString('yyyy-MM-dd')

        function Set-Configuration([string] $Name, [string] $Text) {
            $path = Join-Path $TestDrive $Name
            [IO.File]::WriteAllText($path, $Text)
            $path
        }
    }

    It 'says what to validate, with a topology beside it: <Name>' -TestCases @(
        @{ Name = 'site.psd1'; Text = "@{ schema = 1; sipDomains = @('shudlab.net'); topology = 'own.json'; tags = 'LR-PAIR-001', 'LR-DNS-001'`n excludeTags = @('Names') }" }
        @{ Name = 'site.json'; Text = '{ "schema": 1, "sipDomains": ["shudlab.net"], "topology": "own.json", "tags": ["LR-PAIR-001", "LR-DNS-001"], "excludeTags": ["Names"] }' }
    ) {
        [IO.File]::WriteAllText("$TestDrive/own.json", $lab.Topology.ToJson())
        $results = Test-SiteResilience -Configuration (Set-Configuration $Name $Text)
        $results.Id | Select-Object -Unique | Should -Be 'LR-PAIR-001'
        $results.Count | Should -Be 2
    }

    It 'is outranked by the command line' {
        (Test-SiteResilience shudlab.net -Topology $lab.Topology -Configuration @{ topology = 'gone.json'; sipDomains = @('other.example'); tags = @('DNS') } -Tag LR-CAP-001).Id |
            Select-Object -Unique | Should -Be 'LR-CAP-001'
    }

    It 'changes severities and thresholds, for a site before the general ones' {
        $name = $lab.Topology.Pools[0].Site
        $table = @{
            checks = @{ 'LR-CAP-002' = @{ severity = 'Low'; thresholds = @{ maxLoadPercent = 50 } } }
            sites  = @{ $name = @{ checks = @{ 'LR-CAP-002' = @{ severity = 'Critical' } } } }
        }
        $results = Test-SiteResilience @given -Configuration $table -ExcludeTag PAIR, CACHE | Where-Object Id -EQ LR-CAP-002
        $results.Severity | Should -Be 'Critical', 'Low'
        $results[1].Expected | Should -BeLike '*maxLoadPercent 50 %*'
    }

    It 'excludes with a reason until a day, and says so afterwards' {
        $name = $lab.Topology.Pools[0].Site
        $table = @{
            sites      = @{ $name = @{ exclusions = @(@{ check = 'LR-PAIR-00?'; reason = 'The pair is rebuilt.'; until = $tomorrow }) } }
            exclusions = @(@{ check = 'LR-PAIR-*'; target = '*FE2*'; reason = 'Was broken.'; until = $lastWeek })
        }
        $results = Test-SiteResilience @given -Configuration $table | Where-Object Id -EQ LR-PAIR-001
        $results.Status | Should -Be 'Skip', 'Pass'
        $results[0].Detail | Should -Be "Excluded until $($tomorrow): The pair is rebuilt."
        $results[1].Detail | Should -BeLike '*Was broken.*expired*'
    }

    It 'that <What> ends the command' -TestCases @(
        @{ What = 'has an unknown key'; Name = 'a.psd1'; Text = "@{`n  schema = 1`n  excludeTag = @()`n}"; Says = "*a.psd1, line 3, column 3*excludeTag*Did you mean 'excludeTags'*" }
        @{ What = 'has an unknown key in JSON'; Name = 'a.json'; Text = "{`n  ""excludeTag"": []`n}"; Says = "*a.json, line 2, column 3*excludeTag*Did you mean 'excludeTags'*" }
        @{ What = 'names an unknown check'; Name = 'a.psd1'; Text = "@{`n checks = @{`n  'LR-CAP-02' = @{ severity = 'Low' }`n }`n}"; Says = "*line 3, column 3*LR-CAP-02*Did you mean 'LR-CAP-002'*" }
        @{ What = 'has a wrong value'; Name = 'a.psd1'; Text = "@{`n checks = @{ 'LR-CAP-002' = @{ severity = `$true } }`n}"; Says = '*line 2*severity*Low, Medium, High, Critical*' }
        @{ What = 'would run something'; Name = 'a.psd1'; Text = "@{`n topology = (New-Item -Path '{0}')`n}"; Says = '*line 2, column 14*not executed*New-Item*' }
        @{ What = 'runs something in a text'; Name = 'a.psd1'; Text = '@{ topology = "$(throw 1)" }'; Says = '*line 1*not executed*' }
        @{ What = 'reads a variable'; Name = 'a.psd1'; Text = '@{ topology = $env:HOME }'; Says = '*line 1*not executed*' }
        @{ What = 'is two tables'; Name = 'a.psd1'; Text = '@{}; @{}'; Says = '*one table*' }
        @{ What = 'is no data file'; Name = 'a.psd1'; Text = '@{ schema = '; Says = '*a.psd1, line 1*' }
        @{ What = 'says a key twice'; Name = 'a.psd1'; Text = "@{`n schema = 1`n Schema = 1 }"; Says = '*line 3*schema*' }
        @{ What = 'excludes without an end'; Name = 'a.psd1'; Text = "@{`n exclusions = @(`n  @{ check = 'LR-CAP-*'; reason = 'x' }`n )`n}"; Says = '*line 3*until*' }
        @{ What = 'names an unknown site'; Name = 'a.psd1'; Text = "@{ sites = @{ Nowhere = @{} } }"; Says = "*'Nowhere'*Did you mean*" }
        @{ What = 'names no domain'; Name = 'a.psd1'; Text = "@{ sipDomains = 'not a domain' }"; Says = '*sipDomains*' }
        @{ What = 'trusts half the world'; Name = 'a.psd1'; Text = "@{ trustedDomains = @('com') }"; Says = "*a.psd1*'com'*single label*" }
        @{ What = 'names no DNS server'; Name = 'a.psd1'; Text = "@{ dnsServers = @('1.2.3.4:x') }"; Says = '*a.psd1*1.2.3.4:x*' }
    ) {
        $path = Set-Configuration $Name $Text.Replace('{0}', "$TestDrive/ran")
        { Test-SiteResilience @given -Configuration $path } | Should -Throw -ErrorId "LyncResilience.ConfigurationInvalid,$command" -ExpectedMessage $Says
        Test-Path "$TestDrive/ran" | Should -BeFalse
    }

    It 'that is not there, or is nothing of the kind, is an error' {
        { Test-SiteResilience @given -Configuration "$TestDrive/gone.psd1" } | Should -Throw -ErrorId "LyncResilience.ConfigurationInvalid,$command" -ExpectedMessage '*gone.psd1*'
        { Test-SiteResilience @given -Configuration 7 } | Should -Throw -ErrorId "LyncResilience.ConfigurationInvalid,$command" -ExpectedMessage '*hashtable*'
        { Test-SiteResilience @given -Configuration @{ tagz = 1 } } | Should -Throw -ErrorId "LyncResilience.ConfigurationInvalid,$command" -ExpectedMessage "*tagz*Did you mean 'tags'*"
    }

    It 'of the samples says the same in both forms' {
        $samples = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples'
        $ids = 'psd1', 'json' | ForEach-Object { (Test-SiteResilience -Configuration "$samples/validation.$_" -Tag Given | ForEach-Object { "$($_.Status) $($_.Id) $($_.Severity) $($_.Expected)" }) -join "`n" }
        $ids[0] | Should -Be $ids[1]
    }
}

Describe 'What the question needs' {
    It 'is <What>' -TestCases @(
        @{ What = 'a domain'; Ask = { Test-SiteResilience }; Id = 'SipDomainNeeded' }
        @{ What = 'a domain that is one'; Ask = { Test-SiteResilience 'not a domain' }; Id = 'SipDomainInvalid' }
        @{ What = 'a readable topology'; Ask = { Test-SiteResilience x.example -Topology "$TestDrive/gone.json" }; Id = 'TopologyUnreadable' }
        @{ What = 'a DNS server with an address'; Ask = { Test-SiteResilience x.example -DnsServer nobody.invalid }; Id = 'DnsServerUnreachable' }
    ) {
        $Ask | Should -Throw -ErrorId "LyncResilience.$Id,$command"
    }
}

Describe 'What comes out' {
    It 'is a summary after the results with -PassThru' {
        $all = Test-SiteResilience @given -PassThru
        $all[-1] | Should -BeOfType LyncResilience.ValidationSummary
        $all[-1].Status, $all[-1].ExitCode, $all[-1].Total | Should -Be 'Pass', 0, ($all.Count - 1)
        @($all | Where-Object { $_ -is [LyncResilience.ValidationSummary] }).Count | Should -Be 1
    }

    It 'has an exit code for a pipeline' {
        $lone = [LyncResilience.ResilienceTopology]::FromJson(($lab.Topology.ToJson() -replace '"backupPool": "A-L14FE1.shudlab.net",?', ''))
        $summary = Test-SiteResilience shudlab.net -Topology $lone -Tag PAIR -PassThru | Select-Object -Last 1
        $summary.ExitCode | Should -Be 2
        Test-SiteResilience shudlab.net -Topology $lone -Tag PAIR -Quiet | Should -BeFalse
        Test-SiteResilience @given -Quiet | Should -BeTrue
    }

    It 'comes as groups finish' {
        $order = ($lab.Users | Test-SiteResilience @site | ForEach-Object { $_.Tags[3] } | Select-Object -Unique)
        $order | Should -Be 'Given', 'Names', 'Registrars', 'SignIns', 'Simulations'
    }

    It 'is scalar at the top in JSON and CSV' {
        $result = Test-SiteResilience @given | Select-Object -First 1
        $json = $result | ConvertTo-Json -Depth 3 | ConvertFrom-Json
        $json.PSObject.Properties | Where-Object { $_.Name -ne 'Tags' } | ForEach-Object { $_.Value -is [Management.Automation.PSCustomObject] | Should -BeFalse -Because $_.Name }
        $row = $result | ConvertTo-Csv | ConvertFrom-Csv
        $row.Status, $row.Id, $row.Severity | Should -Be 'Pass', $result.Id, "$($result.Severity)"
    }

    It 'has a table of <What>' -TestCases @(
        @{ What = 'results'; Object = { $all[0] }; Columns = 'Status', 'Id', 'Target', 'Detail' }
        @{ What = 'a summary'; Object = { $all[-1] }; Columns = 'Status', 'Passed', 'Warned', 'Failed', 'Skipped' }
    ) {
        $all = Test-SiteResilience @given -PassThru
        $lines = & $Object | Out-String -Stream -Width 80 | ForEach-Object { $_ -replace "`e\[[0-9;]*m" } | Where-Object { $_.Trim() }
        -split @($lines -notmatch '^\s*Group:')[0] | Should -Be $Columns
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'cuts nothing off at 80 columns, stored results neither' {
        $results = Test-SiteResilience @given
        $results | Export-Clixml "$TestDrive/results.xml"
        foreach ($shown in $results, (Import-Clixml "$TestDrive/results.xml")) {
            $text = $shown | Out-String -Width 80
            $text | Should -Not -Match ([char] 0x2026)
            $text | Should -Match '(?m)^\S*Pass\S* +LR-PAIR-001'
            $text | Should -Match 'Group: PAIR'
        }
    }

    It 'lists everything, and a summary after results without listing them again' {
        $all = Test-SiteResilience @given -PassThru
        $list = $all[0] | Format-List | Out-String
        'Expected', 'Actual', 'Recommendation', 'Source', 'Tags', 'Severity' | ForEach-Object { $list | Should -Match "(?m)^\S*$_" }
        $text = $all | Out-String -Width 200
        $text | Should -Match 'ExitCode +: +0'
        $text | Should -Not -Match 'Results +:'
    }

    It 'has colours only in the view' {
        ($lab.Users | Test-SiteResilience @site | ConvertTo-Json -Depth 3) | Should -Not -Match "`e|\\u001b"
    }
}

Describe 'A validation that is stopped' {
    It 'ends at once while a server keeps it waiting' {
        $silent = [Net.Sockets.UdpClient]::new([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
        $shell = [powershell]::Create().AddScript({
                param($module, $server)
                Import-Module $module
                Test-SiteResilience x.example -DnsServer $server -TimeoutSeconds 240
            }).AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument("$($silent.Client.LocalEndPoint)")
        try {
            $running = $shell.BeginInvoke()
            $running.AsyncWaitHandle.WaitOne(2500) | Should -BeFalse -Because 'it takes longer'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 20 -Because 'its own limit is 240 s'
        }
        finally {
            $shell.Dispose()
            $silent.Dispose()
        }
    }

    It 'ends with the first result that is wanted' {
        @($lab.Users | Test-SiteResilience @site | Select-Object -First 1).Count | Should -Be 1
    }

    It 'shows how far it is when it takes long' {
        Set-ResilienceLab -Lab $lab -Fault Slow -FaultTarget A-L14FE1 -FaultDelaySeconds 3
        $shell = [powershell]::Create().AddScript({
                param($module, $site)
                Import-Module $module
                Test-SiteResilience @site
            }).AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument($site)
        try {
            $null = $shell.Invoke()
            $shell.Streams.Progress.Count | Should -BeGreaterThan 0
            $shell.Streams.Progress[0].Activity | Should -Be 'Validating shudlab.net'
            $shell.Streams.Progress[$shell.Streams.Progress.Count - 1].RecordType | Should -Be 'Completed'
        }
        finally {
            Set-ResilienceLab -Lab $lab -ClearFault
            $shell.Dispose()
        }
    }
}
