<#
.SYNOPSIS
    Makes the package that a PowerShell gallery takes from a module's folder.
.DESCRIPTION
    A .nupkg is a zip of Open Packaging Conventions (ECMA-376, part 2) with a .nuspec at its root. Galleries want the shape that Publish-Module and
    Publish-PSResource make: everything of the manifest in the .nuspec, and tags that tell what the module exports, by which Find-Command finds it.
    Nothing is asked of the machine but .NET. The same folder gives the same bytes: entries are sorted and carry a fixed time.
.OUTPUTS
    System.IO.FileInfo of the package.
.LINK
    https://learn.microsoft.com/nuget/reference/nuspec
.LINK
    https://learn.microsoft.com/powershell/gallery/concepts/package-manifest-affecting-ui
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The module's folder, with its manifest at the top.
    [Parameter(Mandatory = $true)]
    [string] $Path,

    # The folder to write <module>.<version>.nupkg to.
    [Parameter(Mandatory = $true)]
    [string] $Destination
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.IO.Compression

# The earliest time that a zip entry can tell; the clock has no say in what a package holds.
$entryTime = New-Object DateTimeOffset 1980, 1, 1, 0, 0, 0, ([TimeSpan]::Zero)

function Get-OptionalValue([hashtable] $Table, [string] $Key) {
    if ($Table.ContainsKey($Key)) { $Table[$Key] } else { $null }
}

function ConvertTo-XmlText([string] $Text) {
    [Security.SecurityElement]::Escape($Text)
}

# In the order of PowerShellGet: the author's own, the kind, then each command twice.
function Get-PackageTag([hashtable] $Manifest) {
    Get-OptionalValue $Manifest.PrivateData.PSData 'Tags'
    'PSModule'
    $cmdlets = @($Manifest.CmdletsToExport)
    $functions = @($Manifest.FunctionsToExport)
    if ($cmdlets.Count -gt 0) {
        'PSIncludes_Cmdlet'
        $cmdlets | ForEach-Object { "PSCmdlet_$_" }
    }

    if ($functions.Count -gt 0) {
        'PSIncludes_Function'
        $functions | ForEach-Object { "PSFunction_$_" }
    }

    $cmdlets + $functions | ForEach-Object { "PSCommand_$_" }
}

function Get-Nuspec([string] $Id, [hashtable] $Manifest, [string] $Tags) {
    $data = $Manifest.PrivateData.PSData
    $metadata = [ordered] @{
        id                       = $Id
        version                  = $Manifest.ModuleVersion
        authors                  = $Manifest.Author
        owners                   = Get-OptionalValue $Manifest 'CompanyName'
        requireLicenseAcceptance = 'false'
        licenseUrl               = Get-OptionalValue $data 'LicenseUri'
        projectUrl               = Get-OptionalValue $data 'ProjectUri'
        description              = $Manifest.Description
        releaseNotes             = Get-OptionalValue $data 'ReleaseNotes'
        copyright                = Get-OptionalValue $Manifest 'Copyright'
        tags                     = $Tags
    }

    '<?xml version="1.0" encoding="utf-8"?>'
    '<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">'
    '  <metadata>'
    foreach ($name in $metadata.Keys) {
        if ($metadata[$name]) { "    <$name>$(ConvertTo-XmlText $metadata[$name])</$name>" }
    }

    '  </metadata>'
    '</package>'
}

function Get-CoreProperty([string] $Id, [hashtable] $Manifest, [string] $Tags) {
    '<?xml version="1.0" encoding="utf-8"?>'
    '<coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "  <dc:creator>$(ConvertTo-XmlText $Manifest.Author)</dc:creator>"
    "  <dc:description>$(ConvertTo-XmlText $Manifest.Description)</dc:description>"
    "  <dc:identifier>$(ConvertTo-XmlText $Id)</dc:identifier>"
    "  <version>$(ConvertTo-XmlText $Manifest.ModuleVersion)</version>"
    "  <keywords>$(ConvertTo-XmlText $Tags)</keywords>"
    '</coreProperties>'
}

function Get-Relationship([string] $Nuspec, [string] $CoreProperties) {
    '<?xml version="1.0" encoding="utf-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "  <Relationship Type=`"http://schemas.microsoft.com/packaging/2010/07/manifest`" Target=`"/$Nuspec`" Id=`"R1`" />"
    "  <Relationship Type=`"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties`" Target=`"/$CoreProperties`" Id=`"R2`" />"
    '</Relationships>'
}

# Every part needs a type: by its extension, or by its name when it has none.
function Get-ContentType([string[]] $Parts) {
    $types = @{ rels = 'application/vnd.openxmlformats-package.relationships+xml'; psmdcp = 'application/vnd.openxmlformats-package.core-properties+xml' }
    '<?xml version="1.0" encoding="utf-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    foreach ($extension in $Parts | ForEach-Object { [IO.Path]::GetExtension($_).TrimStart('.') } | Where-Object { $_ } | Sort-Object -Unique) {
        $type = if ($types.ContainsKey($extension)) { $types[$extension] } else { 'application/octet' }
        "  <Default Extension=`"$extension`" ContentType=`"$type`" />"
    }

    foreach ($part in $Parts | Where-Object { -not [IO.Path]::GetExtension($_) }) {
        "  <Override PartName=`"/$part`" ContentType=`"application/octet`" />"
    }

    '</Types>'
}

function ConvertTo-Utf8([string[]] $Lines) {
    # The comma keeps the bytes one object.
    , (New-Object Text.UTF8Encoding $false).GetBytes(($Lines -join "`n") + "`n")
}

function Add-Entry([IO.Compression.ZipArchive] $Archive, [string] $Name, [byte[]] $Bytes) {
    $entry = $Archive.CreateEntry($Name, [IO.Compression.CompressionLevel]::Optimal)
    $entry.LastWriteTime = $entryTime
    $stream = $entry.Open()
    try { $stream.Write($Bytes, 0, $Bytes.Length) } finally { $stream.Dispose() }
}

$folder = (Resolve-Path -LiteralPath $Path).ProviderPath.TrimEnd('\', '/')
$manifestFile = @(Get-ChildItem -LiteralPath $folder -Filter '*.psd1')
if ($manifestFile.Count -ne 1) {
    throw "'$folder' must have one manifest at its top; there are $($manifestFile.Count)."
}

$id = $manifestFile[0].BaseName
$manifest = Import-PowerShellDataFile -LiteralPath $manifestFile[0].FullName
$tags = @(Get-PackageTag $manifest) -join ' '
if ($tags.Length -gt 4000) {
    throw "The tags have $($tags.Length) characters; a gallery takes 4000."
}

$files = [string[]] @(Get-ChildItem -LiteralPath $folder -Recurse -File | ForEach-Object { $_.FullName.Substring($folder.Length + 1).Replace('\', '/') })
[Array]::Sort($files, [StringComparer]::Ordinal)
$odd = @($files | Where-Object { $_ -notmatch '^[\w./-]+$' })
if ($odd.Count -gt 0) {
    throw "These names would have to be escaped in a package: $($odd -join ', ')."
}

$nuspec = "$id.nuspec"
$coreProperties = "package/services/metadata/core-properties/$(([guid] $manifest.GUID).ToString('N')).psmdcp"
$package = Join-Path $Destination "$id.$($manifest.ModuleVersion).nupkg"
$null = New-Item -ItemType Directory -Force -Path $Destination
$stream = [IO.File]::Create((Resolve-Path -LiteralPath $Destination).ProviderPath + [IO.Path]::DirectorySeparatorChar + (Split-Path -Leaf $package))
try {
    $archive = New-Object IO.Compression.ZipArchive $stream, ([IO.Compression.ZipArchiveMode]::Create)
    try {
        Add-Entry $archive '[Content_Types].xml' (ConvertTo-Utf8 (Get-ContentType (@('_rels/.rels', $nuspec, $coreProperties) + $files)))
        Add-Entry $archive '_rels/.rels' (ConvertTo-Utf8 (Get-Relationship $nuspec $coreProperties))
        Add-Entry $archive $nuspec (ConvertTo-Utf8 (Get-Nuspec $id $manifest $tags))
        foreach ($file in $files) {
            Add-Entry $archive $file ([IO.File]::ReadAllBytes("$folder/$file"))
        }

        Add-Entry $archive $coreProperties (ConvertTo-Utf8 (Get-CoreProperty $id $manifest $tags))
    }
    finally {
        $archive.Dispose()
    }
}
finally {
    $stream.Dispose()
}

Get-Item -LiteralPath $package
