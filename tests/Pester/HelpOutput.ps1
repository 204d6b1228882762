# What an example prints, without what differs from one run or machine to the next. Words, numbers and lines stay: a wrong name, count or status, a missing line and
# another order all show. Dot-source it.

$varying = @(
    # Where the laboratory listens; 5060 and 5061 are somebody's statement.
    @('(?<=(127\.0\.0\.1|\bA-L14\w+(\.shudlab\.net)?):)(?!506[01]\b)\d{4,5}\b', '<port>')
    @('(?<=\bSRV \d+ \d+ )(?!506[01]\b)\d{4,5}\b', '<port>')
    @('(?<=127\.0\.0\.1 +)\d{4,5}\b', '<port>')
    @('(?<=\bPort *: )(?!506[01]\b)\d{4,5}\b', '<port>')

    # Its files, and the folder that the examples play in. The page may stand on the other kind of system.
    @('(?<=^|[\s''"{])(/|[A-Za-z]:\\)[^\s''"{}]*lyncresilience-(lab|help)-[^\s''"{}]*', '<path>')

    # When it ran, and how long it took. Virtual time has no unit or is in seconds.
    @('\b\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?Z| UTC)?)?', '<time>')
    @('\b\d\d/\d\d/\d{4} \d\d:\d\d:\d\d\b', '<time>')
    @('\b\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?', '<time>')
    @('\b\d+ ms\b', '<n> ms')
    @('(?<=\b\w*Ms *: )\d+', '<n>')
    @('\b\d\d:\d\d:\d\d\.\d+', '<duration>')
    @('\b[0-9a-f]{32}\b', '<id>')

    # What a column's width makes of it.
    @('-{2,}', '--')
    @('[ \t]+', ' ')
)

function ConvertTo-LastingOutput([string] $Text) {
    $lines = $Text -split "`r?`n" | ForEach-Object {
        $line = $_
        foreach ($rule in $varying) {
            $line = $line -creplace $rule
        }

        $line.Trim()
    }

    ($lines | Where-Object { $_ }) -join "`n"
}
