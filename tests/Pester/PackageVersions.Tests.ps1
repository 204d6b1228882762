BeforeAll {
    . (Join-Path $PSScriptRoot 'Packed.ps1')
}

Describe 'Another version' {
    BeforeAll {
        # The manifest is the one place to change. Built, too: what else had a version of its own would show.
        $other = '9.8.7'
        $next = Join-Path $TestDrive 'next'
        Copy-WorkingTree $next
        $manifest = Join-Path $next 'LyncResilience.psd1'
        (Get-Content -Raw -LiteralPath $manifest).Replace("'$version'", "'$other'") | Set-Content -NoNewline -LiteralPath $manifest
        $env:NuGetAudit, $env:MSBUILDDISABLENODEREUSE, $env:UseSharedCompilation = 'false', '1', 'false'
        try { $log = & $engine -NoProfile -File (Join-Path $next 'build.ps1') pack *>&1 | Out-String } finally { $env:NuGetAudit, $env:MSBUILDDISABLENODEREUSE, $env:UseSharedCompilation = $null }
        $beside = Join-Path $next 'out/LyncResilience'
        Copy-Item -LiteralPath $packed -Destination "$beside/" -Recurse -ErrorAction Ignore
        $both = Join-Path $next 'out'
    }

    It 'follows from the manifest alone' {
        Test-Path -LiteralPath (Join-Path $next "out/LyncResilience.$other.nupkg") | Should -BeTrue -Because $log
        Get-ChildItem -LiteralPath (Join-Path $beside "$other/module/bin") -Filter *.dll | ForEach-Object {
            [Reflection.AssemblyName]::GetAssemblyName($_.FullName).Version | Should -Be "$other.0"
            $_.VersionInfo.FileVersion | Should -Be "$other.0"
        }
    }

    It 'holds no path of the machine that built it' {
        Get-ChildItem -LiteralPath (Join-Path $beside "$other/module/bin") -Filter *.dll | ForEach-Object {
            [Text.Encoding]::UTF8.GetString([IO.File]::ReadAllBytes($_.FullName)) | Should -Not -Match ([regex]::Escape($next))
        }
    }

    It 'stands beside the first; the newest is taken, or the one asked for' {
        $ask = '(Get-Module LyncResilience).Version.ToString(); (Get-Command Get-SipTrace).ImplementingType.Assembly.GetName().Version.ToString()'
        Invoke-Fresh "Import-Module LyncResilience; $ask" $both | Should -Be $other, "$other.0"
        Invoke-Fresh "Import-Module LyncResilience -RequiredVersion $version; $ask; $use" $both | Should -Be (@($version, "$version.0") + $expected)
        Invoke-Fresh "Import-Module LyncResilience -MaximumVersion 5.0; $ask" $both | Should -Be $version, "$version.0"
    }

    It 'is refused clearly by a process that has loaded the first' {
        # .NET keeps one assembly of a name for the life of a process.
        $said = Invoke-Fresh ("Import-Module LyncResilience -RequiredVersion $version; Remove-Module LyncResilience; " +
            "try { Import-Module LyncResilience -RequiredVersion $other; 'imported' } catch { `"`$_`" }; @(Get-Module LyncResilience).Count; Import-Module LyncResilience -RequiredVersion $version; $use") $both
        $said[0] | Should -BeLike '*Assembly with same name is already loaded*'
        $said[1..5] | Should -Be (@(0) + $expected)
    }
}

Describe 'The version' {
    It 'stands in the manifest and nowhere else' {
        $root = Split-Path $env:LYNCRESILIENCE_MODULE
        $elsewhere = Get-ChildItem -LiteralPath $root -Recurse -File -Include *.csproj, *.props, *.targets, *.slnx, *.ps1, *.psm1, *.ps1xml, *.txt, *.cs, *.md, run |
            Where-Object { $_.FullName.Substring($root.Length) -notmatch '[\\/](bin|obj|out|TestResults)[\\/]' } |
            Select-String -Pattern "(?<![\d.])$([regex]::Escape($version))(?![\d.]*\d)" | Where-Object { $_.Line -notmatch '^## \[' } | ForEach-Object { "$($_.Path):$($_.LineNumber): $($_.Line)" }
        $elsewhere | Should -BeNullOrEmpty
    }

    It 'is that of the newest release in the changelog, once there is one' {
        $headings = Select-String -LiteralPath (Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'CHANGELOG.md') -Pattern '^## \[(.+?)\]' | ForEach-Object { $_.Matches[0].Groups[1].Value }
        $released = @($headings | Where-Object { $_ -ne 'Unreleased' })
        if ($released.Count -gt 0) { $released[0] | Should -Be $version } else { $headings | Should -Be 'Unreleased' }
    }
}
