# What the suites that count a laboratory's connections share; each dot-sources it. Nobody but tests needs the journal, so it isn't public.

function Get-LabJournal($Lab) {
    $hidden = [Reflection.BindingFlags] 'NonPublic, Instance'
    $laboratory = $Lab.GetType().GetProperty('Laboratory', $hidden).GetValue($Lab)
    $laboratory.GetType().GetProperty('Journal', $hidden).GetValue($laboratory)
}
