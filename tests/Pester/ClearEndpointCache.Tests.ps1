BeforeAll {
    . $PSScriptRoot/EndpointCaches.ps1
}

Describe 'Clear-EndpointCache' {
    BeforeEach {
        $own = New-Disk
    }

    It 'renames <What>' -TestCases @(
        @{ What = 'entries'; Clear = { Get-EndpointCache $own.Alice | Clear-EndpointCache } }
        @{ What = 'deserialized entries'; Clear = { Get-EndpointCache $own.Alice | Export-Clixml "$TestDrive/c.xml"; Import-Clixml "$TestDrive/c.xml" | Clear-EndpointCache } }
        @{ What = 'files'; Clear = { Get-Item -LiteralPath $own.Alice | Clear-EndpointCache } }
        @{ What = 'paths'; Clear = { $own.Alice | Clear-EndpointCache } }
        @{ What = 'an argument'; Clear = { Clear-EndpointCache $own.Alice } }
        @{ What = '-Path'; Clear = { Clear-EndpointCache -Path "$($own.Root)/Users/al*/AppData/Local/Microsoft/Office/15.0/Lync/*/*.cache" } }
        @{ What = '-LiteralPath'; Clear = { Clear-EndpointCache -LiteralPath $own.Alice } }
    ) {
        $content = [IO.File]::ReadAllBytes($own.Alice)
        & $Clear | Should -BeNullOrEmpty

        Test-Path -LiteralPath $own.Alice | Should -BeFalse
        [IO.File]::ReadAllBytes("$($own.Alice).bak") | Should -Be $content
        Test-Path -LiteralPath $own.Bob | Should -BeTrue
    }

    It 'takes a free name' {
        [IO.File]::WriteAllText("$($own.Alice).bak", 'kept')
        Clear-EndpointCache $own.Alice
        [IO.File]::ReadAllText("$($own.Alice).bak") | Should -Be 'kept'
        Test-Path -LiteralPath "$($own.Alice).bak1" | Should -BeTrue
    }

    It 'deletes with -Permanent' {
        Get-EndpointCache $own.Root | Clear-EndpointCache -Permanent
        Get-ChildItem $own.Root -Recurse -File | Should -BeNullOrEmpty
    }

    It 'hands entries on with -PassThru, with the path as it was' {
        $entries = Get-EndpointCache $own.Root | Clear-EndpointCache -PassThru
        $entries.Count | Should -Be 4
        $entries.Path | Sort-Object | Should -Be ($own.Alice, $own.Bob, $own.Carol, $own.Dave | Sort-Object)
        (Get-EndpointCache $own.Root) | Should -BeNullOrEmpty
    }

    It 'hands an entry on for a path too' {
        $entry = $own.Alice | Clear-EndpointCache -PassThru
        $entry.CachedServer | Should -Be 'red-pool01.contoso.com:5061'
        $entry.ComputerName | Should -Be ([Environment]::MachineName)
    }

    It 'can be rehearsed' {
        $entries = Get-EndpointCache $own.Root | Clear-EndpointCache -WhatIf -PassThru
        $entries.Count | Should -Be 4
        Clear-EndpointCache $own.Alice -Permanent -WhatIf | Should -BeNullOrEmpty
        @(Get-EndpointCache $own.Root).Count | Should -Be 4
        { '/etc/hosts' | Clear-EndpointCache -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId "LyncResilience.CacheRefused,$clear"
    }

    It 'says what it did with -Verbose' {
        "$(Clear-EndpointCache $own.Alice -Verbose 4>&1)" | Should -BeLike "*Renamed '$($own.Alice)' to '$($own.Alice).bak'.*"
    }

    It 'asks at $ConfirmPreference Medium' {
        (Get-Command Clear-EndpointCache).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'Medium'
    }

    It 'refuses <What>, and the others go on' -TestCases @(
        @{ What = 'another file of the client'; Bad = { $f = Join-Path (Split-Path $own.Alice) 'GalContacts.db'; [IO.File]::WriteAllText($f, 'x'); $f } }
        @{ What = 'a cache outside a client''s folder'; Bad = { $f = "$($own.Root)/EndpointConfiguration.cache"; [IO.File]::WriteAllText($f, 'x'); $f } }
        @{ What = 'a way round'; Bad = { "$(Split-Path $own.Alice)/../EndpointConfiguration.cache" } }
        @{ What = 'a folder'; Bad = { Split-Path $own.Alice } }
        @{ What = 'a folder called like a cache'; Bad = { New-Folder "$($own.Root)/sip_a@b.c/EndpointConfiguration.cache" } }
        @{ What = 'a file object'; Bad = { Get-Item $env:LYNCRESILIENCE_MODULE } }
    ) {
        $bad = & $Bad
        $entries = $bad, $own.Bob | Clear-EndpointCache -PassThru -Permanent -ErrorVariable problems -ErrorAction SilentlyContinue

        $entries.SipAddress | Should -Be 'bob@contoso.com'
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.CacheRefused,$clear"
        $problems[0].TargetObject | Should -Be $bad
        $problems[0].Exception.Message | Should -BeLike '*was left alone*'
        Test-Path -LiteralPath $own.Alice | Should -BeTrue
    }

    It 'reports a file that is gone' {
        $entry = Get-EndpointCache $own.Alice
        Remove-Item -LiteralPath $own.Alice
        $entry | Clear-EndpointCache -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.CacheVanished,$clear"
    }

    It 'reports objects that are none' {
        42, [pscustomobject]@{ Colour = 'red' } | Clear-EndpointCache -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Select-Object -Unique | Should -Be "LyncResilience.InputUnknown,$clear"
    }
}

Describe 'From a cache to a sign-in' {
    BeforeAll {
        $lab = Start-ResilienceLab
        $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
        $user = $lab.Users[1]
        $root = New-Folder "$TestDrive/lab"
        $null = New-Cache $root $user.SipAddress "A-L14FE2.shudlab.net:$($lab.Pools[1].Port)"
    }

    AfterAll {
        $lab | Stop-ResilienceLab
    }

    It 'each walk begins at the cached server' {
        $path = Get-EndpointCache $root | Test-SrvSignInPath @ask -Credential $user.Credential

        $path.DiscoveredBy | Should -Be 'Cache'
        $path.FirstHop | Should -Be 'A-L14FE2.shudlab.net'
        $path.Mode | Should -Be 'Full'
        $path.BackupRegistrar | Should -BeNullOrEmpty
    }

    It 'with a deserialized entry too' {
        Get-EndpointCache $root | Export-Clixml "$TestDrive/l.xml"
        (Import-Clixml "$TestDrive/l.xml" | Test-SrvSignInPath @ask -Credential $user.Credential).DiscoveredBy | Should -Be 'Cache'
    }

    It 'is judged by the laboratory''s own topology and users' {
        (Get-EndpointCache $root -Topology $lab.Topology -User $lab.Users).Standing | Should -Be 'Primary'
    }

    It 'a cleared client looks the SRV record up again' {
        $path = Get-EndpointCache $root | Clear-EndpointCache -PassThru | Select-Object SipAddress | Test-SrvSignInPath @ask -Credential $user.Credential
        $path.DiscoveredBy | Should -Be 'Srv'
        $path.BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
    }
}
