<#
.SYNOPSIS
    Makes the help of the commands from the pages of this folder.
.DESCRIPTION
    Text and examples come from the pages; types, parameter sets, positions, pipeline input, aliases, accepted values and defaults from the built module
    itself. Writes LyncResilience.Cmdlets.dll-Help.xml, where Get-Help of both editions looks for it: in a folder named after the culture beside the manifest
    (github.com/PowerShell/PowerShell, CommandHelpProvider.GetHelpFile: the base of the module that exports the command, then MUIFileSearcher: the culture,
    its parents, the folder itself, en-US, en).

    A page that is missing, or that says less or other than the code, ends it with file and line. It loads the module, so run it in a process of its own, as
    build.ps1 does.
.EXAMPLE
    pwsh -NoProfile -File docs/commands/ConvertTo-CommandHelp.ps1
#>
[CmdletBinding()]
param(
    # The folder of the pages.
    [string] $Path = $PSScriptRoot,

    # The manifest of the built module.
    [string] $Manifest = (Join-Path $PSScriptRoot '../../LyncResilience.psd1'),

    # The folder that the file is written to.
    [string] $Destination = (Join-Path $PSScriptRoot '../../en-US')
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'CommandPage.ps1')

$namespaces = @{
    maml    = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
}
$common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters

# An element like maml:para. Its content is a text or a script that writes what is in it.
function Write-Element([string] $Name, [object] $Content, [Collections.IDictionary] $Attribute = @{}) {
    $prefix, $local = $Name -split ':'
    $xml.WriteStartElement($prefix, $local, $namespaces[$prefix])
    foreach ($key in $Attribute.Keys) {
        $xml.WriteAttributeString($key, $Attribute[$key])
    }

    if ($Content -is [scriptblock]) { & $Content } else { $xml.WriteString($Content) }
    $xml.WriteEndElement()
}

function Write-Paragraph([string] $Name, [string[]] $Text) {
    Write-Element $Name { foreach ($paragraph in $Text) { Write-Element maml:para $paragraph } }
}

function Get-ShortType([type] $Type) {
    $nullable = [Nullable]::GetUnderlyingType($Type)
    $name = if ($nullable) { $nullable.Name } else { $Type.Name }
    $name -replace '^PSObject\b', 'Object'
}

function Get-Element([type] $Type) {
    if ($Type.IsArray) { $Type.GetElementType() } else { $Type }
}

# The values that a parameter accepts, by its type or by what validates it.
function Get-AcceptedValue([Management.Automation.ParameterMetadata] $Parameter) {
    $set = $Parameter.Attributes | Where-Object { $_ -is [Management.Automation.ValidateSetAttribute] }
    $element = Get-Element $Parameter.ParameterType
    if ($set) { $set.ValidValues } elseif ($element.IsEnum) { [Enum]::GetNames($element) }
}

# What the code says that the page needn't: values and ranges.
function Get-Constraint([Management.Automation.ParameterMetadata] $Parameter) {
    $values = @(Get-AcceptedValue $Parameter)
    if ($values.Count -gt 0) {
        "Accepted values: $($values -join ', ')."
    }

    $range = $Parameter.Attributes | Where-Object { $_ -is [Management.Automation.ValidateRangeAttribute] }
    if ($range) {
        "Accepted range: $($range.MinRange) to $($range.MaxRange)."
    }
}

# What a parameter has when nobody gives it: what a new command has. A page may say 'Default: <what>' where the code has only the zero of its type.
function Get-Default([object] $Command, [Management.Automation.ParameterMetadata] $Parameter, [object] $Entry, [string] $File) {
    $property = $Command.ImplementingType.GetProperty($Parameter.Name)
    $value = if ($property) { $property.GetValue($instances[$Command.Name]) } else { $false }
    $stated = @($Entry.Text | Where-Object { $_ -like 'Default: *' })
    if ($stated.Count -gt 0) {
        if ($null -ne $value -and "$value" -ne "$([Activator]::CreateInstance($value.GetType()))") {
            Stop-Page $File $Entry.Line "The default of -$($Parameter.Name) is '$value' in the code; the page needn't say it."
        }

        return $stated[0].Substring(9).TrimEnd('.')
    }

    if ($null -eq $value -or "$value" -eq '' -or ($value -is [Collections.ICollection] -and $value.Count -eq 0)) {
        return 'None'
    }

    [Convert]::ToString($value, [Globalization.CultureInfo]::InvariantCulture)
}

function Get-PipelineInput([object[]] $Set) {
    $ways = @(
        if (@($Set | Where-Object ValueFromPipeline).Count -gt 0) { 'ByValue' }
        if (@($Set | Where-Object ValueFromPipelineByPropertyName).Count -gt 0) { 'ByPropertyName' }
    )
    if ($ways.Count -gt 0) { "true ($($ways -join ', '))" } else { 'false' }
}

# A parameter in a syntax line (with its place in that set) or in the list of all (with all its sets).
function Write-Parameter([object] $Command, [Management.Automation.ParameterMetadata] $Parameter, [object[]] $Set, [object] $Entry, [string] $File) {
    $position = @($Set | ForEach-Object { $_.Position } | Where-Object { $_ -ge 0 })
    $isSwitch = $Parameter.SwitchParameter
    $attribute = [ordered] @{
        required       = "$(@($Set | Where-Object { -not $_.IsMandatory }).Count -eq 0)".ToLowerInvariant()
        variableLength = "$($Parameter.ParameterType.IsArray)".ToLowerInvariant()
        globbing       = "$(@($Parameter.Attributes | Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] }).Count -gt 0)".ToLowerInvariant()
        pipelineInput  = Get-PipelineInput $Set
        position       = $(if ($position.Count -gt 0) { "$($position[0])" } else { 'named' })
        aliases        = $(if ($Parameter.Aliases.Count -gt 0) { $Parameter.Aliases -join ', ' } else { 'none' })
    }
    $type = Get-ShortType $Parameter.ParameterType
    $text = @($Entry.Text | Where-Object { $_ -notlike 'Default: *' }) + @(Get-Constraint $Parameter)
    Write-Element command:parameter -Attribute $attribute {
        Write-Element maml:name $Parameter.Name
        Write-Paragraph maml:description $text
        $values = @(Get-AcceptedValue $Parameter)
        if ($values.Count -gt 0) {
            Write-Element command:parameterValueGroup {
                foreach ($value in $values) {
                    Write-Element command:parameterValue $value ([ordered] @{ required = 'false'; variableLength = 'false' })
                }
            }
        }

        if (-not $isSwitch) {
            Write-Element command:parameterValue $type ([ordered] @{ required = 'true'; variableLength = $attribute.variableLength })
        }

        Write-Element dev:type {
            Write-Element maml:name $type
            Write-Element maml:uri ''
        }
        Write-Element dev:defaultValue (Get-Default $Command $Parameter $Entry $File)
    }
}

function Write-Type([string] $List, [string] $Item, [object[]] $Entry) {
    Write-Element $List {
        foreach ($type in $Entry) {
            Write-Element $Item {
                Write-Element dev:type {
                    Write-Element maml:name $type.Name
                    Write-Element maml:uri ''
                }
                Write-Paragraph maml:description $type.Text
            }
        }
    }
}

# Get-Help shows code as it stands, so the output goes there too; everything else it wraps.
function Write-Example([object] $Example) {
    Write-Element command:example {
        Write-Element maml:title "---- $($Example.Title) ----"
        Write-Element maml:introduction { foreach ($paragraph in $Example.Remarks) { Write-Element maml:para "$paragraph`n`n" } }
        Write-Element dev:code $(if ($Example.Output) { "$($Example.Code)`n`n$($Example.Output)" } else { $Example.Code })
    }
}

# WhatIf and Confirm come from the engine, and so does what they mean.
function Get-EngineEntry([string] $Name) {
    $text = @{
        WhatIf  = 'Shows what would happen, and does nothing.'
        Confirm = 'Asks before each change.'
    }
    [pscustomobject] @{ Name = $Name; Line = 0; Text = @($text[$Name]) }
}

function Write-Command([object] $Command, [object] $Page) {
    $entries = @{}
    foreach ($entry in $Page.Parameters) {
        $entries[$entry.Name.TrimStart('-')] = $entry
    }

    $names = @($Command.Parameters.Keys | Where-Object { $common -notcontains $_ })
    foreach ($name in 'WhatIf', 'Confirm') {
        if ($Command.Parameters.ContainsKey($name)) {
            $entries[$name] = Get-EngineEntry $name
            $names += $name
        }
    }

    Write-Element command:command {
        Write-Element command:details {
            Write-Element command:name $Command.Name
            Write-Paragraph maml:description $Page.Synopsis
            Write-Element command:verb $Command.Verb
            Write-Element command:noun $Command.Noun
        }
        Write-Paragraph maml:description $Page.Description
        Write-Element command:syntax {
            foreach ($set in $Command.ParameterSets | Sort-Object { -not $_.IsDefault }) {
                Write-Element command:syntaxItem {
                    Write-Element maml:name $Command.Name
                    foreach ($parameter in $set.Parameters | Where-Object { $names -contains $_.Name } | Sort-Object { if ($_.Position -lt 0) { [int]::MaxValue } else { $_.Position } }, { -not $_.IsMandatory }, Name) {
                        Write-Parameter $Command $Command.Parameters[$parameter.Name] $parameter $entries[$parameter.Name] $Page.File
                    }
                }
            }
        }
        Write-Element command:parameters {
            foreach ($name in $names | Sort-Object) {
                $sets = @($Command.ParameterSets | ForEach-Object { $_.Parameters } | Where-Object Name -EQ $name)
                Write-Parameter $Command $Command.Parameters[$name] $sets $entries[$name] $Page.File
            }
        }
        Write-Type command:inputTypes command:inputType $Page.Inputs
        Write-Type command:returnValues command:returnValue $Page.Outputs
        Write-Element maml:alertSet { Write-Paragraph maml:alert $Page.Notes }
        Write-Element command:examples { foreach ($example in $Page.Examples) { Write-Example $example } }
        Write-Element maml:relatedLinks {
            foreach ($link in $Page.Links) {
                Write-Element maml:navigationLink {
                    Write-Element maml:linkText $link.Name
                    Write-Element maml:uri ''
                }
            }
        }
    }
}

# The page against the code: every parameter, no other, in alphabetical order; the types that come in and go out.
function Assert-Page([object] $Command, [object] $Page) {
    $described = @($Page.Parameters | ForEach-Object { $_.Name.TrimStart('-') })
    $declared = @($Command.Parameters.Keys | Where-Object { $common -notcontains $_ } | Sort-Object)
    foreach ($entry in $Page.Parameters) {
        if ($entry.Name -notlike '-*' -or $declared -cnotcontains $entry.Name.Substring(1)) {
            Stop-Page $Page.File $entry.Line "$($Command.Name) has no parameter '$($entry.Name)'. Its parameters: -$($declared -join ', -')."
        }
    }

    foreach ($name in $declared) {
        if ($described -notcontains $name) {
            Stop-Page $Page.File $Page.ParametersLine "-$name is not described."
        }
    }

    for ($at = 0; $at -lt $declared.Count; $at++) {
        if ($described[$at] -ne $declared[$at]) {
            Stop-Page $Page.File $Page.Parameters[$at].Line "'$($Page.Parameters[$at].Name)' is not in alphabetical order: -$($declared[$at]) belongs here."
        }
    }

    $outputs = @($Command.OutputType | ForEach-Object { $_.Name -replace '^System\.Void$', 'None' } | Sort-Object -Unique)
    $stated = @($Page.Outputs | ForEach-Object Name | Sort-Object)
    if ("$outputs" -cne "$stated") {
        Stop-Page $Page.File $(if ($Page.Outputs.Count -gt 0) { $Page.Outputs[0].Line } else { $Page.LinksLine }) "The outputs are $($outputs -join ', '), not $($stated -join ', ')."
    }

    Assert-Input $Command $Page
}

# A parameter of a type of its own states it. One that takes any object is described by the types that it is made for.
function Assert-Input([object] $Command, [object] $Page) {
    $types = @($Command.ParameterSets | ForEach-Object { $_.Parameters } | Where-Object ValueFromPipeline | ForEach-Object { (Get-Element $_.ParameterType).FullName } | Select-Object -Unique)
    $stated = @($Page.Inputs | ForEach-Object { $_.Name -replace '\[\]$' })
    $line = if ($Page.Inputs.Count -gt 0) { $Page.Inputs[0].Line } else { $Page.LinksLine }
    if ($stated.Count -eq 0 -or ($types.Count -eq 0) -ne ("$stated" -ceq 'None')) {
        Stop-Page $Page.File $line "From the pipeline come $(if ($types.Count -gt 0) { $types -join ', ' } else { 'None' }), not '$stated'."
    }

    foreach ($type in $types) {
        if ($type -ne 'System.Management.Automation.PSObject' -and $stated -cnotcontains $type) {
            Stop-Page $Page.File $line "'### $type', which comes from the pipeline, is missing."
        }
    }

    foreach ($entry in $Page.Inputs | Where-Object Name -NE 'None') {
        if (-not ($entry.Name -replace '\[\]$' -as [type])) {
            Stop-Page $Page.File $entry.Line "There is no type '$($entry.Name)'."
        }
    }
}

function Assert-Link([object] $Page, [string[]] $Known) {
    if ($Page.Links.Count -eq 0) {
        Stop-Page $Page.File $Page.LinksLine 'There is no link.'
    }

    foreach ($link in $Page.Links) {
        if ($Known -cnotcontains $link.Name) {
            Stop-Page $Page.File $link.Line "'$($link.Name)' is neither a command of this module nor one of its topics."
        }
    }
}

$module = Import-Module -Name $Manifest -PassThru
$commands = @($module.ExportedCmdlets.Values | Sort-Object Name)
$pages = @(Get-ChildItem -LiteralPath $Path -Filter '*-*.md' | Sort-Object Name | ForEach-Object { Read-CommandPage $_.FullName })
$topics = Get-ChildItem -Path (Join-Path (Split-Path $Manifest) 'module'), (Join-Path (Split-Path $Manifest) 'en-US') -Filter 'about_*.help.txt' -ErrorAction Ignore |
    ForEach-Object { $_.Name -replace '\.help\.txt$' }
$known = @($commands.Name) + @($topics)
$instances = @{}

foreach ($page in $pages) {
    if ($commands.Name -cnotcontains $page.Name) {
        Stop-Page $page.File 1 "The module has no command '$($page.Name)'."
    }
}

$paged = @{}
foreach ($command in $commands) {
    $page = $pages | Where-Object Name -CEQ $command.Name
    if (-not $page) {
        Stop-Page "$($command.Name).md" 1 'This page is missing.'
    }

    Assert-Page $command $page
    Assert-Link $page $known
    $paged[$command.Name] = $page
    $instances[$command.Name] = [Activator]::CreateInstance($command.ImplementingType)
}

$null = New-Item -ItemType Directory -Force -Path $Destination
$file = Join-Path (Resolve-Path -LiteralPath $Destination).ProviderPath 'LyncResilience.Cmdlets.dll-Help.xml'
$settings = New-Object Xml.XmlWriterSettings -Property @{ Indent = $true; IndentChars = '  '; Encoding = New-Object Text.UTF8Encoding $false; NewLineChars = "`n" }
$buffer = New-Object IO.MemoryStream
$xml = [Xml.XmlWriter]::Create($buffer, $settings)
$xml.WriteStartElement('helpItems', 'http://msh')
$xml.WriteAttributeString('schema', 'maml')
foreach ($command in $commands) {
    Write-Command $command $paged[$command.Name]
}

$xml.WriteEndElement()
$xml.Close()
[IO.File]::WriteAllBytes($file, $buffer.ToArray())
Get-Item -LiteralPath $file
