# What each command makes of what commands emit. Everywhere: taken, from a CSV file too. Flat: from a CSV file too, where lists and fractions of seconds stay behind. Whole: not from
# a CSV file, because its lists are what counts. Here: a laboratory lives in its process. Empty: taken, with nothing to say. Refused: by the id of the error.
@{
    'Clear-EndpointCache' = @{
        Call = { param($list) $list | Clear-EndpointCache -WhatIf -PassThru }
        Everywhere = 'EndpointCacheEntry'
        Refused = @{
            'LyncResilience.CacheRefused' = 'FileInfo' # It is no cache.
            'LyncResilience.InputUnknown' = 'BackupRegistrar', 'Boolean', 'CheckResult', 'FailoverDifference', 'FailoverOutcome', 'FailoverSimulation', 'ResilienceGap', 'ResilienceLab',
                'ResilienceLabPool', 'ResilienceLabUser', 'ResilienceTopology', 'SignInPath', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary' # They name no file.
        }
    }
    'Compare-FailoverSimulation' = @{
        Call = { param($list) $list | Compare-FailoverSimulation $made['FailoverSimulation'][0] -WarningAction SilentlyContinue }
        Whole = 'FailoverSimulation'
        Empty = 'FailoverSimulation' # It is compared with itself.
        Refused = @{
            'ParameterArgumentTransformationError' = 'BackupRegistrar', 'Boolean', 'CheckResult', 'EndpointCacheEntry', 'FailoverDifference', 'FailoverOutcome', 'FileInfo', 'ResilienceGap',
                'ResilienceLab', 'ResilienceLabPool', 'ResilienceLabUser', 'ResilienceTopology', 'SignInPath', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary'
        }
    }
    'Compare-SignInPath' = @{
        Call = { param($list) $list | Compare-SignInPath $made['SignInPath'][0] }
        Whole = 'SignInPath'
        Refused = @{
            'ParameterArgumentTransformationError' = 'BackupRegistrar', 'Boolean', 'CheckResult', 'EndpointCacheEntry', 'FailoverDifference', 'FailoverOutcome', 'FailoverSimulation', 'FileInfo',
                'ResilienceGap', 'ResilienceLab', 'ResilienceLabPool', 'ResilienceLabUser', 'ResilienceTopology', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary'
        }
    }
    'Export-ResilienceReport' = @{
        Call = { param($list) $list | Export-ResilienceReport "$TestDrive/out.json" -PassThru | ForEach-Object { Get-Content -Raw $_.FullName } }
        Flat = 'BackupRegistrar', 'CheckResult', 'EndpointCacheEntry', 'FailoverOutcome', 'ResilienceGap'
        Whole = 'FailoverDifference', 'FailoverSimulation', 'ResilienceTopology', 'SignInPath', 'SipTraceMessage', 'ValidationSummary'
        Refused = @{
            'LyncResilience.InputUnknown' = 'Boolean', 'FileInfo', 'ResilienceLab', 'ResilienceLabPool', 'ResilienceLabUser', 'SignInPathDifference', 'TopologyPool' # No report shows them.
        }
    }
    'Find-ResilienceGap' = @{
        Call = { param($list) $list | Find-ResilienceGap @world -WarningAction SilentlyContinue }
        Everywhere = 'BackupRegistrar', 'EndpointCacheEntry', 'FailoverOutcome', 'ResilienceLabUser', 'SignInPath'
        Refused = @{
            'LyncResilience.InputUnknown' = 'Boolean', 'CheckResult', 'FailoverDifference', 'FailoverSimulation', 'FileInfo', 'ResilienceGap', 'ResilienceLab', 'ResilienceLabPool',
                'ResilienceTopology', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary' # They name no user.
        }
    }
    'Get-BackupRegistrar' = @{
        Call = { param($list) $list | Get-BackupRegistrar -Topology $lab.Topology }
        Everywhere = 'BackupRegistrar', 'FailoverDifference', 'FailoverOutcome', 'ResilienceLabPool', 'ResilienceLabUser', 'SignInPath', 'TopologyPool'
        Refused = @{
            'LyncResilience.HomePoolUnknown' = 'EndpointCacheEntry' # A cache may name a pool that the user was moved from.
            'LyncResilience.InputUnknown' = 'Boolean', 'CheckResult', 'FailoverSimulation', 'FileInfo', 'ResilienceGap', 'ResilienceLab', 'ResilienceTopology', 'SignInPathDifference',
                'SipTraceMessage', 'ValidationSummary'
        }
    }
    'Get-EndpointCache' = @{
        Call = { param($list) $list | Get-EndpointCache -Topology $lab.Topology }
        Flat = 'EndpointCacheEntry'
        Everywhere = 'FileInfo'
        Refused = @{
            'LyncResilience.InputUnknown' = 'BackupRegistrar', 'Boolean', 'CheckResult', 'FailoverDifference', 'FailoverOutcome', 'FailoverSimulation', 'ResilienceGap', 'ResilienceLab',
                'ResilienceLabPool', 'ResilienceLabUser', 'ResilienceTopology', 'SignInPath', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary'
        }
    }
    'Get-ResilienceTopology' = @{
        Call = { param($list) $list | Get-ResilienceTopology }
        Refused = @{
            'LyncResilience.TopologyUnreadable' = 'BackupRegistrar', 'Boolean', 'CheckResult', 'EndpointCacheEntry', 'FailoverDifference', 'FailoverOutcome', 'FailoverSimulation', 'FileInfo',
                'ResilienceGap', 'ResilienceLab', 'ResilienceLabPool', 'ResilienceLabUser', 'ResilienceTopology', 'SignInPath', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool',
                'ValidationSummary' # It reads files and native objects; what is a topology already needs no reading.
        }
    }
    'Get-SignInTrace' = @{
        Call = { param($list) $list | Get-SignInTrace }
        Whole = 'SipTraceMessage'
        Refused = @{
            'LyncResilience.TraceUnreadable' = 'EndpointCacheEntry', 'FileInfo' # These files are no traces.
            'LyncResilience.InputUnknown' = 'BackupRegistrar', 'Boolean', 'CheckResult', 'FailoverDifference', 'FailoverOutcome', 'FailoverSimulation', 'ResilienceGap', 'ResilienceLab',
                'ResilienceLabPool', 'ResilienceLabUser', 'ResilienceTopology', 'SignInPath', 'SignInPathDifference', 'TopologyPool', 'ValidationSummary'
        }
    }
    'Get-SipTrace' = @{
        Call = { param($list) $list | Get-SipTrace }
        Refused = @{
            'LyncResilience.TraceUnreadable' = 'EndpointCacheEntry', 'FileInfo'
            'LyncResilience.InputUnknown' = 'BackupRegistrar', 'Boolean', 'CheckResult', 'FailoverDifference', 'FailoverOutcome', 'FailoverSimulation', 'ResilienceGap', 'ResilienceLab',
                'ResilienceLabPool', 'ResilienceLabUser', 'ResilienceTopology', 'SignInPath', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary'
        }
    }
    'Invoke-FailoverSimulation' = @{
        Call = { param($list) $list | Invoke-FailoverSimulation @world -FailPool A-L14FE1 -WarningAction SilentlyContinue }
        Everywhere = 'BackupRegistrar', 'EndpointCacheEntry', 'FailoverOutcome', 'ResilienceLabUser', 'SignInPath'
        Refused = @{
            'LyncResilience.InputUnknown' = 'Boolean', 'CheckResult', 'FailoverDifference', 'FailoverSimulation', 'FileInfo', 'ResilienceGap', 'ResilienceLab', 'ResilienceLabPool',
                'ResilienceTopology', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary'
        }
    }
    'Set-ResilienceLab' = @{
        Call = { param($list) $list | Set-ResilienceLab -PassThru }
        Here = 'ResilienceLab'
        Refused = @{}
    }
    'Stop-ResilienceLab' = @{
        Call = { param($list) $list | Stop-ResilienceLab -WhatIf }
        Here = 'ResilienceLab'
        Empty = 'ResilienceLab'
        Refused = @{}
    }
    'Test-SiteResilience' = @{
        Call = { param($list) $list | Test-SiteResilience shudlab.net @reach -Topology $lab.Topology -Tag LR-CAP-002, LR-CACHE-003 }
        Everywhere = 'BackupRegistrar', 'EndpointCacheEntry', 'FailoverOutcome', 'ResilienceLabUser', 'SignInPath'
        Refused = @{
            'LyncResilience.InputUnknown' = 'Boolean', 'CheckResult', 'FailoverDifference', 'FailoverSimulation', 'FileInfo', 'ResilienceGap', 'ResilienceLab', 'ResilienceLabPool',
                'ResilienceTopology', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary'
        }
    }
    'Test-SrvSignInPath' = @{
        Call = { param($list) $list | Test-SrvSignInPath @reach -ThrottleLimit 1 }
        Everywhere = 'BackupRegistrar', 'EndpointCacheEntry', 'FailoverOutcome', 'SignInPath', 'ResilienceLab'
        Here = 'ResilienceLabUser' # The credential that it signs in with.
        Refused = @{
            'LyncResilience.SipAddressInvalid' = 'Boolean', 'CheckResult', 'FailoverDifference', 'FailoverSimulation', 'FileInfo', 'ResilienceGap', 'ResilienceLabPool',
                'ResilienceTopology', 'SignInPathDifference', 'SipTraceMessage', 'TopologyPool', 'ValidationSummary'
        }
    }
}
