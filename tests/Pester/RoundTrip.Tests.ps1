# What JSON, CSV, CliXml and remote sessions make of each type that a command says it emits.
BeforeDiscovery {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $types = (Get-Command -Module LyncResilience).OutputType.Type | Where-Object { $_ -and $_.Namespace -eq 'LyncResilience' } | Sort-Object FullName -Unique | ForEach-Object { @{ Type = $_ } }
    $nested = 'FailoverOutcome', 'TopologyPool', 'ResilienceLabUser', 'ResilienceLabPool' | ForEach-Object { @{ Type = [type] "LyncResilience.$_" } }
}

BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    . $PSScriptRoot/Emitted.ps1

    function Test-Scalar($Value) {
        $Value -is [string] -or $Value -is [ValueType] -or $Value -is [guid]
    }

    # Everything that an object says, however deep, in one text.
    function Get-Word($Object) {
        # A deserialized enumeration is a number with a name beside it.
        # A deserialized dictionary has its pairs in any order.
        (ConvertTo-Json -InputObject $Object -Depth 10 -Compress -WarningAction Stop) -replace '\{"value":(-?\d+),"Value":"[^"]*"\}', '$1' `
            -replace '(?<="Parameters":\{)[^{}]*', { ($_.Value -split ',' | Sort-Object) -join ',' }
    }
}

AfterAll {
    $lab | Stop-ResilienceLab
}

Describe '<Type.Name>' -ForEach ($types + $nested) {
    BeforeAll {
        $live = $made[$Type.Name]
    }

    It 'has a row in Emitted.ps1' {
        $live | Should -Not -BeNullOrEmpty
        $live | ForEach-Object { $_.GetType() | Should -Be $Type }
    }

    It 'comes back from JSON as it was, with numbers in place of names and with names' {
        Get-Word @($live | ConvertTo-Json -Depth 10 | ConvertFrom-Json) | Should -BeExactly (Get-Word $live)
        foreach ($object in $live) {
            $back = $object | ConvertTo-Json -Depth 10 -EnumsAsStrings | ConvertFrom-Json
            foreach ($property in $object.PSObject.Properties | Where-Object { $_.Value -is [enum] }) {
                $back.($property.Name) | Should -Be "$($property.Value)" -Because $property.Name
            }
        }
    }

    It 'comes back from CSV with all scalars, blanks for what is absent, and no name of a type' {
        $live | Export-Csv "$TestDrive/t.csv" -NoTypeInformation
        $rows = @(Import-Csv "$TestDrive/t.csv")
        $rows.Count | Should -Be $live.Count
        for ($i = 0; $i -lt $rows.Count; $i++) {
            # A credential can't be stored as text, and isn't.
            foreach ($property in $live[$i].PSObject.Properties | Where-Object { $_.Value -isnot [pscredential] }) {
                $text = $rows[$i].($property.Name)
                $text | Should -Not -Match '^(System|Microsoft|LyncResilience|Deserialized)\.|`\d|\[\]$' -Because $property.Name
                if ($null -eq $property.Value) {
                    $text | Should -BeNullOrEmpty -Because $property.Name
                }
                elseif (Test-Scalar $property.Value) {
                    $text | Should -BeExactly $property.Value.ToString() -Because $property.Name
                }
            }
        }
    }

    It 'comes back from <Way> with its name, its values and its views' -ForEach @(@{ Way = 'CliXml' }, @{ Way = 'a session, depth 1' }, @{ Way = 'a session, depth 2' }) {
        # A laboratory belongs to its process. What hangs below it isn't sent along, credentials above all.
        $isLab = $Type.Name -like 'ResilienceLab*'
        $back = @(& $ways[$Way] $live)

        $back | ForEach-Object { $_.PSObject.TypeNames | Should -Contain "Deserialized.$($Type.FullName)" }
        if (-not $isLab) {
            Get-Word $back | Should -BeExactly (Get-Word $live)
        }
        else {
            foreach ($property in $live[0].PSObject.Properties | Where-Object { Test-Scalar $_.Value }) {
                # Where the depth ends, an enumeration is sent by its name alone.
                "$($back[0].($property.Name))" | Should -BeIn "$($property.Value)", (Get-Word $property.Value)
            }
        }

        $back | Format-Table | Out-String -Width 200 | Should -BeExactly ($live | Format-Table | Out-String -Width 200)
        if (-not $isLab) {
            $back | Format-List | Out-String -Width 200 | Should -BeExactly ($live | Format-List | Out-String -Width 200)
        }
    }
}

Describe 'A list in one cell' {
    It 'says in words what it holds' {
        ($made['CheckResult'][0] | ConvertTo-Csv | ConvertFrom-Csv).Tags | Should -BeExactly ($made['CheckResult'][0].Tags -join '; ')
        ($lab.Topology | ConvertTo-Csv | ConvertFrom-Csv).Pools | Should -Be 'A-L14FE1.shudlab.net; A-L14FE2.shudlab.net'
    }

    It 'ends after ten, and tells how many more there are' {
        $users = 1..1234 | ForEach-Object { [pscustomobject] @{ SipAddress = "u$_@shudlab.net"; RegistrarPool = 'A-L14FE1.shudlab.net' } }
        $cell = ($users | Invoke-FailoverSimulation @world -FailPool A-L14FE1 | ConvertTo-Csv | ConvertFrom-Csv).Outcomes

        $cell | Should -BeLike 'u1@shudlab.net: *; u10@shudlab.net: *; and 1,224 more'
    }
}
