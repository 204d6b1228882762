BeforeAll {
    . $PSScriptRoot/EndpointCaches.ps1
}

Describe 'Get-EndpointCache' {
    It 'tells what each client cached, and who, where and how sure' {
        $entry = Get-EndpointCache -LiteralPath $disk.Alice

        $entry.SipAddress | Should -Be 'alice@contoso.com'
        $entry.Server | Should -Be 'red-pool01.contoso.com'
        $entry.Port | Should -Be 5061
        $entry.CachedServer | Should -Be 'red-pool01.contoso.com:5061'
        $entry.Confidence | Should -Be 'High'
        $entry.ClientVersion | Should -Be 'Lync2013'
        $entry.UserProfile | Should -Be 'alice'
        $entry.ComputerName | Should -Be ([Environment]::MachineName)
        $entry.Path | Should -Be $disk.Alice
        $entry.SizeBytes | Should -Be (Get-Item -LiteralPath $disk.Alice).Length
        $entry.LastWriteTimeUtc | Should -Be (Get-Item -LiteralPath $disk.Alice).LastWriteTimeUtc
        $entry.Standing | Should -Be 'Unknown'
        $entry.Candidates[0].Count | Should -Be 2
    }

    It 'finds all of <What>' -TestCases @(
        @{ What = 'a tree'; Find = { Get-EndpointCache $disk.Root } }
        @{ What = 'a tree, literally'; Find = { Get-EndpointCache -LiteralPath $disk.Root } }
        @{ What = 'folders by wildcard'; Find = { Get-EndpointCache -Path "$($disk.Root)/Users/*" } }
        @{ What = 'a relative path'; Find = { Push-Location $disk.Root; try { Get-EndpointCache ./Users } finally { Pop-Location } } }
        @{ What = 'a path of a drive'; Find = { $null = New-PSDrive -Name Image -PSProvider FileSystem -Root $disk.Root; Get-EndpointCache Image:/Users } }
        @{ What = 'files of Get-ChildItem'; Find = { Get-ChildItem $disk.Root -Recurse -Filter *.cache | Get-EndpointCache } }
        @{ What = 'files of Import-Clixml'; Find = { Get-ChildItem $disk.Root -Recurse -Filter *.cache | Export-Clixml "$TestDrive/f.xml"; Import-Clixml "$TestDrive/f.xml" | Get-EndpointCache } }
        @{ What = 'a folder from Get-Item'; Find = { Get-Item $disk.Root | Get-EndpointCache } }
        @{ What = 'paths as text'; Find = { $disk.Alice, "$($disk.Root)/Users/bob", $disk.Carol, $disk.Dave | Get-EndpointCache } }
        @{ What = 'a list'; Find = { Get-EndpointCache -InputObject (Get-ChildItem "$($disk.Root)/Users") } }
        @{ What = 'profile folders'; Find = { Get-EndpointCache -UserProfile "$($disk.Root)/Users/*" } }
        @{ What = 'profile folders, each'; Find = { Get-EndpointCache -UserProfile "$($disk.Root)/Users/alice", "$($disk.Root)/Users/[b-d]*" } }
    ) {
        $entries = @(& $Find) | Sort-Object UserProfile

        $entries.UserProfile | Should -Be 'alice', 'bob', 'carol', 'dave'
        $entries.ClientVersion | Should -Be 'Lync2013', 'Lync2010', 'SkypeForBusiness2016', 'LyncMac2011'
        $entries.Confidence | Should -Be 'High', 'High', 'High', 'Low'
    }

    It 'reads files of any name, and from folders only caches' {
        $folder = New-Folder "$TestDrive/named/sip_x@contoso.com"
        [IO.File]::WriteAllText("$folder/EndpointConfiguration.cache.bak", "`0red-pool01.contoso.com:5061`0red-pool01.contoso.com:5061`0")

        (Get-EndpointCache "$folder/*.bak").SipAddress | Should -Be 'x@contoso.com'
        Get-EndpointCache $folder | Should -BeNullOrEmpty
    }

    It 'takes brackets literally where it should' {
        $file = New-Cache "$TestDrive/odd [1]" 'x@contoso.com' 'a.contoso.com:5061'
        (Get-EndpointCache -LiteralPath "$TestDrive/odd [1]").Path | Should -Be $file
        ("$TestDrive/odd [1]" | Get-EndpointCache).Path | Should -Be $file
    }

    It 'finds nothing in an empty pipeline, an empty folder, or a wildcard that nothing is like' {
        @() | Get-EndpointCache | Should -BeNullOrEmpty
        Get-EndpointCache (New-Folder "$TestDrive/empty") -ErrorAction Stop | Should -BeNullOrEmpty
        Get-EndpointCache "$TestDrive/no*where" -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'looks at the current user by default' {
        $said = Get-EndpointCache -Verbose 4>&1
        "$said" | Should -BeLike "*caches in $([Environment]::GetFolderPath('UserProfile')).*"
        if ($IsLinux) { "$said" | Should -BeLike "*don't run on Linux*-Path*" }
        Get-EndpointCache -UserProfile * -ErrorVariable problems -ErrorAction SilentlyContinue | Out-Null
        if ($IsLinux) { $problems | Should -BeNullOrEmpty }
    }

    It 'does not follow links in circles' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'making a link needs rights here'; return }
        $root = New-Folder "$TestDrive/loop/a/b"
        $null = New-Item -ItemType SymbolicLink -Path "$root/up" -Target "$TestDrive/loop"
        $null = New-Cache "$TestDrive/loop/a" 'x@contoso.com' 'a.contoso.com:5061'

        @(Get-EndpointCache "$TestDrive/loop").Count | Should -Be 1
    }

    It 'shows which folder it has come to when the search takes long, and takes the bar away' {
        $tree = New-Folder "$TestDrive/long"
        $null = New-Cache "$tree/a" 'alice@contoso.com' 'red-pool01.contoso.com:5061'
        foreach ($i in 1..9) { $null = New-Folder "$tree/b$i" }
        $shell = [powershell]::Create().AddScript({
                param($module, $tree)
                Import-Module $module
                Get-EndpointCache $tree | ForEach-Object { $watch = [Diagnostics.Stopwatch]::StartNew(); while ($watch.Elapsed.TotalSeconds -lt 2.2) { } }
            }).AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument($tree)
        $null = $shell.Invoke()
        $bars = @($shell.Streams.Progress | Where-Object Activity -like 'Looking*')
        $shell.Dispose()

        $bars.Count | Should -BeIn 2, 3
        $bars[0].Activity | Should -Be "Looking for caches in $tree"
        $bars[0].StatusDescription | Should -Be '1 read: b1'
        $bars[0].PercentComplete | Should -Be -1
        $bars[-1].RecordType | Should -Be 'Completed'
    }

    It 'ends with Select-Object -First 1' {
        @(Get-EndpointCache $disk.Root | Select-Object -First 1).Count | Should -Be 1
    }
}

Describe 'Other computers' {
    It 'need Windows to be read through their share' {
        if ($IsWindows -or $PSVersionTable.PSEdition -eq 'Desktop') { Set-ItResult -Skipped -Because 'shares can be opened here'; return }
        Get-EndpointCache -ComputerName pc01, pc02 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.CacheElsewhere,$get"
        $problems[0].TargetObject | Should -Be 'pc01'
        $problems[0].Exception.Message | Should -BeLike '*\\pc01\C$*-Path*Invoke-Command*'
    }

    It 'are named by <What>' -TestCases @(
        @{ What = 'text'; Given = 'pc01' }
        @{ What = 'ComputerName'; Given = [pscustomobject]@{ ComputerName = 'pc01' } }
        @{ What = 'Name'; Given = [pscustomobject]@{ Name = 'pc01' } }
        @{ What = 'DNSHostName before Name'; Given = [pscustomobject]@{ Name = 'other'; DNSHostName = 'pc01' } }
        @{ What = 'Cn'; Given = [pscustomobject]@{ Cn = 'pc01' } }
    ) {
        if ($IsWindows -or $PSVersionTable.PSEdition -eq 'Desktop') { Set-ItResult -Skipped -Because 'it would be tried'; return }
        $Given | Get-EndpointCache -UserProfile alice -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].Exception.Message | Should -BeLike '*\\pc01\C$*'
        [object]::ReferenceEquals($problems[0].TargetObject, $Given) | Should -BeTrue
    }

    It 'have names' {
        'bad name' | Get-EndpointCache -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.ComputerNameInvalid,$get"
    }

    It 'have no profiles by a path of this one' {
        { Get-EndpointCache -ComputerName pc01 -UserProfile /Users/alice } | Should -Throw -ErrorId "LyncResilience.UserProfileInvalid,$get"
    }

    It 'are asked by name only, also when an entry or file of theirs comes by' {
        $entry = Get-EndpointCache $disk.Alice | Select-Object SipAddress, Path, ComputerName
        $entry.ComputerName = 'pc07'
        $entry | Get-EndpointCache -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $entry | Clear-EndpointCache -ErrorVariable more -ErrorAction SilentlyContinue

        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.CacheElsewhere,$get"
        $more[0].FullyQualifiedErrorId | Should -Be "LyncResilience.CacheElsewhere,$clear"
        $more[0].Exception.Message | Should -BeLike "*$($disk.Alice)*pc07*Invoke-Command*"
        Test-Path -LiteralPath $disk.Alice | Should -BeTrue
    }

    It 'are read through the share' {
        if (-not $IsWindows) { Set-ItResult -Skipped -Because 'there is no administrative share here; EndpointCachePathTests tests how it is named'; return }
        Get-EndpointCache -ComputerName ([Environment]::MachineName) -ErrorAction SilentlyContinue | ForEach-Object ComputerName | Select-Object -Unique |
            Should -BeIn ([Environment]::MachineName), $null
    }
}

Describe 'What can''t be read is one error, and the others go on' {
    BeforeEach {
        $own = New-Disk
    }

    It 'a <What> path' -TestCases @(
        @{ What = 'missing'; Bad = { '/nowhere/EndpointConfiguration.cache' }; Id = 'CacheVanished'; Category = 'ObjectNotFound'; Says = '*nowhere*search again.' }
        @{ What = 'registry'; Bad = { 'Env:/PATH' }; Id = 'CacheUnreadable'; Category = 'ReadError'; Says = "*Env:/PATH*Environment*" }
        @{ What = 'unknown drive''s'; Bad = { 'Nowhere:/x' }; Id = 'CacheUnreadable'; Category = 'InvalidArgument'; Says = "*Nowhere*" }
    ) {
        $path = & $Bad
        $entries = $path, $own.Alice | Get-EndpointCache -ErrorVariable problems -ErrorAction SilentlyContinue
        $entries.SipAddress | Should -Be 'alice@contoso.com'
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.$Id,$get"
        $problems[0].CategoryInfo.Category | Should -Be $Category
        $problems[0].TargetObject | Should -Be $path
        $problems[0].Exception.Message | Should -BeLike $Says
    }

    It 'a locked file' {
        $lock = [IO.File]::Open($own.Alice, 'Open', 'ReadWrite', 'None')
        try {
            $entries = Get-EndpointCache $own.Root -ErrorVariable problems -ErrorAction SilentlyContinue
        }
        finally {
            $lock.Dispose()
        }

        $entries.Count | Should -Be 3
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.CacheLocked,$get"
        $problems[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        $problems[0].TargetObject | Should -Be $own.Alice
        $problems[0].Exception.Message | Should -BeLike "*$($own.Alice)*Sign the client out*"
    }

    It 'a file larger than any cache' {
        [IO.File]::WriteAllBytes($own.Bob, [byte[]]::new(1MB + 1))
        $entries = Get-EndpointCache $own.Root -ErrorVariable problems -ErrorAction SilentlyContinue

        $entries.Count | Should -Be 3
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.CacheTooLarge,$get"
        $problems[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
    }

    It 'a <What> without rights' -TestCases @(@{ What = 'file' }, @{ What = 'folder' }) {
        if (-not $IsLinux -and -not $IsMacOS) { Set-ItResult -Skipped -Because 'permissions are taken away with chmod'; return }
        if ([Environment]::UserName -eq 'root') { Set-ItResult -Skipped -Because 'root may read everything'; return }
        $target = if ($What -eq 'file') { $own.Alice } else { Split-Path $own.Alice }
        chmod 000 $target
        try {
            $entries = Get-EndpointCache $own.Root -ErrorVariable problems -ErrorAction SilentlyContinue
        }
        finally {
            chmod 700 $target
        }

        $entries.Count | Should -Be 3
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.CacheAccessDenied,$get"
        $problems[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        $problems[0].TargetObject | Should -Be $target
        $problems[0].Exception.Message | Should -BeLike '*administrator*'
    }

    It 'an object that names nothing' {
        $odd = [pscustomobject]@{ Colour = 'red' }
        ($odd, $own.Alice | Get-EndpointCache -ErrorVariable problems -ErrorAction SilentlyContinue).SipAddress | Should -Be 'alice@contoso.com'
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.InputUnknown,$get"
        [object]::ReferenceEquals($problems[0].TargetObject, $odd) | Should -BeTrue
    }

    It 'a path with -UserProfile' {
        $own.Alice | Get-EndpointCache -UserProfile alice -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.UserProfileInvalid,$get"
    }
}

Describe '-Topology' {
    It 'judges with the users'' home pools' {
        $entries = Get-EndpointCache $disk.Root -Topology $sample -User $users | Sort-Object UserProfile

        $entries.Standing | Should -Be 'Primary', 'Backup', 'NotInTopology', 'Unknown'
        $entries[0].Findings | Should -BeNullOrEmpty
        $entries[2].Findings.Id | Should -Be 'CachedServerNotInTopology'
        $entries[2].Findings[0].Severity | Should -Be 'Warning'
        $entries[3].Findings.Id | Should -Contain 'CacheDoubtful'
    }

    It 'alone says where the server belongs, and what would tell more' {
        $entry = Get-EndpointCache $disk.Alice -Topology $sample

        $entry.Standing | Should -Be 'Unknown'
        $entry.Findings.Id | Should -Be 'HomePoolUnknown'
        $entry.Findings[0].Recommendation | Should -BeLike '*-User (Get-CsUser)*'
    }

    It 'tells a cached pool that strands the user' {
        $topology = Get-ResilienceTopology $sample -BackupMap @{ 'red-pool01.contoso.com' = $null }
        $entry = Get-EndpointCache $disk.Alice -Topology $topology -User $users

        $entry.Standing | Should -Be 'Primary'
        $entry.Findings.Id | Should -Be 'CachedPoolWithoutBackup'
        $entry.Findings[0].Detail | Should -BeLike '*strands the user*no backup registrar*'
    }

    It 'takes <What>' -TestCases @(
        @{ What = 'an object'; Given = { Get-ResilienceTopology $sample } }
        @{ What = 'a file'; Given = { Get-Item $sample } }
        @{ What = 'a deserialized topology'; Given = { Get-ResilienceTopology $sample | Export-Clixml "$TestDrive/t.xml" -Depth 3; Import-Clixml "$TestDrive/t.xml" } }
    ) {
        (Get-EndpointCache $disk.Alice -Topology (& $Given) -User $users).Standing | Should -Be 'Primary'
    }

    It 'that is none ends the command' {
        { Get-EndpointCache $disk.Root -Topology nowhere.json } | Should -Throw -ErrorId "LyncResilience.TopologyUnreadable,$get"
    }

    It 'is needed for -User' {
        { Get-EndpointCache $disk.Root -User $users } | Should -Throw -ErrorId "LyncResilience.TopologyNeeded,$get" -ExpectedMessage '*-Topology*'
    }

    It 'takes users by <What>' -TestCases @(
        @{ What = 'Import-Csv'; Given = { $users | Export-Csv "$TestDrive/u.csv"; Import-Csv "$TestDrive/u.csv" } }
        @{ What = 'Get-CsUserPoolInfo'; Given = { [pscustomobject]@{ Identity = 'sip:alice@contoso.com'; PrimaryPoolFqdn = 'red-pool01.contoso.com' } } }
        @{ What = 'a laboratory'; Given = { [pscustomobject]@{ SipAddress = 'ALICE@contoso.com'; HomePool = 'red-pool01.contoso.com' } } }
    ) {
        (Get-EndpointCache $disk.Alice -Topology $sample -User (& $Given)).Standing | Should -Be 'Primary'
    }

    It 'passes over users without a home, and says what is no user' {
        $bad = [pscustomobject]@{ SipAddress = 'alice@contoso.com'; RegistrarPool = $null }, [pscustomobject]@{ Colour = 'red' }
        (Get-EndpointCache $disk.Alice -Topology $sample -User $bad -ErrorVariable problems -ErrorAction SilentlyContinue).Standing | Should -Be 'Unknown'
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "LyncResilience.InputUnknown,$get"
    }
}

Describe 'Entries that travelled' {
    It 'through <What> keep their values, and are judged without being read again' -TestCases @(
        @{ What = 'a pipeline'; Travel = { $input } }
        @{ What = 'CliXml'; Travel = { $input | Export-Clixml "$TestDrive/e.xml"; Import-Clixml "$TestDrive/e.xml" } }
        @{ What = 'CSV'; Travel = { $input | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ What = 'JSON'; Travel = { $input | ConvertTo-Json -Depth 4 | ConvertFrom-Json } }
        @{ What = 'another process'; Travel = {
                $root, $module = $gone.Root, $env:LYNCRESILIENCE_MODULE
                Start-Job { Import-Module $using:module; Get-EndpointCache $using:root } | Receive-Job -Wait -AutoRemoveJob
            } }
    ) {
        $gone = New-Disk
        $entries = @(Get-EndpointCache $gone.Root | & $Travel)
        Remove-Item -LiteralPath $gone.Root -Recurse

        $judged = $entries | Get-EndpointCache -Topology $sample -User $users | Sort-Object UserProfile
        $judged.SipAddress | Should -Be 'alice@contoso.com', 'bob@contoso.com', 'carol@contoso.com', 'dave@contoso.com'
        $judged.Standing | Should -Be 'Primary', 'Backup', 'NotInTopology', 'Unknown'
        $judged.Confidence | Should -Be 'High', 'High', 'High', 'Low'
        $judged.ClientVersion | Should -Be 'Lync2013', 'Lync2010', 'SkypeForBusiness2016', 'LyncMac2011'
        $judged.CachedServer | Select-Object -First 1 | Should -Be 'red-pool01.contoso.com:5061'
        $judged[0].LastWriteTimeUtc | Should -BeOfType ([datetime])
        ($judged | Get-EndpointCache -Topology $sample -User $users).Findings.Id | Should -Be $judged.Findings.Id
        $entries | Get-EndpointCache | ForEach-Object SipAddress | Should -Be $entries.SipAddress
    }

    It 'through a remote session keep candidates and findings' {
        Get-EndpointCache $disk.Dave | Export-Clixml "$TestDrive/d.xml"
        $entry = Import-Clixml "$TestDrive/d.xml"

        $entry.Candidates.Server | Should -Be (Get-EndpointCache $disk.Dave).Candidates.Server
        $entry.Findings[0].Id | Should -Be 'CacheAmbiguous'
        ($entry | Get-EndpointCache -Topology $sample).Findings.Id | Should -Contain 'CacheAmbiguous'
        ($entry | Get-EndpointCache -Topology $sample).Candidates[0].Offsets | Should -Be (Get-EndpointCache $disk.Dave).Candidates[0].Offsets
    }
}

Describe 'Shape' {
    It 'has scalars only beside Candidates and Findings' {
        foreach ($property in (Get-EndpointCache $disk.Alice).PSObject.Properties | Where-Object Name -NotIn 'Candidates', 'Findings') {
            $property.Value -is [string] -or $property.Value -is [ValueType] -or $null -eq $property.Value | Should -BeTrue -Because $property.Name
        }
    }

    It 'is a table of real properties that fits into 80 columns' {
        $entries = Get-EndpointCache $disk.Root -Topology $sample -User $users
        $lines = $entries | Out-String -Stream -Width 80 | Where-Object { $_.Trim() }
        -split $lines[0] | Should -Be 'SipAddress', 'Server', 'Confidence', 'Standing'
        $lines -join "`n" | Should -BeLike '*carol@contoso.com old-pool01.contoso.com High *NotInTopology*'
        $entries[0].Candidates | Out-String -Width 120 | Should -BeLike '*Server*Port*Count*Score*Reasons*'
    }

    It 'lists candidates and findings in words' {
        Get-EndpointCache $disk.Dave | Format-List | Out-String -Width 300 | Should -BeLike '*CachedServer*Candidates*dub-pool01.contoso.com (*par-pool01.contoso.com (*Info CacheAmbiguous: *'
    }
}
