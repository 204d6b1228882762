BeforeAll {
    . (Join-Path $PSScriptRoot 'Packed.ps1')
}

Describe 'Packing' {
    It 'names every file that ships' {
        $files.Count | Should -BeGreaterThan 30
        $log | Where-Object { $_ -match '^  [\w./-]+$' } | ForEach-Object Trim | Sort-Object | Should -Be ($files | Sort-Object)
    }

    It 'fails on a file that is <What>' -ForEach @(
        @{ What = 'not listed'; Change = { Set-Content (Join-Path $tree 'module/stray.txt') 'x' }; Undo = { Remove-Item (Join-Path $tree 'module/stray.txt') }; Message = '*Not listed in build.ps1*module/stray.txt*' }
        @{ What = 'missing'; Change = { Rename-Item (Join-Path $tree 'LICENSE') 'L' }; Undo = { Rename-Item (Join-Path $tree 'L') 'LICENSE' }; Message = '*not there: LICENSE*' }
    ) {
        & $Change
        try {
            $said = & $engine -NoProfile -File (Join-Path $tree 'build.ps1') pack -NoBuild @optional *>&1 | Out-String -Width 500
            $LASTEXITCODE | Should -Not -Be 0
            $said | Should -BeLike $Message
        }
        finally {
            & $Undo
        }
    }

    It 'leaves a module that is valid and has help where PowerShell looks for it' {
        (Test-ModuleManifest (Join-Path $packed 'LyncResilience.psd1')).Version | Should -Be $version
        $files | Should -Contain 'en-US/about_LyncResilience.help.txt'
    }
}

Describe 'The package' {
    BeforeAll {
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $archive = [IO.Compression.ZipFile]::OpenRead($package)
        $entries = $archive.Entries

        function Read-Entry([string] $Name) {
            $reader = New-Object IO.StreamReader $archive.GetEntry($Name).Open()
            try { [xml] $reader.ReadToEnd() } finally { $reader.Dispose() }
        }

        $metadata = (Read-Entry 'LyncResilience.nuspec').package.metadata
        $tags = $metadata.tags -split ' '
        $manifest = Import-PowerShellDataFile -LiteralPath $env:LYNCRESILIENCE_MODULE
    }

    AfterAll {
        $archive.Dispose()
    }

    It 'holds the module as it was packed, and four parts of the format' {
        $extra = $entries.FullName | Where-Object { $files -cnotcontains $_ }
        $extra | Should -HaveCount 4
        $extra[0..2] | Should -Be '[Content_Types].xml', '_rels/.rels', 'LyncResilience.nuspec'
        $extra[3] | Should -Match '^package/services/metadata/core-properties/[0-9a-f]{32}\.psmdcp$'
        $files | Where-Object { $entries.FullName -cnotcontains $_ } | Should -BeNullOrEmpty
    }

    It 'says in the nuspec what the manifest says' {
        $metadata.id | Should -Be 'LyncResilience'
        $metadata.version | Should -Be $version
        $metadata.authors | Should -Be $manifest.Author
        $metadata.owners | Should -Be $manifest.CompanyName
        $metadata.description | Should -Be $manifest.Description
        $metadata.copyright | Should -Be $manifest.Copyright
        $metadata.licenseUrl | Should -Be $manifest.PrivateData.PSData.LicenseUri
    }

    It 'has the tags by which a gallery finds modules, editions and commands' {
        $wanted = @($manifest.PrivateData.PSData.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' + @($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_" }) +
            @($manifest.CmdletsToExport | ForEach-Object { "PSCommand_$_" })
        $tags | Should -Be $wanted
        $tags | Should -Contain 'PSEdition_Desktop'
        $tags | Should -Contain 'PSEdition_Core'
        ($tags | Select-Object -Unique).Count | Should -Be $tags.Count
    }

    It 'gives every part a type, and points to the nuspec' {
        $types = (Read-Entry '[Content_Types].xml').Types
        $known = @($types.Default.Extension)
        $named = @($types.Override.PartName)
        foreach ($name in $entries.FullName -ne '[Content_Types].xml') {
            ($known -contains [IO.Path]::GetExtension($name).TrimStart('.')) -or ($named -contains "/$name") | Should -BeTrue -Because $name
        }

        $targets = (Read-Entry '_rels/.rels').Relationships.Relationship.Target
        $targets | Should -HaveCount 2
        $targets | ForEach-Object { $entries.FullName | Should -Contain $_.TrimStart('/') }
    }

    It 'has the same bytes when it is made again' {
        $again = & (Join-Path $tree 'build/New-NuGetPackage.ps1') -Path $packed -Destination (Join-Path $TestDrive 'again')
        (Get-FileHash $again).Hash | Should -Be (Get-FileHash $package).Hash
    }

    It 'is one that NuGet installs, file by file' {
        if (-not (Get-Command dotnet -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'there is no dotnet on the PATH'; return }

        $project = Join-Path $TestDrive 'consumer'
        $null = New-Item -ItemType Directory $project
        Set-Content (Join-Path $project 'consumer.csproj') "<Project Sdk='Microsoft.NET.Sdk'><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework>
            <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences><NuGetAudit>false</NuGetAudit></PropertyGroup>
            <ItemGroup><PackageDownload Include='LyncResilience' Version='[$version]' /></ItemGroup></Project>"
        Set-Content (Join-Path $project 'nuget.config') "<configuration><packageSources><clear /><add key='local' value='$modules' /></packageSources>
            <packageSourceMapping><clear /></packageSourceMapping></configuration>"
        $said = & dotnet restore $project --packages (Join-Path $TestDrive 'installed') | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $said
        $installed = Join-Path $TestDrive "installed/lyncresilience/$version"
        foreach ($file in $files) {
            (Get-FileHash -LiteralPath (Join-Path $installed $file)).Hash | Should -Be (Get-FileHash -LiteralPath (Join-Path $packed $file)).Hash -Because $file
        }
    }
}

Describe 'The packed module' {
    It 'is imported by its folder' {
        Invoke-Fresh "Import-Module '$modules/LyncResilience'; $use" | Should -Be $expected
        Invoke-Fresh "Import-Module '$packed/LyncResilience.psd1'; $use" | Should -Be $expected
    }

    It 'is imported by its name' {
        Invoke-Fresh "Import-Module LyncResilience; (Get-Module LyncResilience).ModuleBase" | Should -Be (Get-Item -LiteralPath $packed).FullName
    }

    It 'loads itself when a command is called' {
        Invoke-Fresh "(Get-ResilienceTopology '$packed/module/samples/topology.json').Pools.Count; (Get-Module LyncResilience).Version.ToString()" | Should -Be 4, $version
    }

    It 'is found by Get-Module, and each of its commands by name, without being loaded' {
        Invoke-Fresh '(Get-Module -ListAvailable LyncResilience).ExportedCmdlets.Count; @(Get-Module LyncResilience).Count; (Get-Command Test-SiteResilience).Source' |
            Should -Be $expected[0], 0, 'LyncResilience'
    }

    It 'is imported again with -Force' {
        Invoke-Fresh "Import-Module LyncResilience; Import-Module LyncResilience -Force; @(Get-Module LyncResilience).Count; $use" | Should -Be (@(1) + $expected)
    }

    It 'goes with its laboratories when it is removed, and can come back' {
        Invoke-Fresh ('Import-Module LyncResilience; $first = Start-ResilienceLab; $lab = Start-ResilienceLab; Remove-Module LyncResilience; $first.IsRunning; $lab.IsRunning; Test-Path $lab.TrustedRoot; ' +
            'Test-Path variable:global:ResilienceLab; @(Get-Module LyncResilience).Count; (Start-ResilienceLab).IsRunning') | Should -Be 'False', 'False', 'False', 'False', 0, 'True'
    }

    It 'works in a session in <_>' -ForEach 'ConstrainedLanguage', 'RestrictedLanguage', 'NoLanguage' {
        # The engine loads what its host names before it restricts the session. A restricted session takes commands from its host, as a remoting endpoint's does.
        $script = '$state = [initialsessionstate]::CreateDefault2(); $state.LanguageMode = "MODE"; $state.ImportPSModule("LyncResilience"); $space = [runspacefactory]::CreateRunspace($state); $space.Open(); ' +
            '$space.SessionStateProxy.LanguageMode.ToString(); function ask { $shell = [powershell]::Create(); $shell.Runspace = $space; $shell }; ' +
            '$shell = ask; $found = $shell.AddCommand("Get-ResilienceTopology").AddParameter("Path", "PACKED/module/samples/topology.json").Invoke(); $found.Count; ' +
            '$shell = ask; (-join $shell.AddCommand("Out-String").Invoke($found)) -match "Site Dublin"; ' +
            '$shell = ask; (-join $shell.AddCommand("Format-List").AddCommand("Out-String").Invoke($found[0].Pools)) -match "Fqdn"; $shell.Streams.Error | ForEach-Object { "$_" }'
        Invoke-Fresh $script.Replace('MODE', $_).Replace('PACKED', $packed) | Should -Be $_, 1, 'True', 'True'
    }

    It 'is imported by a session that is already in ConstrainedLanguage' {
        Invoke-Fresh "`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; Import-Module LyncResilience; $use" | Should -Be $expected
    }

    It 'works from a path with blanks, umlauts, parentheses and an apostrophe' {
        # By its number, because Windows PowerShell reads a file without a byte order mark in the system's code page.
        $place = Join-Path $TestDrive "M$([char] 0xFC)ller's modules (x)"
        $null = New-Item -ItemType Directory -Path $place
        Copy-Item -LiteralPath (Join-Path $modules 'LyncResilience') -Destination "$place/" -Recurse -ErrorAction Stop
        Invoke-Fresh "Import-Module LyncResilience; $use" $place | Should -Be $expected
        Invoke-Fresh "(Get-Help about_LyncResilience | Out-String).Length -gt 1000" $place | Should -Be 'True'
    }

    It 'is refused by the engine below a folder with brackets, which takes them for wildcards in every module with an assembly' {
        $plain = Join-Path $TestDrive 'plain'
        $place = Join-Path $TestDrive '[modules]'
        Copy-Item -LiteralPath (Join-Path $modules 'LyncResilience') -Destination $plain -Recurse
        [IO.Directory]::Move($plain, $place)
        "$(Invoke-Fresh "Import-Module '$place/$version/LyncResilience.psd1'")" | Should -BeLike '*Wildcard characters are not allowed*'
    }

    It 'works for an ordinary user, from a folder that is read-only' {
        if ($IsWindows -or "$(& id -u)" -ne '0') { Set-ItResult -Skipped -Because 'only root can become another user'; return }
        if (-not (Get-Command setpriv -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'there is no setpriv'; return }

        # TestDrive lies in a folder of root's own; everybody passes /tmp.
        $place = Join-Path ([IO.Path]::GetTempPath()) "lyncresilience-$PID"
        try {
            $null = New-Item -ItemType Directory -Path "$place/home"
            Copy-Item -LiteralPath (Join-Path $modules 'LyncResilience') -Destination "$place/" -Recurse
            & chown 65534:65534 "$place/home"
            & chmod -R a+rX,a-w "$place/LyncResilience"
            & chmod a+rx $place
            $said = & setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$place/home" PSModulePath=$place TMPDIR=/tmp $engine -NoProfile -NonInteractive -Command (
                "cd `$HOME; & id -u; Import-Module LyncResilience; $use; `$lab = Start-ResilienceLab; " +
                '($lab.Users[0] | Test-SrvSignInPath -DnsServer $lab.DnsServer -TrustedRoot $lab.TrustedRoot).Mode; $lab | Stop-ResilienceLab') 2>&1 | ForEach-Object { "$_" }
            if ("$said" -like '*ermission denied*pwsh*') { Set-ItResult -Skipped -Because 'another user may not start this PowerShell'; return }
            $said | Should -Be (@('65534') + $expected + 'Full')
        }
        finally {
            & chmod -R u+w $place
            Remove-Item -LiteralPath $place -Recurse -Force
        }
    }
}
