# What Windows PowerShell 5.1 would not understand, found without it: this reads scripts, it runs none of them.
BeforeDiscovery {
    $root = Split-Path $env:LYNCRESILIENCE_MODULE
    $scripts = @('build.ps1', 'LyncResilience.psd1') + @(Get-ChildItem -LiteralPath (Join-Path $root 'build'), (Join-Path $root 'module') -Recurse -File -Include *.ps1, *.psm1, *.psd1 |
            ForEach-Object { $_.FullName.Substring($root.Length + 1).Replace('\', '/') })
    $views = @(Get-ChildItem -LiteralPath (Join-Path $root 'module') -Recurse -Filter *.ps1xml | ForEach-Object { $_.FullName.Substring($root.Length + 1).Replace('\', '/') })
}

BeforeAll {
    $root = Split-Path $env:LYNCRESILIENCE_MODULE
    $known = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'WindowsPowerShell.psd1')
    $ours = (Import-PowerShellDataFile -LiteralPath $env:LYNCRESILIENCE_MODULE).CmdletsToExport
    $newTokens = 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'QuestionMark', 'AndAnd', 'OrOr', 'Clean'

    # Automatic variables that only 6 and later have; elsewhere under strict mode they are errors.
    $newVariables = 'IsWindows', 'IsLinux', 'IsMacOS', 'IsCoreCLR', 'PSStyle', 'EnabledExperimentalFeatures', 'PSNativeCommandUseErrorActionPreference', 'PSNativeCommandArgumentPassing'

    # The sentences that say what 5.1 lacks in a text; none is right.
    function Get-Newer([string] $Text) {
        $tokens = $null
        $problems = $null
        $tree = [Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $problems)
        $problems | ForEach-Object { "line $($_.Extent.StartLineNumber): $($_.Message)" }
        $tokens | Where-Object { "$($_.Kind)" -in $newTokens } | ForEach-Object { "line $($_.Extent.StartLineNumber): $($_.Text)" }

        foreach ($node in $tree.FindAll({ $true }, $true)) {
            $where = "line $($node.Extent.StartLineNumber)"
            if ($node.GetType().Name -in 'TernaryExpressionAst', 'PipelineChainAst') {
                "${where}: $($node.Extent.Text)"
            }
            elseif ($node -is [Management.Automation.Language.PipelineBaseAst] -and $node.PSObject.Properties['Background'] -and $node.Background) {
                "${where}: & at the end of $($node.Extent.Text)"
            }
            elseif ($node -is [Management.Automation.Language.VariableExpressionAst] -and $node.VariablePath.UserPath -in $newVariables) {
                "${where}: `$$($node.VariablePath.UserPath); ask Get-Variable whether it is there"
            }
            elseif ($node -is [Management.Automation.Language.CommandAst]) {
                Get-NewerCommand $node $tree | ForEach-Object { "${where}: $_" }
            }
        }
    }

    function Get-NewerCommand($Command, $Tree) {
        $name = $Command.GetCommandName()
        if (-not $name -or $name -in $ours) { return }
        $own = $Tree.FindAll({ $args[0] -is [Management.Automation.Language.FunctionDefinitionAst] }, $true).Name
        if ($name -in $own -or $name -in $known.Programs) { return }
        if (-not $known.Commands.ContainsKey($name)) {
            "$name is no command that WindowsPowerShell.psd1 lists; look up whether 5.1 has it, and since when its parameters are there"
            return
        }

        $takes = @($known.Commands[$name]) + $known.CommonParameters
        foreach ($element in $Command.CommandElements) {
            if ($element -is [Management.Automation.Language.CommandParameterAst] -and @($takes -like "$($element.ParameterName)*").Count -eq 0) {
                "$name -$($element.ParameterName)"
            }
        }
    }
}

Describe 'Windows PowerShell 5.1' {
    It 'understands <_>' -ForEach $scripts {
        Get-Newer (Get-Content -Raw -LiteralPath (Join-Path $root $_)) | Should -BeNullOrEmpty
    }

    It 'reads <_> as it was written: ASCII, or with a byte order mark' -ForEach ($scripts + $views) {
        $bytes = [IO.File]::ReadAllBytes((Join-Path $root $_))
        $marked = $bytes.Length -ge 3 -and $bytes[0] -eq 0xEF -and $bytes[1] -eq 0xBB -and $bytes[2] -eq 0xBF

        # XML is UTF-8 unless it says otherwise.
        $marked -or $_ -like '*.ps1xml' -or @($bytes -gt 127).Count -eq 0 | Should -BeTrue
    }

    It 'understands every script in <_>' -ForEach $views {
        $document = [xml] (Get-Content -Raw -LiteralPath (Join-Path $root $_))
        foreach ($block in $document.SelectNodes('//*[local-name()="ScriptBlock" or local-name()="GetScriptBlock" or local-name()="Script"]')) {
            Get-Newer $block.InnerText | Should -BeNullOrEmpty -Because $block.InnerText
        }
    }
}

Describe 'The search for what is newer' {
    It 'finds <_>' -ForEach @(
        '$a ? 1 : 2', '$a ?? 1', '$a ??= 1', '${a}?.b', '${a}?[0]', 'Get-Item a && Get-Item b', 'Get-Item a || Get-Item b', 'Get-Item a &', 'function f { clean { 1 } }', '$IsWindows', '$PSStyle.Reset'
        '1 | ForEach-Object -Parallel { 1 }', 'Test-Json a', 'ConvertTo-Json a -AsArray', 'ConvertTo-Json a -EnumsAsStrings', 'Get-Error', 'Join-String', 'Join-Path a b c -AdditionalChildPath d'
        'ConvertFrom-Json a -AsHashtable', 'Select-String a b -Raw', 'Split-Path a -LeafBase'
    ) {
        Get-Newer $_ | Should -Not -BeNullOrEmpty
    }

    It 'lets <_> pass' -ForEach '$a = if ($b) { 1 } else { 2 }', '1 | Where-Object { $_ } | ForEach-Object { $_ }', 'Get-SipTrace a', 'ConvertTo-Json a -Depth 3', 'function f { 1 }; f', '& $x', 'Get-Variable IsWindows -ErrorAction Ignore' {
        Get-Newer $_ | Should -BeNullOrEmpty
    }
}
