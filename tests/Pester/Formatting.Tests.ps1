BeforeDiscovery {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $bin = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/bin'
    $types = Get-ChildItem $bin -Filter LyncResilience.*.dll | ForEach-Object {
        $name = $_.BaseName
        $loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq $name } | Select-Object -First 1
        if ($loaded) { $loaded.GetExportedTypes() } else { [Reflection.Assembly]::LoadFrom($_.FullName).GetExportedTypes() }
    }

    # Shapes are what has the plain namespace; three that hang below them have the one of the library that makes them.
    $below = 'LyncResilience.Discovery.Sip.SipHeader', 'LyncResilience.Discovery.Sip.SipNameAddress', 'LyncResilience.Simulation.SimulationEvent'
    $shapes = @($types | Where-Object { ($_.Namespace -eq 'LyncResilience' -and -not $_.IsEnum -and -not $_.IsAbstract) -or $_.FullName -in $below } |
            Sort-Object FullName | ForEach-Object { @{ Name = $_.FullName; Type = $_ } })
}

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

Describe 'Views of <Name>' -ForEach $shapes {
    BeforeAll {
        $properties = @($Type.GetProperties() | Where-Object { $_.Name -ne 'EqualityContract' } | ForEach-Object Name)
        $views = @(Get-FormatData -TypeName $Name -PowerShellVersion $PSVersionTable.PSVersion | ForEach-Object FormatViewDefinition | ForEach-Object Control)
        $tables = @($views | Where-Object { $_ -is [Management.Automation.TableControl] })
        $lists = @($views | Where-Object { $_ -is [Management.Automation.ListControl] })
    }

    It 'are a table and a list, of stored ones too' {
        $tables | Should -Not -BeNullOrEmpty
        $lists | Should -Not -BeNullOrEmpty
        $stored = @(Get-FormatData -TypeName "Deserialized.$Name" -PowerShellVersion $PSVersionTable.PSVersion | ForEach-Object FormatViewDefinition | ForEach-Object { $_.Control.GetType() })
        $stored | Should -Contain ([Management.Automation.TableControl])
        $stored | Should -Contain ([Management.Automation.ListControl])
    }

    It 'have at most five columns, all of them properties' {
        foreach ($table in $tables) {
            $table.Headers.Count | Should -BeLessOrEqual 5
            foreach ($header in $table.Headers) { $properties | Should -Contain $header.Label }
            foreach ($row in $table.Rows) {
                foreach ($column in $row.Columns | Where-Object { $_.DisplayEntry.ValueType -eq 'Property' }) { $properties | Should -Contain $column.DisplayEntry.Value }
            }
        }
    }

    It 'list every property, but for what would bury the others' {
        # As many as users, results, moments or lines; each is a table of its own.
        $buried = @{
            'LyncResilience.FailoverSimulation' = 'Outcomes', 'Timeline'
            'LyncResilience.PoolLoad'           = , 'Points'
            'LyncResilience.SipTraceMessage'    = 'Headers', 'Body'
            'LyncResilience.ValidationSummary'  = , 'Results'
        }[$Name]
        $derived = if ($Name -eq 'LyncResilience.Simulation.SimulationEvent') { 'IsFailure', 'IsRecovery' }
        $listed = @($lists[0].Entries[0].Items | ForEach-Object { if ($_.Label) { $_.Label } else { $_.DisplayEntry.Value } })
        $expected = @($properties | Where-Object { $_ -notin $buried -and $_ -notin $derived })
        $listed | Where-Object { $_ -ne 'Text' } | Sort-Object | Should -Be ($expected | Sort-Object)
    }
}

Describe 'Colours' {
    BeforeAll {
        $escape = [string] [char] 27
        function Get-Shown($InputObject, [string] $Rendering) {
            $before = $PSStyle.OutputRendering
            try {
                $PSStyle.OutputRendering = $Rendering
                $InputObject | Format-Table | Out-String -Width 120
                $InputObject | Format-List | Out-String -Width 120
            }
            finally {
                $PSStyle.OutputRendering = $before
            }
        }
    }

    It 'mark <What> where the session wants them' -TestCases @(
        @{ What = 'the status of a path'; Object = { $path }; Text = 'Warn'; Colour = 'Yellow' }
        @{ What = 'the severity of a finding'; Object = { $path.Findings[0] }; Text = 'Warning'; Colour = 'Yellow' }
        @{ What = 'a pool that is up'; Object = { $lab.Pools[0] }; Text = 'True'; Colour = 'Green' }
        @{ What = 'the status of a pair'; Object = { Get-BackupRegistrar -Topology $lab.Topology }; Text = 'Pass'; Colour = 'Green' }
        @{ What = 'the end of a user'; Object = { ($lab.Users | Invoke-FailoverSimulation -Topology $lab.Topology -FailPool A-L14FE1 -WarningAction Ignore).Outcomes[0] }; Text = 'Offline'; Colour = 'Red' }
        @{ What = 'a check'; Object = { Test-SiteResilience -Topology $lab.Topology -DnsServer $lab.DnsServer -Tag LR-PAIR-001 }; Text = 'Pass'; Colour = 'Green' }
        @{ What = 'a summary'; Object = { Test-SiteResilience -Topology $lab.Topology -DnsServer $lab.DnsServer -Tag LR-PAIR-001 -PassThru | Select-Object -Last 1 }; Text = 'Pass'; Colour = 'Green' }
    ) {
        if (-not (Test-Path Variable:PSStyle)) {
            Set-ItResult -Skipped -Because 'this PowerShell has no $PSStyle'
            return
        }

        $shown = & $Object
        $marked = [regex]::Escape("$($PSStyle.Foreground.$Colour)$Text$($PSStyle.Reset)")
        $table, $list = Get-Shown $shown 'Ansi'
        $table | Should -Match $marked
        $list | Should -Match $marked
        (Get-Shown $shown 'PlainText') -join '' | Should -Not -Match $escape
        (Get-Shown $shown 'Host') -join '' | Should -Not -Match $escape -Because 'Out-String is no terminal'
    }

    It 'are those of what was stored too' {
        $path | Export-Clixml "$TestDrive/coloured.xml"
        $table, $list = Get-Shown (Import-Clixml "$TestDrive/coloured.xml") 'Ansi'
        $table | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Yellow)Warn"))
    }

    It 'stay away when there is no $PSStyle, or when it says so, or from a redirected process' {
        [LyncResilience.Cmdlets.ViewColour]::Of('Pass', $null, $false) | Should -BeExactly 'Pass'
        $style = [pscustomobject] @{ OutputRendering = 'Host'; Reset = '<reset>'; Foreground = [pscustomobject] @{ Green = '<green>'; Red = '<red>' } }
        [LyncResilience.Cmdlets.ViewColour]::Of('Pass', $style, $false) | Should -BeExactly '<green>Pass<reset>'
        [LyncResilience.Cmdlets.ViewColour]::Of('Pass', $style, $true) | Should -BeExactly 'Pass'
        [LyncResilience.Cmdlets.ViewColour]::Of('Anything', $style, $false) | Should -BeExactly 'Anything'
        $style.OutputRendering = 'Ansi'
        [LyncResilience.Cmdlets.ViewColour]::Of('False', $style, $true) | Should -BeExactly '<red>False<reset>'
        $style.OutputRendering = 'PlainText'
        [LyncResilience.Cmdlets.ViewColour]::Of('False', $style, $false) | Should -BeExactly 'False'
    }

    It 'leave the views whole in a session without $PSStyle and with strict mode, as Windows PowerShell is' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.Variables.Remove('PSStyle', $null)
        $shell = [powershell]::Create($state).AddScript({
                param($module)
                Set-StrictMode -Version 3.0
                Import-Module $module
                $pools = [pscustomobject] @{ PSTypeName = 'LyncResilience.ResilienceLabPool'; Fqdn = 'pool01'; Address = ''; Port = 1; IsUp = $true; Kind = '' }
                [bool] (Get-Variable PSStyle -ErrorAction Ignore)
                $pools | Format-Table | Out-String
            }).AddArgument($env:LYNCRESILIENCE_MODULE)
        try {
            $there, $text = $shell.Invoke()
            $there | Should -BeFalse
            $text | Should -Match 'pool01 +1 True'
            $text | Should -Not -Match $escape
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'are one expression in all views' {
        $file = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/LyncResilience.format.ps1xml'
        $calls = @(Select-String -LiteralPath $file -Pattern 'PSStyle' | Where-Object { $_.Line -match '<ScriptBlock>' } | ForEach-Object { $_.Line -replace '\$_\.\w+|.*<ScriptBlock>|</ScriptBlock>.*' })
        $calls.Count | Should -BeGreaterThan 10
        @($calls | Select-Object -Unique).Count | Should -Be 1
    }
}
