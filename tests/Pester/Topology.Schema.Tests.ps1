BeforeDiscovery {
    # Windows PowerShell has no Test-Json, and small builds of PowerShell 7 leave it out.
    $noJudge = -not (Get-Command Test-Json -ErrorAction Ignore)
    $note = if ($noJudge) { ' (skipped: this PowerShell has no Test-Json)' }
    $mistakes = @(
        @{ Mistake = 'a wrong key'; Json = '{ "pools": [ { "fqdn": "a.contoso.com", "backup": "b.contoso.com" } ] }'; Says = "*unknown key 'backup'*Did you mean 'backupPool'?*" }
        @{ Mistake = 'a wrong kind'; Json = '{ "pools": [ { "fqdn": "a.contoso.com", "kind": "FrontEnd" } ] }'; Says = "*'kind' must be one of Enterprise, Standard, Director, Sba*" }
        @{ Mistake = 'a schema of the future'; Json = '{ "schema": 2 }'; Says = '*schema 2*' }
    )
}

BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $module = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module'
    $schema = Join-Path $module 'schemas/topology.schema.json'
    $sample = Get-Content -Raw -LiteralPath (Join-Path $module 'samples/topology.json')
    $topology = [LyncResilience.ResilienceTopology]::FromJson($sample)
}

Describe 'The topology file' {
    It 'is read: the sample' {
        $topology.Pools.Fqdn | Should -Be 'dir01.contoso.com', 'dub-pool01.contoso.com', 'red-pool01.contoso.com', 'sba01.contoso.com'
        $topology.Pools[1].BackupPool | Should -Be 'red-pool01.contoso.com'
        $topology.Warnings | Should -BeNullOrEmpty
    }

    It 'reads the same for ConvertFrom-Json' {
        $pools = ($topology.ToJson() | ConvertFrom-Json).pools
        $pools.fqdn | Should -Be $topology.Pools.Fqdn
        $pools[1].backupPool | Should -Be $topology.Pools[1].BackupPool
        $pools[0].PSObject.Properties.Name | Should -Not -Contain 'backupPool'
    }

    It 'comes back as it was written' {
        $json = $topology.ToJson()
        [LyncResilience.ResilienceTopology]::FromJson($json).ToJson() | Should -BeExactly $json
    }

    It 'with <Mistake> is refused, and the message says what is wrong' -TestCases $mistakes {
        { [LyncResilience.ResilienceTopology]::FromJson($Json) } | Should -Throw $Says
    }
}

Describe "The schema of the topology file$note" -Skip:$noJudge {
    It 'takes the sample' {
        Test-Json -Json $sample -SchemaFile $schema | Should -BeTrue
    }

    It 'takes what we write' {
        Test-Json -Json $topology.ToJson() -SchemaFile $schema | Should -BeTrue
    }

    It 'refuses <Mistake>' -TestCases $mistakes {
        Test-Json -Json $Json -SchemaFile $schema -ErrorAction Ignore | Should -BeFalse
    }
}
