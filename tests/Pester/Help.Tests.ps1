# Holds pages, help, code, manifest and README together, and plays every example against the laboratory.
BeforeDiscovery {
    . (Join-Path $PSScriptRoot '../../docs/commands/CommandPage.ps1')
    $pages = @(Get-ChildItem (Join-Path $PSScriptRoot '../../docs/commands/*-*.md') | ForEach-Object { @{ Name = $_.BaseName; Path = $_.FullName; Page = Read-CommandPage $_.FullName } })
    $topics = @(Get-ChildItem (Join-Path $PSScriptRoot '../../module/about_*.help.txt') | ForEach-Object { @{ Topic = $_.Name -replace '\.help\.txt$' } })
    $links = @($pages | ForEach-Object { $name = $_.Name; $_.Page.Links | ForEach-Object { @{ Name = $name; Link = $_.Name } } })
}

BeforeAll {
    $root = Split-Path $env:LYNCRESILIENCE_MODULE
    $pageFolder = Join-Path $root 'docs/commands'
    . (Join-Path $pageFolder 'CommandPage.ps1')
    . $PSScriptRoot/HelpSession.ps1
    . $PSScriptRoot/HelpOutput.ps1
    Add-Type -Path $env:LYNCRESILIENCE_PROBE

    # In a process of its own, as build.ps1 does.
    function New-Help([string] $Destination) {
        $shell = (Get-Process -Id $PID).Path
        $output = & $shell -NoProfile -NonInteractive -File (Join-Path $pageFolder 'ConvertTo-CommandHelp.ps1') -Manifest $env:LYNCRESILIENCE_MODULE -Destination $Destination 2>&1
        [pscustomobject] @{ ExitCode = $LASTEXITCODE; Output = "$output" }
    }

    # The tree that is tested may have been built without it.
    $made = New-Help (Join-Path $root 'en-US')
    $module = Import-Module $env:LYNCRESILIENCE_MODULE -Force -PassThru
    $common = [Management.Automation.Cmdlet]::CommonParameters
}

Describe 'The generator' {
    It 'makes the help of every command' {
        $made.ExitCode | Should -Be 0 -Because $made.Output
        $help = [xml] [IO.File]::ReadAllText((Join-Path $root 'en-US/LyncResilience.Cmdlets.dll-Help.xml'))
        $help.helpItems.command.details.name | Should -Be ($module.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'makes the same help of the same pages' {
        $null = New-Help "$TestDrive/again"
        [IO.File]::ReadAllText("$TestDrive/again/LyncResilience.Cmdlets.dll-Help.xml") -ceq [IO.File]::ReadAllText((Join-Path $root 'en-US/LyncResilience.Cmdlets.dll-Help.xml')) |
            Should -BeTrue
    }

    It 'refuses <What>, and names file and line' -TestCases @(
        @{ What = 'a missing page'; Spoil = { Remove-Item Get-SipTrace.md }; Says = 'Get-SipTrace.md:1: *missing*' }
        @{ What = 'a page of no command'; Spoil = { (Get-Content Get-SipTrace.md) -replace '^# .*', '# Get-Nothing' | Set-Content Get-Nothing.md }; Says = 'Get-Nothing.md:1: *no command*' }
        @{ What = 'a wrong title'; Spoil = { Edit-Page '^# Stop-ResilienceLab$' '# Stop-Lab' }; Says = 'Stop-ResilienceLab.md:1: *' }
        @{ What = 'an unknown parameter'; Spoil = { Edit-Page '^### -Lab$' '### -Laboratory' }; Says = "Stop-ResilienceLab.md:<Line>: *no parameter '-Laboratory'*-Lab." }
        @{ What = 'a missing parameter'; Spoil = { Edit-Page '^### -Lab$' '' }; Says = 'Stop-ResilienceLab.md:*: -Lab is not described.' }
        @{ What = 'a parameter without text'; Spoil = { Edit-Page '^The laboratory to stop\. Without.*' '' }; Says = "Stop-ResilienceLab.md:*: '-Lab' has no text." }
        @{ What = 'a missing section'; Spoil = { Edit-Page '^## NOTES$' '' }; Says = "Stop-ResilienceLab.md:*: *'## NOTES'*" }
        @{ What = 'an unknown section'; Spoil = { Edit-Page '^## NOTES$' "## REMARKS`n`nx`n`n## NOTES" }; Says = "Stop-ResilienceLab.md:<Line>: *'## REMARKS'*'## NOTES'*" }
        @{ What = 'two examples'; Spoil = { Edit-Page '^### Example [34].*' '' }; Says = 'Stop-ResilienceLab.md:*: There are 2 examples*' }
        @{ What = 'an example out of turn'; Spoil = { Edit-Page '^### Example 2:' '### Example 5:' }; Says = "Stop-ResilienceLab.md:<Line>: *'### Example 2:*" }
        @{ What = 'an unknown input'; Spoil = { Edit-Page '^### LyncResilience.ResilienceLab$' '### LyncResilience.Lab' }; Says = 'Stop-ResilienceLab.md:<Line>: *LyncResilience.ResilienceLab*' }
        @{ What = 'a wrong output'; Spoil = { Edit-Page '^### None$' '### System.String' }; Says = 'Stop-ResilienceLab.md:<Line>: The outputs are None, not System.String.' }
        @{ What = 'a link to nowhere'; Spoil = { Edit-Page '^- Set-ResilienceLab$' '- Set-Lab' }; Says = "Stop-ResilienceLab.md:<Line>: 'Set-Lab' is neither*" }
        @{ What = 'a default that the code has'; Spoil = { Edit-Page '^For `-Fault Slow`.*' "x`n`nDefault: 3" Set-ResilienceLab }; Says = "Set-ResilienceLab.md:*: The default of -FaultDelaySeconds is '2' in the code*" }
    ) {
        $spoiled = New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())"
        Copy-Item "$pageFolder/*.md" $spoiled
        $script:line = 0

        function Edit-Page([string] $Pattern, [string] $Text, [string] $Name = 'Stop-ResilienceLab') {
            $lines = [IO.File]::ReadAllLines("$spoiled/$Name.md")
            $found = @($lines | Select-String -Pattern $Pattern -CaseSensitive)
            $found | Should -Not -BeNullOrEmpty
            $script:line = $found[0].LineNumber
            [IO.File]::WriteAllText("$spoiled/$Name.md", (($lines | ForEach-Object { $_ -creplace $Pattern, $Text }) -join "`n") + "`n")
        }

        Push-Location $spoiled
        try { . $Spoil } finally { Pop-Location }
        { & (Join-Path $pageFolder 'ConvertTo-CommandHelp.ps1') -Path $spoiled -Manifest $env:LYNCRESILIENCE_MODULE -Destination "$spoiled/out" } |
            Should -Throw -ExpectedMessage ($Says -replace '<Line>', $script:line)
        Test-Path "$spoiled/out/*.xml" | Should -BeFalse
    }
}

Describe 'Commands' {
    It 'are the same in manifest, module, pages and README' {
        $manifest = (Import-PowerShellDataFile $env:LYNCRESILIENCE_MODULE).CmdletsToExport | Sort-Object
        $table = [regex]::Match([IO.File]::ReadAllText((Join-Path $root 'README.md')), '(?s)\n## Commands\n(.*?)\n## ').Groups[1].Value
        $rows = $table -split "`n" | Where-Object { $_ -match '^\| `' }

        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be $manifest
        (Get-ChildItem "$pageFolder/*-*.md").BaseName | Sort-Object | Should -Be $manifest
        $rows | ForEach-Object { [regex]::Matches(($_ -split '\|')[1], '`([^`]+)`') } | ForEach-Object { $_.Groups[1].Value } | Sort-Object | Should -Be $manifest
        $rows | ForEach-Object { ($_ -split '\|', 3)[2].Trim(' ', '|').Length | Should -BeGreaterThan 20 }
    }

    It 'are in the overview topic' {
        $overview = [IO.File]::ReadAllText((Join-Path $root 'module/about_LyncResilience.help.txt'))
        $module.ExportedCmdlets.Keys | ForEach-Object { $overview | Should -Match "(?m)^    $_\b" }
    }
}

Describe 'Help of <Name>' -ForEach $pages {
    BeforeAll {
        $command = Get-Command $Name
        $help = Get-Help $Name -Full
        $shown = $help | Out-String -Width 120
        $own = @($command.Parameters.Keys | Where-Object { $common -notcontains $_ })
    }

    It 'says what it does, and shows it' {
        $help.Synopsis | Should -Be $Page.Synopsis
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.Description.Count | Should -BeGreaterThan 0
        $help.Examples.Example.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $Page.Examples) {
            $shown | Should -Match ([regex]::Escape(($example.Code -replace '(?s)^(.{1,30}).*', '$1' -split "`n")[0]))
        }

        ($help.Description.Text + $help.Parameters.Parameter.Description.Text) -join ' ' | Should -Not -Match '`|\*\*|\]\('
    }

    It 'has the verb and parameter sets of the code' {
        (Get-Verb).Verb | Should -Contain $command.Verb
        @($help.Syntax.SyntaxItem).Count | Should -Be $command.ParameterSets.Count
        $expected = $command.ParameterSets | ForEach-Object { ($_.Parameters.Name | Where-Object { $common -notcontains $_ } | Sort-Object) -join ' ' } | Sort-Object
        $help.Syntax.SyntaxItem | ForEach-Object { ($_.Parameter.Name | Sort-Object) -join ' ' } | Sort-Object | Should -Be $expected
    }

    It 'describes every parameter, as the code has it' {
        @($help.Parameters.Parameter.Name) | Sort-Object | Should -Be ($own | Sort-Object)
        $fresh = [Activator]::CreateInstance($command.ImplementingType)
        foreach ($parameter in $help.Parameters.Parameter) {
            $metadata = $command.Parameters[$parameter.Name]
            $in = @($command.ParameterSets | ForEach-Object { $_.Parameters } | Where-Object Name -EQ $parameter.Name)
            $type = [Nullable]::GetUnderlyingType($metadata.ParameterType)
            ($parameter.Description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because $parameter.Name
            $parameter.Type.Name | Should -Be ($(if ($type) { $type } else { $metadata.ParameterType }).Name -replace '^PSObject', 'Object') -Because $parameter.Name
            $parameter.Required | Should -Be "$(@($in | Where-Object IsMandatory -EQ $false).Count -eq 0)" -Because $parameter.Name
            $parameter.PipelineInput -like '*ByValue*' | Should -Be ($in.ValueFromPipeline -contains $true) -Because $parameter.Name
            $parameter.PipelineInput -like '*ByPropertyName*' | Should -Be ($in.ValueFromPipelineByPropertyName -contains $true) -Because $parameter.Name
            $parameter.Aliases | Should -Be $(if ($metadata.Aliases.Count) { $metadata.Aliases -join ', ' } else { 'none' }) -Because $parameter.Name
            "$($parameter.Position)" | Should -Be $(if (@($in | Where-Object Position -GE 0)) { @($in | Where-Object Position -GE 0)[0].Position } else { 'named' }) -Because $parameter.Name

            $property = $command.ImplementingType.GetProperty($parameter.Name)
            $default = if ($property) { $property.GetValue($fresh) } else { $false }
            if ("$default" -and $default -isnot [array] -and $default -isnot [hashtable] -and $parameter.DefaultValue -ne 'None') {
                $parameter.DefaultValue | Should -Be "$default" -Because $parameter.Name
            }
            elseif ("$default" -and $default -isnot [array] -and $default -isnot [hashtable]) {
                "$default" | Should -Be "$([Activator]::CreateInstance($default.GetType()))" -Because "-$($parameter.Name) has a default"
            }
        }
    }

    It 'names what comes in and out as the code does' {
        $outputs = $command.OutputType.Name -replace '^System\.Void$', 'None' | Sort-Object -Unique
        @($help.returnValues.returnValue.type.name) | Sort-Object | Should -Be $outputs
        $piped = @($command.ParameterSets | ForEach-Object { $_.Parameters } | Where-Object ValueFromPipeline)
        (@($help.inputTypes.inputType.type.name) -join ' ') -eq 'None' | Should -Be ($piped.Count -eq 0)
    }
}

Describe 'Examples of <Name>' -ForEach $pages {
    BeforeAll {
        $folder = Join-Path ([IO.Path]::GetTempPath()) "lyncresilience-help-$([guid]::NewGuid().ToString('n'))"
        $session = New-HelpSession $folder
    }

    AfterAll {
        Remove-HelpSession $session
        Remove-Item -LiteralPath $folder -Recurse -Force
    }

    It '<Title>' -TestCases @($Page.Examples | ForEach-Object { @{ Title = $_.Title; Example = $_ } }) {
        $printed = @(Invoke-HelpExample $session $Example.Code 80, 100)

        if ((ConvertTo-LastingOutput $Example.Output) -cnotin ($printed | ForEach-Object { ConvertTo-LastingOutput $_ })) {
            throw "$($Page.File):$($Example.Line) shows other than what it prints:`n$($printed[1])"
        }
    }
}

Describe 'Outputs are compared' {
    It 'and <What> differs' -TestCases @(
        @{ What = 'another word'; Left = 'ClientUser1@shudlab.net Warn Full'; Right = 'ClientUser1@shudlab.net Fail Full' }
        @{ What = 'another number'; Left = 'OfflineSeconds : 7170'; Right = 'OfflineSeconds : 7171' }
        @{ What = 'a missing line'; Left = "a`nb"; Right = 'a' }
        @{ What = 'another order'; Left = "a`nb"; Right = "b`na" }
        @{ What = 'another case'; Left = 'True'; Right = 'true' }
        @{ What = 'another host'; Left = 'A-L14FE1.shudlab.net:40001'; Right = 'A-L14FE2.shudlab.net:40001' }
        @{ What = 'a stated port'; Left = 'IN SRV 10 0 5061 A-L14FE2'; Right = 'IN SRV 10 0 40001 A-L14FE2' }
        @{ What = 'another priority'; Left = 'IN SRV 10 0 40001 A-L14FE2'; Right = 'IN SRV 20 0 40001 A-L14FE2' }
        @{ What = 'time that is simulated'; Left = '00:10:00 PoolDown'; Right = '00:20:00 PoolDown' }
        @{ What = 'nothing'; Left = 'a'; Right = '' }
    ) {
        ConvertTo-LastingOutput $Left | Should -Not -BeExactly (ConvertTo-LastingOutput $Right)
    }

    It 'and <What> does not' -TestCases @(
        @{ What = 'a port of the laboratory'; Left = 'A-L14FE1.shudlab.net (127.0.0.1:40001)'; Right = 'A-L14FE1.shudlab.net (127.0.0.1:39797)' }
        @{ What = 'a port in a record'; Left = 'IN SRV 10 0 40001 A-L14FE2'; Right = 'IN SRV 10 0 39797 A-L14FE2' }
        @{ What = 'the width of a column'; Left = "Id   Name`n--   ----"; Right = "Id  Name`n--  ---" }
        @{ What = 'where a line breaks'; Left = "did not an`n  swer"; Right = "did not`n  answer" }
        @{ What = 'when it was'; Left = '11-22 15:09:06.114 Outgoing'; Right = '03-01 07:00:00.001 Outgoing' }
        @{ What = 'how long it took'; Left = 'took 12 ms'; Right = 'took 40 ms' }
        @{ What = 'the folder of a laboratory'; Left = '/tmp/lyncresilience-lab-0f/root.pem'; Right = 'C:\Users\a\Temp\lyncresilience-lab-1e\root.pem' }
    ) {
        ConvertTo-LastingOutput $Left | Should -BeExactly (ConvertTo-LastingOutput $Right)
    }

    It 'so that a spoiled page fails: each word of an output counts' {
        $page = Read-CommandPage (Join-Path $pageFolder 'Stop-ResilienceLab.md')
        foreach ($example in $page.Examples | Where-Object Output) {
            foreach ($word in [regex]::Matches($example.Output, '\b[A-Za-z]{3,}\b')) {
                $spoiled = $example.Output.Remove($word.Index, $word.Length).Insert($word.Index, 'Wrong')
                ConvertTo-LastingOutput $spoiled | Should -Not -BeExactly (ConvertTo-LastingOutput $example.Output)
            }
        }
    }
}

Describe 'Links and topics' {
    It '<Topic> can be read' -TestCases $topics {
        (Get-Help $Topic | Out-String).Trim() | Should -BeLike "TOPIC*$Topic*LONG DESCRIPTION*"
    }

    It '<Name> leads to <Link>' -TestCases $links {
        $found = @(Get-Help $Link)
        $found.Count | Should -Be 1
        if ($Link -notlike 'about_*') {
            $found[0].Name | Should -Be $Link
            $found[0].Synopsis | Should -Match '\.$'
        }
    }
}
