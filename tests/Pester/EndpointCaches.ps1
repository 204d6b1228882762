# Caches of a made-up layout, written on the fly: text in UTF-16LE, as CacheCorpusTests has many more. The suites of caches dot-source it in BeforeAll.
Import-Module $env:LYNCRESILIENCE_MODULE -Force
$get = 'LyncResilience.Cmdlets.GetEndpointCacheCommand'
$clear = 'LyncResilience.Cmdlets.ClearEndpointCacheCommand'
$sample = Join-Path (Split-Path $env:LYNCRESILIENCE_MODULE) 'module/samples/topology.json'
$users = [pscustomobject]@{ SipAddress = 'sip:alice@contoso.com'; RegistrarPool = 'red-pool01.contoso.com' },
    [pscustomobject]@{ SipAddress = 'sip:bob@contoso.com'; RegistrarPool = 'dub-pool01.contoso.com' }
$lync2010 = 'AppData/Local/Microsoft/Communicator'
$lync2013 = 'AppData/Local/Microsoft/Office/15.0/Lync'
$skype2016 = 'AppData/Local/Microsoft/Office/16.0/Lync'
$mac2011 = 'Documents/Microsoft User Data/Microsoft Lync Data'

function New-Folder([string] $Path) {
    (New-Item -ItemType Directory -Force -Path $Path).FullName
}

function New-Cache([string] $Profile, [string] $User, [string[]] $Server, [string] $Client = $lync2013) {
    $file = Join-Path (New-Folder "$Profile/$Client/sip_$User") 'EndpointConfiguration.cache'
    [IO.File]::WriteAllBytes($file, [Text.Encoding]::Unicode.GetBytes("`0" + (-join ($Server | ForEach-Object { "$_`0$_`0" }))))
    $file
}

# A tree of its own for each block, shaped like the disk of a computer.
function New-Disk {
    $root = New-Folder (Join-Path $TestDrive ([guid]::NewGuid()))
    @{
        Root  = $root
        Alice = New-Cache "$root/Users/alice" 'alice@contoso.com' 'red-pool01.contoso.com:5061'
        Bob   = New-Cache "$root/Users/bob" 'bob@contoso.com' 'red-pool01.contoso.com:5061' $lync2010
        Carol = New-Cache "$root/Users/carol" 'carol@contoso.com' 'old-pool01.contoso.com:5061' $skype2016
        Dave  = New-Cache "$root/Users/dave" 'dave@contoso.com' 'dub-pool01.contoso.com:5061', 'par-pool01.contoso.com:5061' $mac2011
    }
}

$disk = New-Disk
