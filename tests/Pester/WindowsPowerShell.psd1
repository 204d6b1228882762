# What Windows PowerShell 5.1 has of what our scripts call: each command with its parameters, from the pages of version 5.1 below
# https://learn.microsoft.com/powershell/module/?view=powershell-5.1. A command that isn't here is looked up there before it is used and added.
@{
    CommonParameters = @(
        'Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ErrorVariable'
        'WarningVariable', 'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable'
    )

    # Programs, and the words of Pester's own language.
    Programs         = @('dotnet', 'Describe', 'Context', 'It', 'Should', 'BeforeAll', 'AfterAll', 'BeforeEach', 'AfterEach', 'BeforeDiscovery', 'Set-ItResult')

    Commands         = @{
        'Add-Type' = @(
            'AssemblyName', 'CodeDomProvider', 'CompilerParameters', 'IgnoreWarnings', 'Language', 'LiteralPath', 'MemberDefinition', 'Name', 'Namespace',
            'OutputAssembly', 'OutputType', 'PassThru', 'Path', 'ReferencedAssemblies', 'TypeDefinition', 'UsingNamespace'
        )
        'ConvertFrom-Json' = @('InputObject')
        'ConvertTo-Json' = @('Compress', 'Depth', 'InputObject')
        'Copy-Item' = @(
            'Container', 'Credential', 'Destination', 'Exclude', 'Filter', 'Force', 'FromSession', 'Include', 'LiteralPath', 'PassThru', 'Path', 'Recurse',
            'ToSession', 'UseTransaction', 'Confirm', 'WhatIf'
        )
        'Export-Clixml' = @('Depth', 'Encoding', 'Force', 'InputObject', 'LiteralPath', 'NoClobber', 'Path', 'Confirm', 'WhatIf')
        'Export-Csv' = @(
            'Append', 'Delimiter', 'Encoding', 'Force', 'InputObject', 'LiteralPath', 'NoClobber', 'NoTypeInformation', 'Path', 'UseCulture', 'Confirm',
            'WhatIf'
        )
        'ForEach-Object' = @('ArgumentList', 'Begin', 'End', 'InputObject', 'MemberName', 'Process', 'RemainingScripts', 'Confirm', 'WhatIf')
        'Get-ChildItem' = @(
            'Attributes', 'CodeSigningCert', 'Depth', 'Directory', 'DnsName', 'DocumentEncryptionCert', 'Eku', 'Exclude', 'ExpiringInDays', 'File', 'Filter',
            'FollowSymlink', 'Force', 'Hidden', 'Include', 'LiteralPath', 'Name', 'Path', 'ReadOnly', 'Recurse', 'SSLServerAuthentication', 'System',
            'UseTransaction'
        )
        'Get-Command' = @(
            'All', 'ArgumentList', 'CommandType', 'FullyQualifiedModule', 'ListImported', 'Module', 'Name', 'Noun', 'ParameterName', 'ParameterType',
            'ShowCommandInfo', 'Syntax', 'TotalCount', 'Verb'
        )
        'Get-Content' = @(
            'Credential', 'Delimiter', 'Encoding', 'Exclude', 'Filter', 'Force', 'Include', 'LiteralPath', 'Path', 'Raw', 'ReadCount', 'Stream', 'Tail',
            'TotalCount', 'UseTransaction', 'Wait'
        )
        'Get-Date' = @('Date', 'Day', 'DisplayHint', 'Format', 'Hour', 'Millisecond', 'Minute', 'Month', 'Second', 'UFormat', 'Year')
        'Get-Item' = @(
            'CodeSigningCert', 'Credential', 'DnsName', 'DocumentEncryptionCert', 'Eku', 'Exclude', 'ExpiringInDays', 'Filter', 'Force', 'Include',
            'LiteralPath', 'Path', 'SSLServerAuthentication', 'Stream', 'UseTransaction'
        )
        'Get-Module' = @('All', 'CimNamespace', 'CimResourceUri', 'CimSession', 'FullyQualifiedName', 'ListAvailable', 'Name', 'PSEdition', 'PSSession', 'Refresh')
        'Get-Process' = @('ComputerName', 'FileVersionInfo', 'Id', 'IncludeUserName', 'InputObject', 'Module', 'Name')
        'Get-Variable' = @('Exclude', 'Include', 'Name', 'Scope', 'ValueOnly')
        'Group-Object' = @('AsHashTable', 'AsString', 'CaseSensitive', 'Culture', 'InputObject', 'NoElement', 'Property')
        'Import-Clixml' = @('First', 'IncludeTotalCount', 'LiteralPath', 'Path', 'Skip')
        'Import-Csv' = @('Delimiter', 'Encoding', 'Header', 'LiteralPath', 'Path', 'UseCulture')
        'Import-Module' = @(
            'Alias', 'ArgumentList', 'AsCustomObject', 'Assembly', 'CimNamespace', 'CimResourceUri', 'CimSession', 'Cmdlet', 'DisableNameChecking', 'Force',
            'FullyQualifiedName', 'Function', 'Global', 'MaximumVersion', 'MinimumVersion', 'ModuleInfo', 'Name', 'NoClobber', 'PassThru', 'Prefix',
            'PSSession', 'RequiredVersion', 'Scope', 'Variable'
        )
        'Import-PowerShellDataFile' = @('LiteralPath', 'Path')
        'Join-Path' = @('ChildPath', 'Credential', 'Path', 'Resolve', 'UseTransaction')
        'Measure-Object' = @('Average', 'Character', 'IgnoreWhiteSpace', 'InputObject', 'Line', 'Maximum', 'Minimum', 'Property', 'Sum', 'Word')
        'New-Item' = @(
            'ApplicationName', 'Authentication', 'CertificateThumbprint', 'ConnectionURI', 'Credential', 'Force', 'ItemType', 'Name', 'Options', 'OptionSet',
            'Path', 'Port', 'SessionOption', 'UseSSL', 'UseTransaction', 'Value', 'Confirm', 'WhatIf'
        )
        'New-Object' = @('ArgumentList', 'ComObject', 'Property', 'Strict', 'TypeName')
        'Out-String' = @('InputObject', 'Stream', 'Width')
        'Pop-Location' = @('PassThru', 'StackName', 'UseTransaction')
        'Push-Location' = @('LiteralPath', 'PassThru', 'Path', 'StackName', 'UseTransaction')
        'Remove-Item' = @(
            'Credential', 'DeleteKey', 'Exclude', 'Filter', 'Force', 'Include', 'LiteralPath', 'Path', 'Recurse', 'Stream', 'UseTransaction', 'Confirm',
            'WhatIf'
        )
        'Resolve-Path' = @('Credential', 'LiteralPath', 'Path', 'Relative', 'UseTransaction')
        'Select-Object' = @('ExcludeProperty', 'ExpandProperty', 'First', 'Index', 'InputObject', 'Last', 'Property', 'Skip', 'SkipLast', 'Unique', 'Wait')
        'Select-String' = @(
            'AllMatches', 'CaseSensitive', 'Context', 'Encoding', 'Exclude', 'Include', 'InputObject', 'List', 'LiteralPath', 'NotMatch', 'Path', 'Pattern',
            'Quiet', 'SimpleMatch'
        )
        'Set-Content' = @(
            'Credential', 'Encoding', 'Exclude', 'Filter', 'Force', 'Include', 'LiteralPath', 'NoNewline', 'PassThru', 'Path', 'Stream', 'UseTransaction',
            'Value', 'Confirm', 'WhatIf'
        )
        'Set-StrictMode' = @('Off', 'Version')
        'Sort-Object' = @('CaseSensitive', 'Culture', 'Descending', 'InputObject', 'Property', 'Unique')
        'Split-Path' = @('Credential', 'IsAbsolute', 'Leaf', 'LiteralPath', 'NoQualifier', 'Parent', 'Path', 'Qualifier', 'Resolve', 'UseTransaction')
        'Start-Sleep' = @('Milliseconds', 'Seconds')
        'Test-ModuleManifest' = @('Path')
        'Test-Path' = @('Credential', 'Exclude', 'Filter', 'Include', 'IsValid', 'LiteralPath', 'NewerThan', 'OlderThan', 'Path', 'PathType', 'UseTransaction')
        'Where-Object' = @(
            'CContains', 'CEQ', 'CGE', 'CGT', 'CIn', 'CLE', 'CLike', 'CLT', 'CMatch', 'CNE', 'CNotContains', 'CNotIn', 'CNotLike', 'CNotMatch', 'Contains',
            'EQ', 'FilterScript', 'GE', 'GT', 'In', 'InputObject', 'Is', 'IsNot', 'LE', 'Like', 'LT', 'Match', 'NE', 'NotContains', 'NotIn', 'NotLike',
            'NotMatch', 'Property', 'Value'
        )
        'Write-Host' = @('BackgroundColor', 'ForegroundColor', 'NoNewline', 'Object', 'Separator')
    }
}
