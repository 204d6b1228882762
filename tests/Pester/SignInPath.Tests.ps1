BeforeAll {
    . $PSScriptRoot/Timing.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $lab = Start-ResilienceLab
    $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
    $user1, $user2 = $lab.Users
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'The story of shudlab' {
    It 'ClientUser1 is served by its home pool and never told a backup' {
        $path = $user1 | Test-SrvSignInPath @ask

        $path.Mode | Should -Be 'Full'
        $path.DiscoveredBy | Should -Be 'Srv'
        $path.Registrar | Should -Be 'A-L14FE1.shudlab.net'
        $path.RedirectCount | Should -Be 0
        $path.BackupRegistrar | Should -BeNullOrEmpty
    }

    It 'ClientUser2 is redirected and told both registrars' {
        $path = $user2 | Test-SrvSignInPath @ask

        $path.Mode | Should -Be 'Full'
        $path.FirstHop | Should -Be 'A-L14FE1.shudlab.net'
        $path.RedirectCount | Should -Be 1
        $path.PrimaryRegistrar | Should -Be 'A-L14FE2.shudlab.net'
        $path.BackupRegistrar | Should -Be 'A-L14FE1.shudlab.net'
        $path.Registrar | Should -Be 'A-L14FE2.shudlab.net'
        $path.Hops.Order | Should -Be (1..$path.Hops.Count)
    }

    It 'ClientUser2 signing in from its cache is told nothing' {
        $cached = "A-L14FE2.shudlab.net:$(($lab.Pools | Where-Object Fqdn -Like 'A-L14FE2*').Port)"
        $path = $user2 | Test-SrvSignInPath @ask -CachedServer $cached

        $path.DiscoveredBy | Should -Be 'Cache'
        $path.Registrar | Should -Be 'A-L14FE2.shudlab.net'
        $path.RedirectCount | Should -Be 0
        $path.BackupRegistrar | Should -BeNullOrEmpty
    }

    It 'behind a Director everybody is told both' {
        $director = Start-ResilienceLab -Scenario shudlab-director
        try {
            $path = $director.Users[0] | Test-SrvSignInPath -DnsServer $director.DnsServer -TrustedRoot $director.TrustedRoot

            $path.FirstHop | Should -Be 'A-L14DIR1.shudlab.net'
            $path.RedirectCount | Should -Be 1
            $path.PrimaryRegistrar | Should -Be 'A-L14FE1.shudlab.net'
            $path.BackupRegistrar | Should -Be 'A-L14FE2.shudlab.net'
        }
        finally {
            $director | Stop-ResilienceLab
        }
    }
}

Describe 'Input' {
    It 'takes <What>' -TestCases @(
        @{ What = 'an argument'; Walk = { Test-SrvSignInPath ClientUser1@shudlab.net @ask } }
        @{ What = 'an argument with sip:'; Walk = { Test-SrvSignInPath -SipAddress sip:ClientUser1@shudlab.net @ask } }
        @{ What = 'a string from the pipeline'; Walk = { 'SIP:ClientUser1@shudlab.net' | Test-SrvSignInPath @ask } }
        @{ What = 'an object as Get-CsUser gives it'; Walk = { [pscustomobject]@{ Identity = 'CN=User One'; SipAddress = 'sip:ClientUser1@shudlab.net'; RegistrarPool = 'A-L14FE1.shudlab.net' } | Test-SrvSignInPath @ask } }
        @{ What = 'a column called UserSipAddress'; Walk = { "UserSipAddress,X`nsip:ClientUser1@shudlab.net,1" | ConvertFrom-Csv | Test-SrvSignInPath @ask } }
        @{ What = 'a column called Sip'; Walk = { "Sip`nClientUser1@shudlab.net" | ConvertFrom-Csv | Test-SrvSignInPath @ask } }
        @{ What = 'a path again'; Walk = { Test-SrvSignInPath ClientUser1@shudlab.net @ask | Test-SrvSignInPath @ask } }
    ) {
        $path = & $Walk

        @($path).Count | Should -Be 1
        $path.SipAddress | Should -Be 'ClientUser1@shudlab.net'
        $path.Mode | Should -Be 'Unauthenticated'
        $path.FirstHop | Should -Be 'A-L14FE1.shudlab.net'
    }

    It 'takes a domain, by name or from an object' {
        (Test-SrvSignInPath -SipDomain shudlab.net @ask).FirstHop | Should -Be 'A-L14FE1.shudlab.net'
        ($lab | Test-SrvSignInPath @ask).SipDomain | Should -Be 'shudlab.net'
    }

    It 'takes credential, profile and cached server from properties' {
        $input = [pscustomobject]@{
            SipAddress = $user2.SipAddress; Credential = $user2.Credential; ClientProfile = 'Lync2010'
            CachedServer = "A-L14FE2.shudlab.net:$($lab.Pools[1].Port)"
        }
        $path = $input | Test-SrvSignInPath @ask

        $path.Mode | Should -Be 'Full'
        $path.DiscoveredBy | Should -Be 'Cache'
    }

    It 'starts at the cached server, unless told otherwise' {
        $entry = [pscustomobject]@{ SipAddress = $user2.SipAddress; Server = 'elsewhere.shudlab.net'; CachedServer = "A-L14FE2.shudlab.net:$($lab.Pools[1].Port)" }
        $path = $entry | Test-SrvSignInPath @ask

        $path.DiscoveredBy | Should -Be 'Cache'
        $path.FirstHop | Should -Be 'A-L14FE2.shudlab.net'
        ($entry | Test-SrvSignInPath @ask -CachedServer '').DiscoveredBy | Should -Be 'Srv'
        ($entry | Test-SrvSignInPath @ask -Server "A-L14FE1.shudlab.net:$($lab.Pools[0].Port)").DiscoveredBy | Should -Be 'Explicit'
    }

    It 'starts at a cached server without a port, and forgets it for the next input' {
        $paths = [pscustomobject]@{ SipAddress = $user2.SipAddress; CachedServer = 'A-L14FE2.shudlab.net' },
            [pscustomobject]@{ SipAddress = $user2.SipAddress; CachedServer = $null } | Test-SrvSignInPath @ask -ThrottleLimit 1

        # Nobody listens at the port that is meant without one, so the walk goes on to discovery.
        ($paths[0].Hops | Where-Object Stage -EQ 'Cache').Target | Should -BeLike 'A-L14FE2.shudlab.net*'
        $paths[1].Hops.Stage | Should -Not -Contain 'Cache'
    }

    It 'does not carry one input''s properties over to the next' {
        $paths = [pscustomobject]@{ SipAddress = $user2.SipAddress; Credential = $user2.Credential; CachedServer = "A-L14FE2.shudlab.net:$($lab.Pools[1].Port)" },
            [pscustomobject]@{ SipAddress = $user2.SipAddress } | Test-SrvSignInPath @ask -ThrottleLimit 1

        $paths.DiscoveredBy | Should -Be 'Cache', 'Srv'
        $paths.Mode | Should -Be 'Full', 'Unauthenticated'
    }

    It 'goes straight to -Server' {
        $path = $user2 | Test-SrvSignInPath @ask -Server "A-L14FE2.shudlab.net:$($lab.Pools[1].Port)" -CachedServer nowhere.shudlab.net

        $path.DiscoveredBy | Should -Be 'Explicit'
        $path.Registrar | Should -Be 'A-L14FE2.shudlab.net'
        $path.Hops.Stage | Should -Not -Contain 'Srv'
    }

    It 'takes the root as <What>' -TestCases @(
        @{ What = 'a path'; Root = { $lab.TrustedRoot } }
        @{ What = 'a file'; Root = { Get-Item $lab.TrustedRoot } }
        @{ What = 'a certificate'; Root = { [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem([IO.File]::ReadAllText($lab.TrustedRoot)) } }
        @{ What = 'a DER file'; Root = { $der = "$TestDrive/root.cer"; [IO.File]::WriteAllBytes($der, [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem([IO.File]::ReadAllText($lab.TrustedRoot)).RawData); $der } }
        @{ What = 'a mixed array'; Root = { $lab.TrustedRoot, (Get-Item $lab.TrustedRoot) } }
        @{ What = 'a PSDrive path'; Root = { Copy-Item $lab.TrustedRoot "$TestDrive/root.pem"; 'TestDrive:/root.pem' } }
    ) {
        $path = Test-SrvSignInPath ClientUser1@shudlab.net -DnsServer $lab.DnsServer -TrustedRoot (& $Root)

        $path.Mode | Should -Be 'Unauthenticated'
    }
}

Describe 'Switches' {
    It '-Quiet answers true for a user who signs in and false for one who does not' {
        $user1 | Test-SrvSignInPath @ask -Quiet | Should -BeExactly $true
        Test-SrvSignInPath a@nowhere.shudlab.net @ask -Quiet | Should -BeExactly $false
    }

    It '-SkipConnect looks up and dials nothing' {
        $path = $user1 | Test-SrvSignInPath @ask -SkipConnect

        $path.Hops.Stage | Should -Contain 'Srv'
        $path.Hops | Where-Object { $_.Stage -in 'Tls', 'Register' } | Should -BeNullOrEmpty
    }

    It 'without the root nothing is sent, and the path says why' {
        $path = $user1 | Test-SrvSignInPath -DnsServer $lab.DnsServer

        $path.Status | Should -Be 'Fail'
        ($path.Hops | Where-Object Stage -EQ 'Tls').Outcome | Should -Be 'TlsFailed'
    }

    It 'a silent pool makes a result that keeps to the time limit' {
        Set-ResilienceLab -Lab $lab -PoolDown A-L14FE1
        try {
            Assert-BestBelow 2200 {
                $watch = [Diagnostics.Stopwatch]::StartNew()
                $path = $user1 | Test-SrvSignInPath @ask -TimeoutSeconds 2
                $watch.Elapsed.TotalMilliseconds
                $path.Status | Should -Be 'Fail'
                $path.Mode | Should -Be 'None'
                $path.Hops.Outcome | Should -Contain 'NoAnswer'
            }
        }
        finally {
            Set-ResilienceLab -Lab $lab -PoolUp A-L14FE1
        }
    }
}

Describe 'Shapes' {
    It 'has scalars only beside Hops and Findings' {
        $path = $user2 | Test-SrvSignInPath @ask
        foreach ($property in $path.PSObject.Properties | Where-Object Name -NotIn 'Hops', 'Findings') {
            $property.Value -is [string] -or $property.Value -is [ValueType] -or $null -eq $property.Value | Should -BeTrue -Because $property.Name
        }
    }

    It 'has lists that can be indexed' {
        $path = $user1 | Test-SrvSignInPath @ask

        $path.Hops[0].Order | Should -Be 1
        $path.Hops[-1].Order | Should -Be $path.Hops.Count
        $path.Findings[0].Id | Should -BeOfType string
        $lab.Pools[1].Fqdn | Should -Be 'A-L14FE2.shudlab.net'
    }

    It 'cannot be changed' {
        $path = $user1 | Test-SrvSignInPath @ask -SkipConnect
        { $path.Registrar = 'x' } | Should -Throw
        { $path.Hops[0].Outcome = 'Ok' } | Should -Throw
    }

    It 'survives JSON' {
        $path = $user2 | Test-SrvSignInPath @ask
        $copy = $path | ConvertTo-Json -Depth 4 -EnumsAsStrings | ConvertFrom-Json

        $copy.Registrar | Should -Be $path.Registrar
        $copy.Mode | Should -Be 'Full'
        $copy.Hops.Count | Should -Be $path.Hops.Count
        $copy.Hops[-1].Outcome | Should -Be 'Registered'
        $copy.Findings.Id | Should -Be $path.Findings.Id
    }

    It 'survives CliXml, view included' {
        $path = $user2 | Test-SrvSignInPath @ask
        $path | Export-Clixml -Depth 4 "$TestDrive/path.xml"
        $copy = Import-Clixml "$TestDrive/path.xml"

        $copy.BackupRegistrar | Should -Be $path.BackupRegistrar
        $copy.Hops.Count | Should -Be $path.Hops.Count
        [LyncResilience.ResultStatus] [int] $copy.Status | Should -Be $path.Status
        $copy | Format-List | Out-String | Should -BeLike '*Redirect A-L14FE1.shudlab.net Redirected*'
    }

    It 'shows no password anywhere' {
        $password = $user2.Credential.GetNetworkCredential().Password
        $everything = $user2 | Test-SrvSignInPath @ask -Verbose -Debug 4>&1 5>&1
        $text = ($everything | Out-String -Width 500) + ($everything | ConvertTo-Json -Depth 6) + ($user2 | ConvertTo-Json) + ($lab | ConvertTo-Json -Depth 4) + ($user2 | Format-List * | Out-String)

        $text.Contains($password) | Should -BeFalse
    }
}
