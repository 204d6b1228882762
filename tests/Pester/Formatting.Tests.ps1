BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $lab = Start-ResilienceLab
    $path = $lab.Users[1] | Test-SrvSignInPath -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot

    function Get-Header($InputObject) {
        $lines = $InputObject | Out-String -Stream -Width 200 | ForEach-Object { $_ -replace "`e\[[0-9;]*m" } | Where-Object { $_.Trim() }
        -split $lines[0]
    }
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'Default views' {
    It 'show <What> as a table of its own properties' -TestCases @(
        @{ What = 'a path'; Object = { $path }; Columns = 'SipAddress', 'Status', 'Mode', 'Registrar', 'BackupRegistrar' }
        @{ What = 'hops'; Object = { $path.Hops }; Columns = 'Order', 'Stage', 'Target', 'Outcome', 'Detail' }
        @{ What = 'findings'; Object = { $path.Findings }; Columns = 'Severity', 'Id', 'Target', 'Detail' }
        @{ What = 'a laboratory'; Object = { $lab }; Columns = 'Scenario', 'SipDomain', 'DnsServer', 'IsRunning', 'TrustedRoot' }
        @{ What = 'its users'; Object = { $lab.Users }; Columns = 'SipAddress', 'HomePool' }
        @{ What = 'its pools'; Object = { $lab.Pools }; Columns = 'Fqdn', 'Address', 'Port', 'IsUp', 'Kind' }
    ) {
        $shown = & $Object
        Get-Header $shown | Should -Be $Columns
        foreach ($column in $Columns) {
            @($shown)[0].PSObject.Properties.Name | Should -Contain $column
        }
    }

    It 'tell walks for domains apart by the domain' {
        $walks = @(Test-SrvSignInPath -SipDomain shudlab.net, other.example -DnsServer $lab.DnsServer -SkipConnect) + $path
        $text = $walks | Out-String -Width 200
        foreach ($first in 'shudlab.net', 'other.example', 'ClientUser2@shudlab.net') {
            $text | Should -Match "(?m)^$([regex]::Escape($first)) "
        }

        $walks | Export-Clixml -Depth 3 "$TestDrive/walks.xml"
        Import-Clixml "$TestDrive/walks.xml" | Out-String -Width 200 | Should -Match '(?m)^other\.example '
    }

    It 'fit a path into 120 columns without cutting the registrars' {
        $text = $path | Out-String -Width 120
        $text | Should -BeLike '*A-L14FE2.shudlab.net*A-L14FE1.shudlab.net*'
    }

    It 'list a path with its hops and findings in words' {
        $text = $path | Format-List | Out-String -Width 300
        $text | Should -BeLike '*3. Srv A-L14FE1.shudlab.net Ok:*'
        $text | Should -BeLike '*Redirect A-L14FE1.shudlab.net Redirected:*'
        $text | Should -BeLike '*Warning SingleSrvTarget:*'
    }

    It 'hold no escape sequence in a value' {
        ($path | ConvertTo-Json -Depth 5) | Should -Not -Match "`e|\\u001b"
    }
}
