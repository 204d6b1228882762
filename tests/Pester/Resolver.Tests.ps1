BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $root = Split-Path $env:LYNCRESILIENCE_MODULE

    # What is loaded stays loaded: every case has a PowerShell of its own, which prints its lines.
    function Invoke-Fresh([string] $Module, [string] $Script) {
        $setUp = "`$ErrorActionPreference = 'Stop'; `$module = '$Module'`n" + @'
            function Get-Loaded([string] $Name) {
                [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq $Name }
            }
            function Import-ModuleWithLab {
                Import-Module $module
                $script:lab = Start-ResilienceLab
                $script:ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
            }
'@
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "$setUp`n$Script" 2>&1 | ForEach-Object { "$_" }
    }
}

Describe 'Without -Resolver' {
    It 'the built-in resolver is asked' {
        (Get-Command Test-SrvSignInPath).Parameters.Resolver.ParameterType.GetEnumNames() | Should -Be 'BuiltIn', 'DnsClient'
    }

    It 'nothing of the sub-folder is loaded, neither on import nor by a walk' {
        Invoke-Fresh $env:LYNCRESILIENCE_MODULE @'
            Import-ModuleWithLab
            $lab.Users[0] | Test-SrvSignInPath @ask -Resolver BuiltIn | Out-Null
            [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -like '*DnsClient*' }).Count
'@ | Should -Be '0'
    }
}

Describe 'A build without DnsClient.NET' {
    BeforeAll {
        $bare = Join-Path $TestDrive 'LyncResilience'
        $null = New-Item -ItemType Directory -Path (Join-Path $bare 'module/bin')
        Copy-Item -Path (Join-Path $root 'LyncResilience.psd1') -Destination $bare
        Copy-Item -Path (Join-Path $root 'module/*.ps1xml') -Destination (Join-Path $bare 'module')
        Copy-Item -Path (Join-Path $root 'module/bin/*.dll') -Destination (Join-Path $bare 'module/bin')
    }

    It '<Command> says once how to get it' -TestCases @(
        @{ Command = 'Test-SrvSignInPath'; Arguments = "'a@contoso.com', 'b@contoso.com' | Test-SrvSignInPath" }
        @{ Command = 'Test-SiteResilience'; Arguments = 'Test-SiteResilience contoso.com' }
    ) {
        $lines = @(Invoke-Fresh (Join-Path $bare 'LyncResilience.psd1') @"
            Import-Module `$module
            try { $Arguments -DnsServer 127.0.0.1:1 -Resolver DnsClient } catch { `$_.FullyQualifiedErrorId; `$_.CategoryInfo.Category; `$_.Exception.Message }
"@)

        $lines[0] | Should -BeLike "LyncResilience.ResolverMissing,LyncResilience.Cmdlets.*"
        $lines[1] | Should -Be 'NotInstalled'
        $lines[2] | Should -BeLike '*build.ps1 build -UseDnsClient*leave -Resolver out*'
    }

    It 'does not know other resolvers' {
        { Test-SrvSignInPath -SipDomain contoso.com -Resolver Google } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
    }
}

Describe 'A build with DnsClient.NET' {
    BeforeDiscovery {
        $isMissing = -not (Test-Path (Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/bin/DnsClient'))
    }

    It 'walks the same path by either resolver' -Skip:$isMissing {
        $lab = Start-ResilienceLab
        try {
            $ask = @{ DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot }
            $own = $lab.Users | Test-SrvSignInPath @ask
            $other = $lab.Users | Test-SrvSignInPath @ask -Resolver DnsClient

            $other.Count | Should -Be $own.Count
            $own.Status | Should -Not -Contain 'Fail'
            foreach ($user in $own.SipAddress) {
                Compare-SignInPath ($own | Where-Object SipAddress -eq $user) ($other | Where-Object SipAddress -eq $user) | Should -BeNullOrEmpty
            }
        }
        finally {
            $lab | Stop-ResilienceLab
        }
    }

    It 'validates a site by it' -Skip:$isMissing {
        $lab = Start-ResilienceLab
        try {
            $lab.Users | Test-SiteResilience -Topology $lab.Topology -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot -Tag LR-DNS-001 -Resolver DnsClient |
                ForEach-Object Status | Should -Be 'Pass'
        }
        finally {
            $lab | Stop-ResilienceLab
        }
    }

    It 'loads it once, into a context of its own' -Skip:$isMissing {
        Invoke-Fresh $env:LYNCRESILIENCE_MODULE @'
            Import-ModuleWithLab
            1..2 | ForEach-Object { $lab.Users[0] | Test-SrvSignInPath @ask -Resolver DnsClient } | ForEach-Object Mode
            Get-Loaded DnsClient | ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }
            Get-Loaded LyncResilience.DnsClient | ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }
            (Get-Loaded LyncResilience.Discovery).Count
'@ | Should -Be 'Full', 'Full', 'LyncResilience.DnsClient', 'LyncResilience.DnsClient', '1'
    }

    Context 'beside a module that brings another DnsClient.dll' {
        BeforeAll {
            $other = Join-Path $TestDrive 'Other'
            $null = New-Item -ItemType Directory -Path $other
            Set-Content -LiteralPath (Join-Path $other 'Other.psm1') -Value @'
                Add-Type -LiteralPath "$PSScriptRoot/DnsClient.dll"
                function Get-OtherVersion { [DnsClient.LookupClient]::Version }
'@
            # A real DnsClient.NET would do, but no old one can be counted on to be there. Add-Type compiles, but chooses the assembly's name itself.
            Invoke-Fresh $env:LYNCRESILIENCE_MODULE @"
                Add-Type -TypeDefinition 'class LoadsTheCompiler { }'
                `$code = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText(
                    '[assembly: System.Reflection.AssemblyVersion("1.0.0.0")] namespace DnsClient { public class LookupClient { public static string Version => "other 1.0.0"; } }')
                `$core = [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
                `$options = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new('DynamicallyLinkedLibrary')
                `$other = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create(
                    'DnsClient', [Microsoft.CodeAnalysis.SyntaxTree[]] `$code, [Microsoft.CodeAnalysis.MetadataReference[]] `$core, `$options)
                [Microsoft.CodeAnalysis.FileSystemExtensions]::Emit(`$other, '$other/DnsClient.dll').Success
"@ | Should -Be 'True'
        }

        It 'both work when the other one came <When>' -Skip:$isMissing -TestCases @(
            @{ When = 'first'; Before = 'Import-Module $other; Get-OtherVersion'; After = '' }
            @{ When = 'later'; Before = ''; After = 'Import-Module $other; Get-OtherVersion' }
        ) {
            $lines = Invoke-Fresh $env:LYNCRESILIENCE_MODULE @"
                `$other = '$other/Other.psm1'
                $Before
                Import-ModuleWithLab
                (`$lab.Users[0] | Test-SrvSignInPath @ask -Resolver DnsClient).Mode
                $After
                Get-OtherVersion
                (`$lab.Users[1] | Test-SrvSignInPath @ask -Resolver DnsClient).Mode
                Get-Loaded DnsClient | ForEach-Object { `$_.GetName().Version } | Sort-Object | ForEach-Object { "`$_" }
"@
            $lines | Where-Object { $_ -notlike 'other*' } | Should -Be 'Full', 'Full', '1.0.0.0', '1.8.0.0'
            $lines | Where-Object { $_ -like 'other*' } | Should -Be 'other 1.0.0', 'other 1.0.0'
        }
    }
}
