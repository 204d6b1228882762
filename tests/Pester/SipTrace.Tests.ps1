BeforeAll {
    . $PSScriptRoot/Timing.ps1
    . $PSScriptRoot/Traces.ps1
}

Describe 'Get-SipTrace' {
    It 'gives one message per record, with what a log tells' {
        $message = @(Get-SipTrace $first)[1]

        $message.GetType().FullName | Should -Be 'LyncResilience.SipTraceMessage'
        $message.Time | Should -Be ([datetime] '2017-03-02T07:10:03')
        $message.TimeUtc | Should -BeNullOrEmpty
        $message.Direction | Should -Be 'Outgoing'
        $message.Peer | Should -Be 'client.contoso.com:61182'
        $message.StartLine | Should -Be 'SIP/2.0 401 Unauthorized'
        $message.Method | Should -Be 'REGISTER'
        $message.StatusCode | Should -Be 401
        $message.CallId | Should -Be 'call-1'
        $message.From | Should -Be 'sip:alice@contoso.com'
        $message.TargetName | Should -Be 'fe1.contoso.com'
        $message.Machine | Should -Be 'fe1.contoso.com'
        $message.File | Should -Be $first
        $message.Line | Should -BeGreaterThan 1
    }

    It 'filters by <Filter>' -TestCases @(
        @{ Filter = '-CallId'; By = @{ CallId = 'call-2', 'call-3' }; Times = 2, 4, 5 }
        @{ Filter = '-CallId, whose case counts'; By = @{ CallId = 'CALL-2' }; Times = @() }
        @{ Filter = '-SipAddress'; By = @{ SipAddress = 'Carol@contoso.com' }; Times = 2, 4 }
        @{ Filter = '-SipAddress, also with sip: and in the request'; By = @{ SipAddress = 'sip:bob@contoso.com', 'x@contoso.com' }; Times = @(5) }
        @{ Filter = '-Method, of responses too'; By = @{ Method = 'register' }; Times = 1, 2, 3, 4 }
        @{ Filter = '-Method, several'; By = @{ Method = 'INVITE', 'NOTIFY' }; Times = @(5) }
        @{ Filter = '-StatusCode'; By = @{ StatusCode = 401, 404 }; Times = 3, 4 }
        @{ Filter = '-After'; By = @{ After = [datetime] '2017-03-02T07:10:04' }; Times = 4, 5 }
        @{ Filter = '-Before'; By = @{ Before = [datetime] '2017-03-02T07:10:02' }; Times = 1, 2 }
        @{ Filter = '-After in UTC'; By = @{ After = [datetime]::SpecifyKind('2017-03-02T12:10:04', 'Utc'); TimeZone = [TimeZoneInfo]::CreateCustomTimeZone('x', '-05:00', 'x', 'x') }; Times = 4, 5 }
        @{ Filter = 'all of them'; By = @{ CallId = 'call-3'; SipAddress = 'carol@contoso.com'; Method = 'REGISTER'; StatusCode = 404; After = [datetime] '2017-03-02' }; Times = @(4) }
    ) {
        @(Get-SipTrace $first, $second @By | ForEach-Object { $_.Time.Second }) | Should -Be $Times
    }

    It 'merges files by time, given as <How>' -TestCases @(
        @{ How = 'an array'; Read = { Get-SipTrace $first, $second } }
        @{ How = 'a wildcard'; Read = { Get-SipTrace "$TestDrive/*s*d.log", "$TestDrive/first.l*" } }
        @{ How = 'literal paths'; Read = { Get-SipTrace -LiteralPath $second, $first } }
        @{ How = 'files in the pipeline'; Read = { Get-ChildItem $TestDrive -Filter *.log | Get-SipTrace } }
        @{ How = 'paths in the pipeline'; Read = { $second, $first | Get-SipTrace } }
        @{ How = 'a relative path'; Read = { Push-Location $TestDrive; try { Get-SipTrace ./first.log, second.log } finally { Pop-Location } } }
        @{ How = 'the same file twice'; Read = { Get-SipTrace $first, $second, $first } }
    ) {
        @(& $Read | ForEach-Object { $_.Time.Second }) | Should -Be 1, 2, 3, 4, 5
    }

    It 'reads compressed files' {
        $zipped = Join-Path $TestDrive 'first.log.gz'
        $stream = [IO.Compression.GZipStream]::new([IO.File]::Create($zipped), [IO.Compression.CompressionMode]::Compress)
        $bytes = [IO.File]::ReadAllBytes($first)
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Dispose()
        $folder = (New-Item -ItemType Directory "$TestDrive/both").FullName
        Copy-Item $first, $second $folder
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [IO.Compression.ZipFile]::CreateFromDirectory($folder, "$TestDrive/both.zip")

        @(Get-SipTrace $zipped).Count | Should -Be 3
        @(Get-SipTrace "$TestDrive/both.zip").Time.Second | Should -Be 1, 2, 3, 4, 5
    }

    It 'takes brackets literally where it should' {
        $odd = New-Log 'odd [1].log' (New-Record '07:10:01.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0'))
        @(Get-SipTrace -LiteralPath $odd).Count | Should -Be 1
        @(Get-Item -LiteralPath $odd | Get-SipTrace).Count | Should -Be 1
        Get-SipTrace $odd -ErrorAction Stop | Should -BeNullOrEmpty
        @(Get-SipTrace ([WildcardPattern]::Escape($odd))).Count | Should -Be 1
    }

    It 'takes a list as an argument, messages too' {
        @(Get-SipTrace -InputObject (Get-Item $first, $second)).Count | Should -Be 5
        @(Get-SignInTrace -InputObject $first, $second).Count | Should -Be @(Get-SignInTrace $first, $second).Count
        @(Get-SignInTrace -InputObject @(Get-SipTrace $first, $second)).Count | Should -Be @(Get-SignInTrace $first, $second).Count
    }

    It 'finds nothing in an empty pipeline, behind a wildcard that nothing is like, or in a folder that came along' {
        @() | Get-SipTrace | Should -BeNullOrEmpty
        Get-SipTrace "$TestDrive/no*where" -ErrorAction Stop | Should -BeNullOrEmpty
        Get-Item $TestDrive | Get-SipTrace -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'takes a time zone as <How>' -TestCases @(
        @{ How = 'an id'; Zone = 'UTC' }
        @{ How = 'an object'; Zone = [TimeZoneInfo]::Utc }
        @{ How = 'an object of another session'; Zone = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([TimeZoneInfo]::Utc)) }
    ) {
        $message = Get-SipTrace $first -TimeZone $Zone | Select-Object -First 1
        $message.TimeUtc | Should -Be ([datetime]::SpecifyKind('2017-03-02T07:10:01', 'Utc'))
        $message.TimeUtc.Kind | Should -Be 'Utc'
    }

    It 'refuses a time zone that the system does not know in binding' {
        $failure = { Get-SipTrace $first -TimeZone 'Middle Earth' } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be "ParameterArgumentTransformationError,$sip"
        "$failure" | Should -BeLike "*'Middle Earth' is no time zone*Get-TimeZone -ListAvailable*"
    }

    It 'stops reading with Select-Object -First 1' {
        # Damage is told at a file's end only, so silence shows that the end was never read.
        $torn = New-Log 'torn.log' ((Get-Content $first) + (New-Record '07:10:06.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0'))[0..6])

        (Get-SipTrace $torn -WarningVariable told -WarningAction SilentlyContinue | Select-Object -First 1).Time.Second | Should -Be 1
        $told | Should -BeNullOrEmpty
        $null = Get-SipTrace $torn -WarningVariable told -WarningAction SilentlyContinue
        $told.Count | Should -Be 1
    }

    It 'reads no faster than its consumer, who gets the first message at once' {
        $big = Join-Path $TestDrive 'big.log'
        $writer = [IO.StreamWriter]::new($big)
        $text = (New-Record '07:10:01.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0')) -join "`r`n"
        foreach ($i in 1..40000) { $writer.WriteLine($text) }
        $writer.Dispose()

        Assert-BestBelow 0.5 {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            Get-SipTrace $big | Select-Object -First 1 | Should -Not -BeNullOrEmpty
            $one = $watch.Elapsed
            $watch.Restart()
            (Get-SipTrace $big | Measure-Object).Count | Should -Be 40000
            $one / $watch.Elapsed
        }
        Remove-Item $big
    }

    It 'shows how far it has come when reading takes long, and takes the bar away' {
        $big = Join-Path $TestDrive 'slow.log'
        $text = ((New-Record '07:10:01.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0')) -join "`r`n") + "`r`n"
        [IO.File]::WriteAllText($big, $text * 16000)
        $job = Start-Shell '$watch = [Diagnostics.Stopwatch]::StartNew(); $n = 0; Get-SipTrace $args[0] | ForEach-Object { if ($n++ -eq 0) { while ($watch.Elapsed.TotalSeconds -lt 2.2) { } } }' $big
        $null = $job.Shell.EndInvoke($job.Run)
        $bars = @($job.Shell.Streams.Progress)
        $job.Shell.Dispose()

        $bars[0].Activity | Should -Be 'Reading the trace'
        $bars[0].StatusDescription | Should -Be 'slow.log'
        $bars[0].PercentComplete | Should -BeGreaterThan 0
        $bars[0].PercentComplete | Should -BeLessThan 100
        $bars[-1].RecordType | Should -Be 'Completed'
        $bars.Count | Should -BeLessThan 20
    }
}

Describe 'Get-SipTrace -Wait' {
    It 'gives what is there, then what comes, and ends at once with Ctrl+C' {
        $growing = New-Log 'growing.log' (New-Record '07:10:01.000' (New-Message 'REGISTER sip:contoso.com SIP/2.0'))
        $job = Start-Shell 'Get-SipTrace $args[0] -Wait' $growing
        try {
            Wait-Until { $job.Output.Count -eq 1 }
            $half = (New-Record '07:10:02.000' (New-Message 'SIP/2.0 200 OK') outgoing) -join "`r`n"
            [IO.File]::AppendAllText($growing, $half.Substring(0, 300))
            [IO.File]::AppendAllText($growing, $half.Substring(300) + "`r`n")
            Wait-Until { $job.Output.Count -eq 2 }
            $job.Output[1].StatusCode | Should -Be 200

            $watch = [Diagnostics.Stopwatch]::StartNew()
            $job.Shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
            $job.Shell.Streams.Error + $job.Shell.Streams.Warning | Should -BeNullOrEmpty
        }
        finally {
            $job.Shell.Dispose()
        }
    }

    It 'ends with Select-Object, and when no file can be read' {
        (Get-SipTrace $first -Wait | Select-Object -First 1).Time.Second | Should -Be 1
        Get-SipTrace "$TestDrive/none.log" -Wait -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}

Describe 'Credentials' {
    It 'show in nothing that comes out' {
        $messages = Get-SipTrace $first, $second -Verbose *>&1
        $messages.Count | Should -BeGreaterOrEqual 5
        $messages | Export-Clixml "$TestDrive/messages.xml" -Depth 6
        $shown = @(
            $messages | Format-List * | Out-String -Width 500
            $messages | Format-List | Out-String -Width 500
            $messages | Format-Custom -Depth 4 | Out-String -Width 500
            $messages | ForEach-Object { "$_" }
            $messages | ForEach-Object { $_.GetText() }
            $messages | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
            $messages | ConvertTo-Csv
            Get-Content "$TestDrive/messages.xml" -Raw
            Get-SignInTrace $first, $second -Verbose *>&1 | ConvertTo-Json -Depth 5
        ) -join "`n"

        $shown | Should -BeLike '*Authorization*'
        $shown | Should -Not -BeLike "*$secret*"
    }

    It 'show in Text, and there only, with -IncludeSecrets' {
        $message = Get-SipTrace $first -IncludeSecrets | Select-Object -First 1

        $message.Text | Should -BeLike "TL_INFO*gssapi-data=`"$secret`"*`$`$end_record*"
        $message | Format-List | Out-String | Should -BeLike "*Text*$secret*"
        "$message" | Should -Not -BeLike "*$secret*"
        $message | Select-Object * -ExcludeProperty Text | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue | Should -Not -BeLike "*$secret*"
        (Get-SipTrace $first | Select-Object -First 1).PSObject.Properties['Text'] | Should -BeNullOrEmpty
    }

    It 'of a laboratory are hidden as well' {
        (Get-Content "$logs/*.UccApilog" -Raw) | Should -BeLike '*gssapi-data="TlRMTVNTUAAD*'
        Get-SipTrace "$logs/*" | Format-List * | Out-String -Width 500 | Should -Not -BeLike '*TlRMTVNTUAAD*'
    }
}

Describe 'What can not be read' {
    It '<What> is an error with a next step, and the others are read' -TestCases @(
        @{ What = 'a file that is not there'; Make = { "$TestDrive/none.log" }; Category = 'ObjectNotFound'; Like = '*none.log*Check the path.' }
        @{ What = 'a folder'; Make = { (New-Item -ItemType Directory -Force "$TestDrive/folder").FullName }; Category = 'InvalidArgument'; Like = '*It is a folder: name the files in it*' }
        @{ What = 'a text'; Make = { New-Log 'note.txt' 'Buy milk', 'and bread' }; Category = 'InvalidData'; Like = '*note.txt*is no trace*begins with.' }
        @{ What = 'an event trace log'; Make = { $etl = "$TestDrive/x.etl"; [IO.File]::WriteAllBytes($etl, [byte[]] (0, 0, 1, 0) * 64); $etl }; Category = 'InvalidData'; Like = '*binary event trace log*Convert it to text first*' }
        @{ What = 'no file system'; Make = { 'Env:/PATH' }; Category = 'InvalidArgument'; Like = '*not a path of files*' }
    ) {
        $path = & $Make
        foreach ($command in 'Get-SipTrace', 'Get-SignInTrace') {
            $read = & $command $path, $first -ErrorVariable failure -ErrorAction SilentlyContinue
            $read | Should -Not -BeNullOrEmpty
            $failure.Count | Should -Be 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.TraceUnreadable,*'
            $failure[0].CategoryInfo.Category | Should -Be $Category
            $failure[0].TargetObject | Should -Be $path
            "$failure" | Should -BeLike $Like
        }
    }

    It 'in the pipeline is <What>' -TestCases @(
        @{ What = 'neither a file nor a message'; Given = [pscustomobject]@{ A = 1 }; Like = '*no PSPath, FullName or Path*' }
        @{ What = 'a message that was cut off when it was stored'; Given = [pscustomobject]@{ StartLine = 'SIP/2.0 200 OK'; CallId = 'a'; Line = 1; Headers = 'To: a From: b' }; Like = '*Headers*became text*-Depth 5*' }
    ) {
        $Given | Get-SignInTrace -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -Be "LyncResilience.InputUnknown,$signIn"
        "$failure" | Should -BeLike $Like
    }

    It 'of a damaged file is told once, with file and line' {
        $lines = [string[]](Get-Content $first)
        $torn = New-Log 'damaged.log' ($lines[0..($lines.Count - 3)])
        $messages = Get-SipTrace $torn, $second -WarningVariable told -WarningAction SilentlyContinue

        @($messages).Count | Should -Be 5
        @($messages | Where-Object { -not $_.IsComplete }).Count | Should -Be 1
        $told.Count | Should -Be 1
        "$told" | Should -BeLike "$torn`: 1 damaged record, the first at line *"
    }
}

Describe 'Views of traces' {
    It 'show messages as a table of their own properties' {
        $message = Get-SipTrace "$logs/*.log" -StatusCode 301
        $lines = $message | Out-String -Stream -Width 120 | ForEach-Object { $_ -replace "`e\[[0-9;]*m" } | Where-Object { $_.Trim() }

        -split $lines[0] | Should -Be 'Time', 'Direction', 'StartLine', 'From'
        $lines[2] | Should -BeLike '*Outgoing*SIP/2.0 301 Redirect request to Home Server*ClientUser2@shudlab.net*'
        $message | Format-List | Out-String -Width 200 | Should -BeLike '*Contacts*<sip:A-L14FE2.shudlab.net*q=0.7*<sip:A-L14FE1.shudlab.net*q=0.3*'
    }
}
