# What the suites that measure share; each dot-sources it.

function Measure-Elapsed([scriptblock] $Action) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = & $Action
    $watch.Elapsed.TotalMilliseconds
}

# Runs a measurement until it stays below the limit, five times at most. Other processes can only make a measurement longer, so one
# that fits shows what the code can do; code that is too slow never fits. What else the script block asserts must hold every time.
function Assert-BestBelow([double] $Below, [scriptblock] $Measurement) {
    $measured = @()
    do {
        $measured += [double] (& $Measurement)
    } until ($measured[-1] -lt $Below -or $measured.Count -eq 5)

    $measured[-1] | Should -BeLessThan $Below -Because "the best of $(@($measured | ForEach-Object { '{0:0.##}' -f $_ }) -join ', ') counts"
}
