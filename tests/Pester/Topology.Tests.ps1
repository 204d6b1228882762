BeforeAll {
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $root = Split-Path $env:LYNCRESILIENCE_MODULE
    $sample = Join-Path $root 'module/samples/topology.json'
    $command = 'LyncResilience.Cmdlets.GetResilienceTopologyCommand'

    # Two paired pools, and an XML of a shape of which public samples exist, but for the dependency with Usage="Backup".
    $xml = @'
<Topology xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008">
  <InternalDomains DefaultDomain="contoso.com"><InternalDomain Name="contoso.com" /></InternalDomains>
  <Sites><CentralSite SiteId="1"><Name>Redmond</Name></CentralSite><CentralSite SiteId="2"><Name>Dublin</Name></CentralSite></Sites>
  <Clusters>
    <Cluster Fqdn="red.contoso.com"><ClusterId SiteId="1" Number="1" /><Machine Fqdn="red.contoso.com" /></Cluster>
    <Cluster Fqdn="dub.contoso.com"><ClusterId SiteId="2" Number="1" /><Machine Fqdn="dub.contoso.com" /></Cluster>
  </Clusters>
  <Services>
    <Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="1" RoleName="UserServices" Instance="1" /><InstalledOn><ClusterId SiteId="1" Number="1" /></InstalledOn></Service>
    <Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="2" RoleName="UserServices" Instance="1" /><InstalledOn><ClusterId SiteId="2" Number="1" /></InstalledOn></Service>
    <Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="1" RoleName="Registrar" Instance="1" />
      <DependsOn><Dependency Usage="Default"><ServiceId SiteId="1" RoleName="UserServices" Instance="1" /></Dependency><Dependency Usage="Backup"><ServiceId SiteId="2" RoleName="Registrar" Instance="1" /></Dependency></DependsOn>
      <InstalledOn><ClusterId SiteId="1" Number="1" /></InstalledOn><RegistrarService IsDirector="false" /></Service>
    <Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="2" RoleName="Registrar" Instance="1" />
      <DependsOn><Dependency Usage="Default"><ServiceId SiteId="2" RoleName="UserServices" Instance="1" /></Dependency><Dependency Usage="Backup"><ServiceId SiteId="1" RoleName="Registrar" Instance="1" /></Dependency></DependsOn>
      <InstalledOn><ClusterId SiteId="2" Number="1" /></InstalledOn><RegistrarService IsDirector="false" /></Service>
  </Services>
</Topology>
'@
    $xml | Set-Content "$TestDrive/topology.xml"
    [IO.File]::WriteAllText("$TestDrive/also [1].xml", $xml)

    # Objects with the property names that the cmdlets' pages document.
    $pools = @(
        [pscustomobject]@{ Identity = 'red.contoso.com'; Services = @('Registrar:red.contoso.com', 'UserServer:red.contoso.com'); Computers = @('red.contoso.com'); Fqdn = 'red.contoso.com'; Site = 'Site:Redmond' }
        [pscustomobject]@{ Identity = 'dub.contoso.com'; Services = @('Registrar:dub.contoso.com', 'UserServer:dub.contoso.com'); Computers = @('dub.contoso.com'); Fqdn = 'dub.contoso.com'; Site = 'Site:Dublin' }
        [pscustomobject]@{ Identity = 'edge.contoso.com'; Services = @('EdgeServer:edge.contoso.com'); Computers = @('edge.contoso.com'); Fqdn = 'edge.contoso.com'; Site = 'Site:Redmond' }
    )
    $registrars = @(
        [pscustomobject]@{ Identity = 'Registrar:red.contoso.com'; Registrar = $null; PoolFqdn = 'red.contoso.com'; SiteId = 'Site:Redmond'; Version = 6; BackupRegistrar = 'Registrar:dub.contoso.com'; EnableAutomaticFailover = $true; FailureDetectionInterval = [timespan] '00:05:00'; FailbackDetectionInterval = [timespan] '00:10:00'; SipPort = 5061 }
        [pscustomobject]@{ Identity = 'Registrar:dub.contoso.com'; Registrar = $null; PoolFqdn = 'dub.contoso.com'; SiteId = 'Site:Dublin'; Version = 6; BackupRegistrar = 'Registrar:red.contoso.com'; EnableAutomaticFailover = $true; FailureDetectionInterval = [timespan] '00:05:00'; FailbackDetectionInterval = [timespan] '00:10:00'; SipPort = 5061 }
    )
    $edge = [pscustomobject]@{ Identity = 'EdgeServer:edge.contoso.com'; PoolFqdn = 'edge.contoso.com'; SiteId = 'Site:Redmond'; Registrar = 'Registrar:red.contoso.com'; Version = 6 }
    $everything = $pools + $registrars + $edge

    function Get-Shape($Topology) {
        $Topology.Pools | ForEach-Object { "$($_.Fqdn) $($_.Site) $($_.Kind) $($_.Version) $($_.BackupPool) $($_.FailureDetectionSeconds) $($_.FailbackSeconds) $($_.Servers -join ',')" }
    }

    $paired = 'dub.contoso.com Dublin Standard Lync2013 red.contoso.com 300 600 dub.contoso.com', 'red.contoso.com Redmond Standard Lync2013 dub.contoso.com 300 600 red.contoso.com'
}

Describe 'Files' {
    It 'takes <What>' -TestCases @(
        @{ What = 'a path'; Read = { Get-ResilienceTopology "$TestDrive/topology.xml" } }
        @{ What = 'a path that is relative'; Read = { Push-Location $TestDrive; try { Get-ResilienceTopology -Path ./topology.xml } finally { Pop-Location } } }
        @{ What = 'a PSDrive path'; Read = { Get-ResilienceTopology TestDrive:/topology.xml } }
        @{ What = 'a wildcard'; Read = { Get-ResilienceTopology "$TestDrive/topo*.xml" } }
        @{ What = 'a literal path'; Read = { Get-ResilienceTopology -LiteralPath "$TestDrive/also [1].xml" } }
        @{ What = 'a literal path by its alias'; Read = { Get-ResilienceTopology -PSPath "$TestDrive/also [1].xml" } }
        @{ What = 'a file from the pipeline'; Read = { Get-Item -LiteralPath "$TestDrive/also [1].xml" | Get-ResilienceTopology } }
        @{ What = 'a document as Get-CsTopology -AsXml gives it'; Read = { [Xml.Linq.XDocument]::Parse($xml) | Get-ResilienceTopology } }
        @{ What = 'an XML document'; Read = { [xml] $xml | Get-ResilienceTopology } }
        @{ What = 'text'; Read = { $xml | Get-ResilienceTopology } }
        @{ What = 'a name from the pipeline'; Read = { "$TestDrive/topology.xml" | Get-ResilienceTopology } }
    ) {
        $topology = & $Read

        @($topology).Count | Should -Be 1
        $topology | Should -BeOfType ([LyncResilience.ResilienceTopology])
        Get-Shape $topology | Should -Be $paired
        $topology.DefaultSipDomain | Should -Be 'contoso.com'
    }

    It 'makes one topology of each file' {
        (Get-ChildItem "$TestDrive/*.xml" | Get-ResilienceTopology).Count | Should -Be 2
        (Get-ResilienceTopology "$TestDrive/topology.xml", $sample).Pools.Count | Should -Be 6
    }

    It 'reads our JSON, and writes it back the same' {
        $topology = Get-ResilienceTopology $sample

        $topology.Pools.Fqdn | Should -Contain 'sba01.contoso.com'
        [LyncResilience.ResilienceTopology]::FromJson($topology.ToJson()).ToJson() | Should -Be $topology.ToJson()
        $topology.ToMermaid() | Should -BeLike 'flowchart*'
    }

    It 'says in Warnings how a backup is known' {
        (Get-ResilienceTopology "$TestDrive/topology.xml").Warnings -join ' ' | Should -BeLike '*is inferred from*-BackupMap*'
    }

    It 'a bad one is one error, and the others go on' {
        'no topology' | Set-Content "$TestDrive/bad.txt"
        $topologies = Get-ResilienceTopology "$TestDrive/bad.txt", "$TestDrive/nowhere.xml", "$TestDrive/none*.xml", 'Env:/PATH', "$TestDrive/topology.xml" -ErrorVariable problems -ErrorAction SilentlyContinue

        @($topologies).Count | Should -Be 1
        $problems.Count | Should -Be 4
        $problems.FullyQualifiedErrorId | Select-Object -Unique | Should -Be "LyncResilience.TopologyUnreadable,$command"
        $problems[0].Exception.Message | Should -BeLike '*bad.txt*Get-CsTopology -AsXml*'
        $problems[1].Exception.Message | Should -BeLike '*nowhere.xml*'
        $problems[2].Exception.Message | Should -BeLike '*none`*.xml*'
        $problems[3].Exception.Message | Should -BeLike '*Environment*'
        $problems[0].TargetObject | Should -Be (Get-Item "$TestDrive/bad.txt").FullName
    }
}

Describe 'What somebody who knows better says' {
    It '-BackupMap outranks the file, by full name or first label' {
        $topology = Get-ResilienceTopology "$TestDrive/topology.xml" -BackupMap @{ 'red.contoso.com' = $null; dub = 'Registrar:red.contoso.com' }

        $topology.FindPool('red.contoso.com').BackupPool | Should -BeNullOrEmpty
        $topology.FindPool('dub.contoso.com').BackupPool | Should -Be 'red.contoso.com'
        $topology.Warnings -join ' ' | Should -Not -BeLike '*is inferred*'
        (Get-ResilienceTopology "$TestDrive/topology.xml" -BackupMap ([ordered]@{ red = '' })).FindPool('red.contoso.com').BackupPool | Should -BeNullOrEmpty
    }

    It '-UserCapacity and -UserCount are taken as tables' {
        $pool = (Get-ResilienceTopology "$TestDrive/topology.xml" -UserCapacity @{ red = 900 } -UserCount @{ red = '700' }).FindPool('red.contoso.com')

        $pool.UserCapacity | Should -Be 900
        $pool.UserCount | Should -Be 700
    }

    It '-UserCount is taken from Group-Object, users without a pool left out' {
        $users = @([pscustomobject]@{ RegistrarPool = 'red.contoso.com' }) * 3 + @([pscustomobject]@{ RegistrarPool = 'dub.contoso.com' }) + @([pscustomobject]@{ RegistrarPool = $null })
        $topology = Get-ResilienceTopology "$TestDrive/topology.xml" -UserCount ($users | Group-Object RegistrarPool -NoElement)

        $topology.FindPool('red.contoso.com').UserCount | Should -Be 3
        $topology.FindPool('dub.contoso.com').UserCount | Should -Be 1
    }

    It 'a pool that is not there is an error that names the nearest' {
        Get-ResilienceTopology "$TestDrive/topology.xml" -BackupMap @{ 'rex.contoso.com' = 'dub.contoso.com' } -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.TopologyUnreadable,*'
        $problems[0].Exception.Message | Should -BeLike "*-BackupMap*Did you mean 'red.contoso.com'*"
    }

    It '<Name> <Value> fails in binding' -TestCases @(
        @{ Name = 'UserCount'; Value = @{ red = 'many' }; Says = "*'many' for red*" }
        @{ Name = 'UserCapacity'; Value = @{ red = -1 }; Says = "*'-1' for red*" }
        @{ Name = 'UserCapacity'; Value = 'red'; Says = '*table of pools and numbers*' }
        @{ Name = 'BackupMap'; Value = 'red'; Says = '*table of pools and backups*' }
    ) {
        $argument = @{ $Name = $Value }
        { Get-ResilienceTopology "$TestDrive/topology.xml" @argument } | Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException]) -ExpectedMessage $Says
    }
}

Describe 'Objects of native cmdlets in the pipeline' {
    It 'make one topology, in any order' {
        $topology = $everything | Get-ResilienceTopology
        @($topology).Count | Should -Be 1
        Get-Shape $topology | Should -Be $paired
        $topology.EdgePools[0].NextHop | Should -Be 'red.contoso.com'

        [array]::Reverse($everything)
        Get-Shape ($everything | Get-ResilienceTopology) | Should -Be $paired
    }

    It 'may be deserialized' {
        $everything | Export-Clixml "$TestDrive/native.xml"
        Get-Shape (Import-Clixml "$TestDrive/native.xml" | Get-ResilienceTopology) | Should -Be $paired
    }

    It 'take tables too' {
        ($everything | Get-ResilienceTopology -BackupMap @{ red = $null }).FindPool('red.contoso.com').BackupPool | Should -BeNullOrEmpty
    }

    It 'that name no pool are an error' {
        [pscustomobject]@{ Colour = 'red' } | Get-ResilienceTopology -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.TopologyUnreadable,$command"
        $problems[0].Exception.Message | Should -BeLike '*Colour*Get-CsPool*'
    }

    It 'come as an argument too' {
        Get-Shape (Get-ResilienceTopology -InputObject $everything) | Should -Be (Get-Shape ($everything | Get-ResilienceTopology))
    }

    It 'that are none at all give nothing' {
        @() | Get-ResilienceTopology -ErrorVariable problems | Should -BeNullOrEmpty
        Get-ResilienceTopology -InputObject @() -ErrorVariable problems | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'with a property that fails count without it' {
        $pools[0] | Add-Member ScriptProperty Slow { throw 'no answer' }
        try {
            ($everything | Get-ResilienceTopology).Pools.Count | Should -Be 2
        }
        finally {
            $pools[0].PSObject.Properties.Remove('Slow')
        }
    }
}

Describe 'Native cmdlets of the session' {
    It 'that all fail are an error with what they said' {
        function global:Get-CsPool { throw 'access denied' }
        try {
            Get-ResilienceTopology -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.TopologyUnreadable,$command"
            $warnings[0].Message | Should -BeLike 'Get-CsPool failed*access denied*'
            { Get-BackupRegistrar -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'LyncResilience.TopologyUnreadable,*' -ExpectedMessage '*-Topology*'
        }
        finally {
            Remove-Item function:Get-CsPool
        }
    }

    It 'are missing: an error that says what to do' {
        { Get-ResilienceTopology } | Should -Throw -ErrorId "LyncResilience.NativeCmdletMissing,$command" -ExpectedMessage '*-Path*(Get-CsTopology -AsXml).ToString() > topology.xml*Management Shell*'
    }

    Context 'that are there' {
        BeforeAll {
            $global:nativeObjects = @{
                Pool = $pools; Registrar = $registrars; EdgeServer = $edge
                Site = 'Redmond', 'Dublin' | ForEach-Object { [pscustomobject]@{ Identity = "Site:$_"; SiteType = 'CentralSite'; DisplayName = $_ } }
                SipDomain = [pscustomobject]@{ Identity = 'contoso.com'; Name = 'contoso.com'; IsDefault = $true }
            }
            function global:Get-CsPool { $nativeObjects.Pool }
            function global:Get-CsService { [CmdletBinding()] param([switch] $Registrar, [switch] $EdgeServer) if ($Registrar) { $nativeObjects.Registrar } elseif ($EdgeServer) { $nativeObjects.EdgeServer } }
            function global:Get-CsSite { $nativeObjects.Site }
            function global:Get-CsSipDomain { $nativeObjects.SipDomain }
        }

        AfterEach {
            Remove-Item function:Get-CsPoolBackupRelationship -ErrorAction Ignore
        }

        AfterAll {
            Remove-Item function:Get-CsPool, function:Get-CsService, function:Get-CsSite, function:Get-CsSipDomain
            Remove-Variable -Scope Global nativeObjects
        }

        It 'are asked' {
            $topology = Get-ResilienceTopology -WarningVariable warnings

            Get-Shape $topology | Should -Be $paired
            $topology.DefaultSipDomain | Should -Be 'contoso.com'
            $topology.EdgePools[0].NextHop | Should -Be 'red.contoso.com'
            $topology.Source | Should -Be 'this session (Get-CsSite, Get-CsPool, Get-CsService, Get-CsSipDomain)'
            $warnings | Should -BeNullOrEmpty
        }

        It 'and fail: a warning that names the cmdlet, and the rest goes on' {
            function global:Get-CsPoolBackupRelationship { param($PoolFqdn) if ($PoolFqdn -like 'red*') { throw 'access denied' } else { Write-Error 'no relation'; [pscustomobject]@{ A = 'x' } } }
            $ErrorActionPreference = 'Stop'
            $topology = Get-ResilienceTopology -WarningVariable warnings -WarningAction SilentlyContinue

            Get-Shape $topology | Should -Be $paired
            $warnings.Count | Should -Be 2
            $warnings -join "`n" | Should -BeLike '*Get-CsPoolBackupRelationship -PoolFqdn red.contoso.com failed*access denied*'
            $warnings -join "`n" | Should -BeLike '*Get-CsPoolBackupRelationship -PoolFqdn dub.contoso.com failed*no relation*'
        }

        It 'are asked for each pool''s relationship' {
            $saved = $nativeObjects.Registrar
            $nativeObjects.Registrar = $saved | Select-Object * -ExcludeProperty BackupRegistrar
            function global:Get-CsPoolBackupRelationship { param($PoolFqdn) [pscustomobject]@{ PrimaryPool = 'red.contoso.com'; BackupPool = 'dub.contoso.com' } }
            try {
                $topology = Get-ResilienceTopology
                $topology.FindPool('red.contoso.com').BackupPool | Should -Be 'dub.contoso.com'
                $topology.Warnings -join ' ' | Should -BeLike '*inferred from a pool backup relationship*'
            }
            finally {
                $nativeObjects.Registrar = $saved
            }
        }
    }
}

Describe 'How a topology looks' {
    It 'shows domains, sites, pools, backups, Edge pools, source and warnings' {
        $text = $everything | Get-ResilienceTopology | Out-String -Width 100

        $text | Should -BeLike '*SIP domains: unknown*Site Dublin*dub.contoso.com *Standard, Lync2013, 1 server*backup red.contoso.com after 300 s, back after 600 s*Site Redmond*edge.contoso.com*Edge, next hop red.contoso.com*Source: the pipeline*'
        ($text -split '\r?\n').Length | Should -BeLessThan 40
        Get-ResilienceTopology "$TestDrive/topology.xml" | Out-String -Width 80 | Should -BeLike '*Warning: *'
    }

    It 'says what is missing' {
        $text = Get-ResilienceTopology "$TestDrive/topology.xml" -BackupMap @{ red = $null } -UserCount @{ red = 12 } | Out-String -Width 100
        $text | Should -BeLike '*red.contoso.com*12 users, capacity 5000*no backup registrar*'
    }

    It 'is wider than no console line of 80, but for names that are' {
        Get-ResilienceTopology $sample | Out-String -Stream -Width 200 | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'looks the same after Import-Clixml' {
        $topology = Get-ResilienceTopology $sample
        $topology | Export-Clixml -Depth 3 "$TestDrive/copy.xml"
        Import-Clixml "$TestDrive/copy.xml" | Out-String -Width 100 | Should -Be ($topology | Out-String -Width 100)
    }

    It 'shows pools as a table of their own properties' {
        $pools = (Get-ResilienceTopology $sample).Pools
        $lines = $pools | Out-String -Stream -Width 80 | Where-Object { $_.Trim() }
        -split $lines[0] | Should -Be 'Fqdn', 'Site', 'Kind', 'Version', 'BackupPool'
        $lines[-1] | Should -BeLike 'sba01.contoso.com*red-pool01.contoso.com*'
    }

    It 'has lists that can be indexed and cannot be changed' {
        $topology = Get-ResilienceTopology $sample
        $topology.Pools[0].Servers[0] | Should -Be 'dir01.contoso.com'
        { $topology.Source = 'x' } | Should -Throw
        { $topology.Pools[0].BackupPool = 'x' } | Should -Throw
    }
}
