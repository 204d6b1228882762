# What Test-SiteResilience validates and how strictly, as a PowerShell data file: the keys of validation.json.
@{
    schema = 1
    sipDomains = @('contoso.com')
    topology = 'topology.json'
    dnsServers = @('192.0.2.53', '198.51.100.53')
    trustedDomains = @('corp.contoso.com')
    excludeTags = @('LR-DNS-003')
    checks = @{
        'LR-DNS-022' = @{ thresholds = @{ maxTtlSeconds = 900 } }
        'LR-TLS-006' = @{ severity = 'Critical'; thresholds = @{ minExpiryDays = 60 } }
    }
    sites = @{
        Portland = @{
            checks = @{ 'LR-SIM-005' = @{ thresholds = @{ maxOfflineSeconds = 900 } } }
            exclusions = @(
                @{ check = 'LR-REG-009'; target = '*'; reason = 'The line to Portland is replaced this winter.'; until = '2027-03-31' }
            )
        }
    }
    exclusions = @(
        @{ check = 'LR-CAP-*'; target = '*'; reason = 'Users are moved between the pools this winter.'; until = '2027-03-31' }
    )
}
