# Plays the examples of a page in a session of their own, as somebody types them: statement by statement, each with what the console shows. Dot-source it.

function New-HelpSession([string] $Folder) {
    $page = New-Object LyncResilience.Cmdlets.Probe.PageHost
    $state = [Management.Automation.Runspaces.InitialSessionState]::CreateDefault()
    $runspace = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($page, $state)
    $runspace.Open()
    $session = [pscustomobject] @{ Host = $page; Runspace = $runspace }
    $null = Invoke-InSession $session { param($world, $folder) . $world -Folder $folder } (Join-Path $PSScriptRoot 'HelpWorld.ps1'), $Folder
    $null = $page.Take()
    $session
}

function Remove-HelpSession([object] $Session) {
    $null = Invoke-InSession $Session { Set-Location ([IO.Path]::GetTempPath()); Stop-ResilienceLab -ErrorAction Ignore }
    $Session.Runspace.Dispose()
}

# In the session's own scope, so that variables stay.
function Invoke-InSession([object] $Session, [object] $Script, [object[]] $Argument) {
    $shell = [PowerShell]::Create()
    $shell.Runspace = $Session.Runspace
    try {
        $null = $shell.AddScript("$Script", $false)
        $Argument | Where-Object { $null -ne $_ } | ForEach-Object { $null = $shell.AddArgument($_) }
        try {
            $shell.Invoke()
        }
        catch [Management.Automation.RuntimeException] {
            # What ended the statement, as the console shows it.
            $_.Exception.InnerException.ErrorRecord
        }

        $shell.Streams.Error
    }
    finally {
        $shell.Dispose()
    }
}

# The text of an example at each width.
function Invoke-HelpExample([object] $Session, [string] $Code, [int[]] $Width) {
    $problems = $null
    $tree = [Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $problems)
    if ($problems) {
        throw "$($problems[0].Message) in: $Code"
    }

    $texts = @{}
    foreach ($statement in $tree.EndBlock.Statements) {
        $Session.Host.Width = ($Width | Measure-Object -Maximum).Maximum
        $objects = @(Invoke-InSession $Session $statement.Extent.Text)
        $said = $Session.Host.Take()
        foreach ($columns in $Width) {
            $Session.Host.Width = $columns
            $null = Invoke-InSession $Session { param($objects) $objects | Out-Default } (, $objects)
            $texts[$columns] += "$said`n$($Session.Host.Take())" -replace "`e\[[0-9;]*m"
        }
    }

    $Width | ForEach-Object { $texts[$_] }
}
