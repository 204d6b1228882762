# Reads a page of this folder; README.md says what a page looks like. Dot-source it. What isn't right ends with the file and the line in the message.

$pageSections = 'SYNOPSIS', 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'LINKS'

function Stop-Page([string] $File, [int] $Line, [string] $Problem) {
    throw "${File}:${Line}: $Problem"
}

# The text of a page as help shows it: no mark-up, one string for each paragraph and list item, whatever the line breaks in the page.
function ConvertTo-Paragraph([object[]] $Line) {
    $paragraphs = New-Object Collections.Generic.List[string]
    $open = ''
    foreach ($text in @($Line | Where-Object { $_ } | ForEach-Object { $_.Text.Trim() }) + '') {
        if ($open -and ($text -eq '' -or $text -like '- *')) {
            $paragraphs.Add(($open -replace '`|\*\*' -replace '\[([^\]]+)\]\(([^)]+)\)', '$1 ($2)'))
            $open = ''
        }

        $open = "$open $text".Trim()
    }

    , $paragraphs.ToArray()
}

# Cuts lines at headings of one level; what stands before the first one belongs to none.
function Split-Heading([object[]] $Line, [string] $Mark) {
    $parts = New-Object Collections.Generic.List[object]
    $part = $null
    $isCode = $false
    foreach ($item in $Line) {
        if ($item.Text -like '``````*') {
            $isCode = -not $isCode
        }

        if (-not $isCode -and $item.Text -match "^$Mark (.+)$") {
            $part = [pscustomobject] @{ Name = $Matches[1].Trim(); Number = $item.Number; Lines = New-Object Collections.Generic.List[object] }
            $parts.Add($part)
        }
        elseif ($part) {
            $part.Lines.Add($item)
        }
    }

    $parts.ToArray()
}

# What stands between the fences of one language; the lines outside all fences when it is ''.
function Select-Fenced([object[]] $Line, [string] $Language) {
    $inside = ''
    foreach ($item in $Line) {
        if ($item.Text -match '^```(.*)$') {
            $inside = $Matches[1]
        }
        elseif ($inside -eq $Language) {
            $item
        }
    }
}

function Read-Example([string] $File, [object] $Part, [int] $Ordinal) {
    if ($Part.Name -notmatch "^Example ${Ordinal}: .+") {
        Stop-Page $File $Part.Number "An example is headed '### Example ${Ordinal}: <what it shows>', not '### $($Part.Name)'."
    }

    $code = @(Select-Fenced $Part.Lines 'powershell')
    if ($code.Count -eq 0) {
        Stop-Page $File $Part.Number "'$($Part.Name)' has no powershell code."
    }

    [pscustomobject] @{
        Title     = $Part.Name
        Line      = $Part.Number
        Remarks   = ConvertTo-Paragraph (Select-Fenced $Part.Lines '')
        Code      = @($code | ForEach-Object { $_.Text }) -join "`n"
        HasOutput = @($Part.Lines | Where-Object { $_.Text -eq '```output' }).Count -eq 1
        Output    = @(Select-Fenced $Part.Lines 'output' | ForEach-Object { $_.Text }) -join "`n"
    }
}

# Entries with a name and a text: parameters and types.
function Read-Entry([string] $File, [object] $Section) {
    foreach ($part in Split-Heading $Section.Lines '###') {
        $text = ConvertTo-Paragraph $part.Lines
        if ($text.Count -eq 0 -and $part.Name -ne 'None') {
            Stop-Page $File $part.Number "'$($part.Name)' has no text."
        }

        [pscustomobject] @{ Name = $part.Name; Line = $part.Number; Text = $text }
    }
}

function Read-CommandPage([string] $Path) {
    $file = Split-Path -Leaf $Path
    $number = 0
    $lines = @([IO.File]::ReadAllLines($Path) | ForEach-Object { $number++; [pscustomobject] @{ Number = $number; Text = $_ } })
    if ($lines.Count -eq 0 -or $lines[0].Text -cne "# $([IO.Path]::GetFileNameWithoutExtension($file))") {
        Stop-Page $file 1 "The first line is '# ' and the command's name."
    }

    $sections = @{}
    $found = @(Split-Heading $lines '##')
    foreach ($section in $found) {
        $sections[$section.Name] = $section
    }

    for ($at = 0; $at -lt [Math]::Max($found.Count, $pageSections.Count); $at++) {
        $expected = if ($at -lt $pageSections.Count) { "'## $($pageSections[$at])'" } else { 'the end' }
        if ($at -ge $found.Count) {
            Stop-Page $file $lines.Count "The section $expected is missing."
        }

        if ($at -ge $pageSections.Count -or $found[$at].Name -cne $pageSections[$at]) {
            Stop-Page $file $found[$at].Number "Here stands '## $($found[$at].Name)' where $expected belongs."
        }
    }

    $text = @{}
    foreach ($name in 'SYNOPSIS', 'DESCRIPTION', 'NOTES') {
        $text[$name] = ConvertTo-Paragraph $sections[$name].Lines
        if ($text[$name].Count -eq 0) {
            Stop-Page $file $sections[$name].Number "'## $name' has no text."
        }
    }

    if ($text.SYNOPSIS.Count -ne 1) {
        Stop-Page $file $sections.SYNOPSIS.Number 'The synopsis is one sentence.'
    }

    $ordinal = 0
    $examples = @(foreach ($part in Split-Heading $sections.EXAMPLES.Lines '###') { Read-Example $file $part (++$ordinal) })
    if ($examples.Count -lt 3) {
        Stop-Page $file $sections.EXAMPLES.Number "There are $($examples.Count) examples; three are the least."
    }

    [pscustomobject] @{
        Name           = $lines[0].Text.Substring(2)
        File           = $file
        Synopsis       = $text.SYNOPSIS[0]
        Description    = $text.DESCRIPTION
        Examples       = $examples
        Parameters     = @(Read-Entry $file $sections.PARAMETERS)
        ParametersLine = $sections.PARAMETERS.Number
        Inputs         = @(Read-Entry $file $sections.INPUTS)
        Outputs        = @(Read-Entry $file $sections.OUTPUTS)
        Notes          = $text.NOTES
        Links          = @($sections.LINKS.Lines | Where-Object { $_.Text -like '- *' } | ForEach-Object { [pscustomobject] @{ Name = $_.Text.Substring(2).Trim(); Line = $_.Number } })
        LinksLine      = $sections.LINKS.Number
    }
}
