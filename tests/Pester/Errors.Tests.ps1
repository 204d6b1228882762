BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $lab = Start-ResilienceLab
    $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
    $command = 'LyncResilience.Cmdlets.TestSrvSignInPathCommand'
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe 'A bad input' {
    It '<Bad> is one error, and the others go on' -TestCases @(
        @{ Bad = 'ClientUser1' }
        @{ Bad = '@shudlab.net' }
        @{ Bad = 'sip:' }
        @{ Bad = 'two words@shudlab.net' }
        @{ Bad = 'a@b@shudlab.net' }
        @{ Bad = 'a@-shudlab.net' }
        @{ Bad = "a@shud..net" }
        @{ Bad = "a`r`nVia: x@shudlab.net" }
    ) {
        $paths = 'ClientUser1@shudlab.net', $Bad, 'ClientUser2@shudlab.net' |
            Test-SrvSignInPath @ask -SkipConnect -ErrorVariable problems -ErrorAction SilentlyContinue

        $paths.SipAddress | Sort-Object | Should -Be 'ClientUser1@shudlab.net', 'ClientUser2@shudlab.net'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.SipAddressInvalid,$command"
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problems[0].TargetObject | Should -Be $Bad
        $problems[0].Exception.Message | Should -BeLike '*user@domain*'
    }

    It 'in an array leaves the rest of the array alone' {
        (Test-SrvSignInPath -SipAddress 'x', 'ClientUser1@shudlab.net' @ask -SkipConnect -ErrorAction SilentlyContinue).SipAddress |
            Should -Be 'ClientUser1@shudlab.net'
    }

    It 'is an error for a domain too' {
        Test-SrvSignInPath -SipDomain 'not a domain' @ask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.SipDomainInvalid,$command"
    }

    It 'is an error for a cached server too' {
        $paths = [pscustomobject]@{ SipAddress = 'a@shudlab.net'; CachedServer = 'host:99999' }, [pscustomobject]@{ SipAddress = 'b@shudlab.net' } |
            Test-SrvSignInPath @ask -SkipConnect -ErrorVariable problems -ErrorAction SilentlyContinue

        $paths.SipAddress | Should -Be 'b@shudlab.net'
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.ServerInvalid,$command"
        $problems[0].TargetObject | Should -Be 'host:99999'
    }

    It 'ends the pipeline with -ErrorAction Stop' {
        { 'x', 'a@shudlab.net' | Test-SrvSignInPath @ask -ErrorAction Stop } | Should -Throw -ErrorId "LyncResilience.SipAddressInvalid,$command"
    }
}

Describe 'A bad argument fails in binding' {
    It '<Name> <Value>' -TestCases @(
        @{ Name = 'DnsServer'; Value = 'not a host'; Says = '*not a host*' }
        @{ Name = 'DnsServer'; Value = '127.0.0.1:70000'; Says = '*port*' }
        @{ Name = 'Server'; Value = 'host:x'; Says = '*port*' }
        @{ Name = 'TrustedDomain'; Value = 'com'; Says = "*'com' is a single label*" }
        @{ Name = 'TrustedDomain'; Value = '*.com.'; Says = '*single label*' }
        @{ Name = 'TrustedDomain'; Value = 'contoso com'; Says = "*'contoso com' is not a domain*" }
        @{ Name = 'TrustedDomain'; Value = '*'; Says = '*not a domain*' }
        @{ Name = 'TrustedDomain'; Value = '192.0.2.1'; Says = '*not a domain*' }
        @{ Name = 'TrustedDomain'; Value = 'sip:contoso.com'; Says = '*not a domain*' }
        @{ Name = 'TrustedRoot'; Value = '/no/such/file.pem'; Says = '*no/such/file.pem*' }
        @{ Name = 'TrustedRoot'; Value = 42; Says = '*certificate file*' }
        @{ Name = 'ClientProfile'; Value = 'Lync2000'; Says = '*Lync2013*' }
        @{ Name = 'TimeoutSeconds'; Value = 0; Says = '*0*' }
        @{ Name = 'ThrottleLimit'; Value = 0; Says = '*0*' }
    ) {
        $argument = @{ $Name = $Value }
        { Test-SrvSignInPath a@shudlab.net @argument } | Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException]) -ExpectedMessage $Says
    }

    It 'a file that is no certificate' {
        'no certificate' | Set-Content "$TestDrive/bad.pem"
        '-----BEGIN CERTIFICATE-----AAAA' | Set-Content "$TestDrive/open.pem"
        foreach ($file in 'bad.pem', 'open.pem') {
            { Test-SrvSignInPath a@shudlab.net -TrustedRoot "$TestDrive/$file" } |
                Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException]) -ExpectedMessage "*$file*"
        }
    }

    It 'user and domain exclude each other' {
        { Test-SrvSignInPath -SipAddress a@b.c -SipDomain b.c } | Should -Throw -ErrorId 'AmbiguousParameterSet*'
    }
}

Describe 'A DNS server whose name has no address' {
    It 'is one error per command, and nothing else is asked instead' {
        $paths = 'a@shudlab.net', 'b@shudlab.net' | Test-SrvSignInPath -DnsServer nowhere.invalid:5353 -ErrorVariable problems -ErrorAction SilentlyContinue

        $paths | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.DnsServerUnreachable,$command"
        $problems[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $problems[0].TargetObject | Should -Be 'nowhere.invalid:5353'
        $problems[0].Exception.Message | Should -BeLike "*'nowhere.invalid:5353'*Name it by its address*"
    }

    It 'leaves the other servers named' {
        $paths = 'a@shudlab.net', 'b@shudlab.net' |
            Test-SrvSignInPath -DnsServer nowhere.invalid, $lab.DnsServer -SkipConnect -ErrorVariable problems -ErrorAction SilentlyContinue

        $paths[0].Hops.Stage | Should -Contain 'Srv'
        $paths.Count | Should -Be 2
        $problems.Count | Should -Be 1
        $problems[0].TargetObject | Should -Be 'nowhere.invalid'
    }

    It 'is looked up, when it has one' {
        (Test-SrvSignInPath -SipDomain shudlab.net -DnsServer "localhost:$($lab.DnsServer.Split(':')[1])" -SkipConnect).Hops.Stage | Should -Contain 'Srv'
    }
}

Describe 'Bad news is a result, not an error' {
    It 'for a domain without records' {
        $path = Test-SrvSignInPath a@nothing.here.example @ask -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $path.Status | Should -Be 'Fail'
        $path.Detail | Should -Not -BeNullOrEmpty
    }

    It 'for a DNS server that is silent' {
        Set-ResilienceLab -Lab $lab -Fault Silent -FaultTarget dns
        try {
            $path = Test-SrvSignInPath a@shudlab.net @ask -TimeoutSeconds 1 -ErrorVariable problems
            $problems | Should -BeNullOrEmpty
            $path.Status | Should -Be 'Fail'
        }
        finally {
            Set-ResilienceLab -Lab $lab -ClearFault
        }
    }

    It 'for a wrong password' {
        $wrong = [pscredential]::new('SHUDLAB\ClientUser1', (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        $path = Test-SrvSignInPath ClientUser1@shudlab.net -Credential $wrong @ask -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $path.Status | Should -Be 'Fail'
        $path.Hops[-1].Outcome | Should -Be 'Rejected'
    }
}

Describe 'Error ids of the laboratory cmdlets' {
    It 'ScenarioInvalid names the nearest scenario' {
        { Start-ResilienceLab -Scenario shudlap } | Should -Throw -ErrorId 'LyncResilience.ScenarioInvalid,*' -ExpectedMessage "*Did you mean 'shudlab'*"
        $Error[0].Exception.Message | Should -Not -BeLike '*Parameter*'
    }

    It 'LabPoolUnknown lists the pools and changes nothing' {
        Set-ResilienceLab -Lab $lab -PoolDown A-L14FE1, Nowhere -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.LabPoolUnknown,*'
        $problems[0].TargetObject | Should -Be 'Nowhere'
        $problems[0].Exception.Message | Should -BeLike '*A-L14FE2.shudlab.net*'
        $lab.Pools.IsUp | Should -Be $true, $true
    }

    It 'LabNotRunning when there is none' {
        $other = Start-ResilienceLab
        Stop-ResilienceLab
        Set-ResilienceLab -PoolDown A-L14FE1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.LabNotRunning,*'
        Set-ResilienceLab -Lab $other -PoolDown A-L14FE1 -ErrorVariable stopped -ErrorAction SilentlyContinue
        $stopped[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.LabNotRunning,*'
        $stopped[0].Exception.Message | Should -Be 'The laboratory shudlab has been stopped; start another with Start-ResilienceLab.'
        [object]::ReferenceEquals($stopped[0].TargetObject, $other) | Should -BeTrue
    }

    It 'a fault needs a target that it fits' {
        Set-ResilienceLab -Lab $lab -Fault Silent -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.ScenarioInvalid,*'
        Set-ResilienceLab -Lab $lab -Fault WrongId -FaultTarget A-L14FE1 -ErrorVariable unfit -ErrorAction SilentlyContinue
        $unfit[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.ScenarioInvalid,*'
    }

    It 'a fault target needs a fault, or its clearing' {
        Set-ResilienceLab -Lab $lab -FaultTarget A-L14FE1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.ScenarioInvalid,*'
        $problems[0].Exception.Message | Should -Be '-FaultTarget A-L14FE1.shudlab.net needs -Fault, what is to go wrong there, or -ClearFault.'
        Set-ResilienceLab -Lab $lab -FaultTarget A-L14FE1 -ClearFault -ErrorAction Stop
    }

    It 'a zone file that is too large fails in binding' {
        'x' * (1024 * 1024 + 1) | Set-Content "$TestDrive/large zone.txt"
        { Set-ResilienceLab -Lab $lab -AddSrvRecord "$TestDrive/large zone.txt" } |
            Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException]) -ExpectedMessage '*larger than*'
    }

    It 'a record that cannot be read fails in binding' {
        { Set-ResilienceLab -Lab $lab -AddSrvRecord 'this is no record' } | Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException])
        { Set-ResilienceLab -Lab $lab -AddSrvRecord @{ Name = '_sip._tls.shudlab.net'; Port = 5061 } } | Should -Throw -ExpectedMessage '*Target*'
        { Set-ResilienceLab -Lab $lab -AddSrvRecord @{ Name = '_sip._tls.shudlab.net'; Port = 99999; Target = 'x' } } | Should -Throw -ExpectedMessage '*Port*'
    }
}
