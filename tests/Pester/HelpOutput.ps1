# What an example prints, without what differs from one run or machine to the next. Letters, digits and signs stay in their order: a wrong name, number or status, a line
# that is missing or in another place all show. Dot-source it.

$varying = @(
    # Where the laboratory listens; 5060 and 5061 are somebody's statement.
    @('(?<=(127\.0\.0\.1|\bA-L14\w+(\.shudlab\.net)?):)(?!506[01]\b)\d{4,5}\b', '<port>')
    @('(?<=\bSRV \d+ \d+ )(?!506[01]\b)\d{4,5}\b', '<port>')
    @('(?<=(\b(127\.0\.0\.1|Director|Enterprise) +|\bPort *: |-Port ))(?!506[01]\b)\d{4,5}\b', '<port>')

    # When it ran, and how long it took. Virtual time has no unit or is in seconds.
    @('\b\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?Z| UTC)?)?', '<time>')
    @('\b\d\d/\d\d/\d{4} \d\d:\d\d:\d\d\b', '<time>')
    @('\b\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?', '<time>')
    @('\b\d+ ms\b', '<n> ms')
    @('(?<=\b\w*Ms *: )\d+', '<n>')
    @('\b\d\d:\d\d:\d\d\.\d+', '<duration>')

    # What widths make of it. Where a line is too long, the engine breaks it between words or anywhere, as it knows the language of the session.
    @('-{2,}', '--')
    @('\s+', '')

    # Where a name was broken: where the laboratory listens, its files, and the folder that the examples play in, on either kind of system.
    @('(?<=\.shudlab\.net:)\d{5}(?!\d)', '<port>')
    @('([A-Za-z]:(\\[\w.~-]+)+\\|/([\w.-]+/)*)lyncresilience-(lab|help)-[0-9a-f]+', '<folder>')
    @('\\', '/')
    @('(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])', '<id>')
)

function ConvertTo-LastingOutput([string] $Text) {
    foreach ($rule in $varying) {
        $Text = $Text -creplace $rule
    }

    $Text
}
