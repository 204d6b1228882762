# Every way in which a command with a credential could give it away: streams, objects down to their private fields, files of every format.
BeforeDiscovery {
    $situations = @(
        foreach ($command in 'Test-SrvSignInPath', 'Get-BackupRegistrar', 'Test-SiteResilience') {
            foreach ($situation in 'signs in', 'has a wrong password', 'finds no DNS server', 'finds the pool down', 'does not trust the certificate') {
                @{ Command = $command; Situation = $situation }
            }
        }
    )
}

BeforeAll {
    . $PSScriptRoot/LabJournal.ps1
    Import-Module $env:LYNCRESILIENCE_MODULE -Force
    $traces = Join-Path $TestDrive traces
    $null = New-Item -ItemType Directory $traces
    $lab = Start-ResilienceLab -TracePath $traces
    $laboratory = $lab.GetType().GetProperty('Laboratory', [Reflection.BindingFlags] 'NonPublic, Instance').GetValue($lab)
    $user = $lab.Users[1]
    $wrong = [PSCredential]::new($user.Credential.UserName, (ConvertTo-SecureString 'Wr0ng+Geheim' -AsPlainText -Force))
    $hashOf = [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetType('LyncResilience.Discovery.Authentication.Ntlm.NtlmIdentity') }).Where({ $_ })[0].GetMethod('NtHash')

    # What to look for: in a text as it is, and in a text without white space, NULs and what stands between hex digits, so that UTF-16, hex of any
    # spelling and broken lines hide nothing.
    function Get-Needle([string[]] $Texts, [byte[][]] $Secrets) {
        [pscustomobject]@{
            Plain  = @($Texts) + @($Secrets | ForEach-Object { [Text.Encoding]::Latin1.GetString($_) })
            Packed = @(foreach ($secret in $Secrets) {
                    [BitConverter]::ToString($secret).Replace('-', '')
                    foreach ($before in 0..2) {
                        # Base64 amid something greater: the first and the last characters also hold bits of what stands around.
                        $text = [Convert]::ToBase64String([byte[]] (@(0) * $before) + $secret)
                        $from = [Math]::Ceiling($before * 8 / 6)
                        $text.Substring($from, [Math]::Floor(($before + $secret.Length) * 8 / 6) - $from)
                    }
                })
        }
    }

    function Get-SecretOf([PSCredential] $Credential) {
        $network = $Credential.GetNetworkCredential()
        $password = $network.Password
        $hash = $hashOf.Invoke($null, @($network))

        # What signs in as well as the password does: the key that the hash and the names make (MS-NLMP 3.3.2, NTOWFv2).
        $key = [Security.Cryptography.HMACMD5]::new($hash).ComputeHash([Text.Encoding]::Unicode.GetBytes($network.UserName.ToUpperInvariant() + $network.Domain))
        Get-Needle -Secrets ([Text.Encoding]::UTF8.GetBytes($password)), ([Text.Encoding]::Unicode.GetBytes($password)), $hash, $key -Texts @(
            $password, [Net.WebUtility]::HtmlEncode($password), [Uri]::EscapeDataString($password), [Text.Encodings.Web.JavaScriptEncoder]::Default.Encode($password))
    }

    $never = @((Get-SecretOf $user.Credential), (Get-SecretOf $wrong))

    # NTLMSSP and the type of an AUTHENTICATE: 12 octets, so the rest of the token doesn't change them in base64.
    $proof = [Text.Encoding]::ASCII.GetBytes("NTLMSSP`0$([char] 3)`0`0`0")
    $token = [Convert]::ToBase64String($proof)
    $proofs = Get-Needle -Secrets (, $proof) -Texts $token

    # Strings, octets and characters of an object, and of all that hangs on it, private fields included. What belongs to PowerShell itself
    # (an error knows its command line, and with it the credential that was typed there) is not the module's to hide.
    Add-Type -TypeDefinition @'
using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using System.Text;

public static class SecretsProbe
{
    public static string TextOf(object root)
    {
        var text = new StringBuilder();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Stack<object>();
        left.Push(root);
        while (left.Count > 0 && seen.Count < 500000)
        {
            object next = left.Pop();
            if (next == null || next is Type || next is MemberInfo || next is Assembly || next is Delegate || next is System.Threading.Thread || next is System.Security.SecureString) continue;
            if (next is string) { text.AppendLine((string)next); continue; }
            if (next is byte[]) { text.AppendLine(Encoding.Latin1.GetString((byte[])next)).AppendLine(Convert.ToHexString((byte[])next)); continue; }
            if (next is char[]) { text.AppendLine(new string((char[])next)); continue; }
            Type type = next.GetType();
            if (type.IsPrimitive || type.IsEnum || type.IsPointer) continue;
            if (!type.IsValueType && !seen.Add(next)) continue;
            var shown = next as System.Management.Automation.PSObject;
            if (shown != null) { left.Push(shown.BaseObject); continue; }
            var error = next as System.Management.Automation.ErrorRecord;
            if (error != null) { left.Push(error.Exception); left.Push(error.TargetObject); left.Push(error.ErrorDetails); left.Push(error.ToString()); continue; }
            var items = next as IEnumerable;
            if (items != null) { foreach (object item in items) left.Push(item); }
            if (type.FullName.StartsWith("System.Management.Automation.", StringComparison.Ordinal) && !type.FullName.EndsWith("Record", StringComparison.Ordinal)) continue;
            for (Type level = type; level != null; level = level.BaseType)
            {
                if (level.Namespace != null && (level.Namespace.StartsWith("System.Reflection", StringComparison.Ordinal) || level.Namespace.StartsWith("System.Threading", StringComparison.Ordinal))) break;
                foreach (FieldInfo field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike) left.Push(field.GetValue(next));
            }
        }
        return text.ToString();
    }
}
'@

    function Assert-NoSecret([string] $Text, [string] $Where, [object[]] $Needles = $never + $proofs) {
        $packed = $Text -replace '[\0\s:-]'
        foreach ($needle in $Needles) {
            if ($needle.Plain.Where({ $Text.Contains($_, [StringComparison]::OrdinalIgnoreCase) }) -or $needle.Packed.Where({ $packed.Contains($_, [StringComparison]::OrdinalIgnoreCase) })) {
                throw "$Where gives away a secret."
            }
        }
    }

    # Runs a command with every stream open; returns its shell and what it put out.
    function Invoke-Loud([string] $Command, [string] $Situation) {
        $arguments = @{ Credential = $user.Credential; DnsServer = $lab.DnsServer; TrustedRoot = $lab.TrustedRoot; TimeoutSeconds = 4; Verbose = $true; Debug = $true }
        switch ($Situation) {
            'has a wrong password' { $arguments.Credential = $wrong }
            'finds no DNS server' { $arguments.DnsServer = '127.0.0.1:9'; $arguments.TimeoutSeconds = 1 }
            'finds the pool down' { Set-ResilienceLab -Lab $lab -PoolDown $user.HomePool; $arguments.TimeoutSeconds = 2 }
            'does not trust the certificate' { $arguments.Remove('TrustedRoot') }
        }

        switch ($Command) {
            'Get-BackupRegistrar' { $arguments.Live = $true; $arguments.SipAddress = $user.SipAddress }
            'Test-SiteResilience' { $arguments.SipDomain = $lab.SipDomain; $arguments.SipAddress = $user.SipAddress }
            default { $arguments.SipAddress = $user.SipAddress }
        }

        $shell = [PowerShell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
        $null = $shell.AddScript('param($module, $command, $arguments) $DebugPreference = $VerbosePreference = "Continue"; Import-Module $module -Verbose:$false; & $command @arguments').
            AddArgument($env:LYNCRESILIENCE_MODULE).AddArgument($Command).AddArgument($arguments)
        try { $output = $shell.Invoke() } catch { $output = @($_) }
        if ($Situation -eq 'finds the pool down') { Set-ResilienceLab -Lab $lab -PoolUp $user.HomePool }
        [pscustomobject]@{ Shell = $shell; Output = @($output) }
    }
}

AfterAll {
    $lab | Stop-ResilienceLab -ErrorAction SilentlyContinue
}

Describe 'The probe' {
    It 'finds a password in a private field, so that its silence proves something' {
        $password = $user.Credential.GetNetworkCredential().Password
        $hidden = [Exception]::new('outer', [Exception]::new($password))
        { Assert-NoSecret ([SecretsProbe]::TextOf($hidden)) 'the exception' } | Should -Throw
        { Assert-NoSecret ([SecretsProbe]::TextOf([Text.Encoding]::Unicode.GetBytes($password))) 'the octets' } | Should -Throw
    }

    It 'finds a secret in any form: <_>' -ForEach 'hex', 'HEX', 'UTF-16', 'UTF-16 in hex', 'base64', 'base64 amid more', 'base64 of UTF-16 amid more', 'base64 in UTF-16 on two lines', 'the hash in hex', 'a token in hex' {
        $password = $user.Credential.GetNetworkCredential().Password
        $narrow = [Text.Encoding]::UTF8.GetBytes("xy$password-z")
        $wide = [Text.Encoding]::Unicode.GetBytes("x$password-z")
        $text = switch ($_) {
            'hex' { [Convert]::ToHexString($narrow).ToLowerInvariant() }
            'HEX' { [Convert]::ToHexString($narrow) }
            'UTF-16' { [Text.Encoding]::Latin1.GetString($wide) }
            'UTF-16 in hex' { [BitConverter]::ToString($wide) }
            'base64' { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($password)) }
            'base64 amid more' { [Convert]::ToBase64String($narrow) }
            'base64 of UTF-16 amid more' { [Convert]::ToBase64String($wide) }
            'base64 in UTF-16 on two lines' { [Text.Encoding]::Latin1.GetString([Text.Encoding]::Unicode.GetBytes([Convert]::ToBase64String($narrow).Insert(7, "`r`n"))) }
            'the hash in hex' { [Convert]::ToHexString($hashOf.Invoke($null, @($user.Credential.GetNetworkCredential()))).ToLowerInvariant() }
            'a token in hex' { [Convert]::ToHexString($proof) }
        }
        { Assert-NoSecret "so it says: $text" 'the text' } | Should -Throw
    }
}

Describe '<Command> that <Situation>' -ForEach $situations {
    It 'gives no secret away in a stream, an object or a file' {
        $run = Invoke-Loud $Command $Situation
        try {
            $run.Output.Count + $run.Shell.Streams.Error.Count | Should -BeGreaterThan 0
            foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information', 'Progress') {
                $records = @($run.Shell.Streams.$stream)
                Assert-NoSecret ($records | Out-String -Width 4000) "$stream, as shown,"
                Assert-NoSecret ([SecretsProbe]::TextOf($records)) "$stream, inside,"
            }

            $output = $run.Output
            Assert-NoSecret ([SecretsProbe]::TextOf($output)) 'The output, inside,'
            Assert-NoSecret (($output | Out-String -Width 4000) + ($output | Format-List * -Force | Out-String -Width 4000) + ($output | Format-Custom | Out-String -Width 4000)) 'The output, as shown,'
            Assert-NoSecret ($output | ConvertTo-Json -Depth 8 -WarningAction SilentlyContinue) 'JSON'
            Assert-NoSecret ($output | ConvertTo-Csv | Out-String) 'CSV'
            $output | Export-Clixml -Depth 8 "$TestDrive/out.xml"
            Assert-NoSecret ([IO.File]::ReadAllText("$TestDrive/out.xml")) 'CliXml'
            if ($output.Count -and $output[0].psobject.BaseObject -isnot [Management.Automation.ErrorRecord]) {
                foreach ($format in 'Html', 'Markdown', 'Json', 'Csv', 'JUnit', 'NUnit3') {
                    $null = $output | Export-ResilienceReport -Format $format -Path "$TestDrive/report.$format" -ErrorAction SilentlyContinue
                    if (Test-Path "$TestDrive/report.$format") {
                        Assert-NoSecret ([IO.File]::ReadAllText("$TestDrive/report.$format")) "The $format report"
                    }
                }
            }
        }
        finally {
            $run.Shell.Dispose()
        }
    }
}

Describe 'The laboratory, after all that' {
    It 'writes none of them into its journal' {
        $journal = Get-LabJournal $lab
        $journal.Requests.Count | Should -BeGreaterThan 0
        Assert-NoSecret ([SecretsProbe]::TextOf($journal)) 'The journal'
    }

    It 'shows its users without their passwords' {
        Assert-NoSecret (($lab | Format-List * | Out-String -Width 4000) + ($lab.Users | Format-List * | Out-String -Width 4000) + ($lab | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue)) 'The laboratory'
    }

    It 'refuses an address outside this machine' {
        Set-ResilienceLab -Lab $lab -AddSrvRecord 'fe9.shudlab.net. 60 IN A 203.0.113.9' -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'LyncResilience.ScenarioInvalid*'
        "$($refused[0])" | Should -BeLike '*203.0.113.9*'
        (Get-Command Start-ResilienceLab).Parameters.Keys | Where-Object { $_ -match 'Address|Listen|Bind|Endpoint' } | Should -BeNullOrEmpty
    }
}

Describe 'The logs of the laboratory' {
    BeforeAll {
        # They are written when it stops.
        $lab | Stop-ResilienceLab
    }

    It 'hold proofs of identity, as real ones do, and no password or hash' {
        $files = @(Get-ChildItem $traces -Recurse -File)
        $files.Count | Should -BeGreaterThan 0
        $text = -join ($files | ForEach-Object { [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($_.FullName)) })
        $text.Contains($token) | Should -BeTrue
        Assert-NoSecret $text 'A log' $never
    }

    It 'show none of them by Get-SipTrace' {
        $messages = @(Get-ChildItem $traces -Recurse -File | Get-SipTrace -ErrorAction SilentlyContinue)
        $messages.Count | Should -BeGreaterThan 0
        Assert-NoSecret (($messages | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue) + ($messages | Format-List * | Out-String -Width 4000)) 'Get-SipTrace'
    }
}
