using System;
using System.Collections.Generic;
using System.Linq;

namespace LyncResilience.Discovery.Topology;

/// <summary>
/// Reads who backs whom, and after how long. No public document shows how a topology writes this down. Assumptions, each said in the evidence or in a
/// warning: a registrar that depends on another pool's registrar for something else than its default use is backed by it; attributes and elements are
/// called like the parameters of <c>Set-CsRegistrar</c> (Microsoft Learn, Set-CsRegistrar: BackupRegistrar, FailureDetectionInterval,
/// FailbackDetectionInterval, EnableAutomaticFailover); the pool that carries a branch appliance's user services is its backup, for Topology
/// Builder has one setting for both (Topology Builder help, "Registrar Settings Expander": "Associated User service and backup Registrar pool").
/// </summary>
internal sealed class RegistrarStatements
{
    private static readonly string[] s_structure = ["ServiceId", "DependsOn", "InstalledOn", "Ports"];

    private readonly FoundTopology _found;
    private readonly Deployment _deployment;
    private readonly TopologyDraft _draft;
    private readonly Dictionary<DeploymentService, PoolDraft> _pools;
    private readonly List<string> _timed = [];
    private bool _anyBackup;

    public RegistrarStatements(FoundTopology found, Deployment deployment, TopologyDraft draft, Dictionary<DeploymentService, PoolDraft> pools)
    {
        _found = found;
        _deployment = deployment;
        _draft = draft;
        _pools = pools;
    }

    public void Read()
    {
        foreach (KeyValuePair<DeploymentService, PoolDraft> registrar in _pools)
        {
            List<(string Pool, string Evidence)> backups = [.. BackupsByDependency(registrar.Key, registrar.Value)];
            foreach (RegistrarSetting setting in SettingsOf(registrar.Key))
            {
                Take(setting, registrar.Value, backups);
            }

            Decide(registrar.Value, backups);
        }

        if (_timed.Count > 0)
        {
            _draft.Warnings.Add($"Intervals and switches of failover are taken from settings that are called like those of Set-CsRegistrar; no public document shows them. First: {_timed[0]}.");
        }

        if (!_anyBackup && _pools.Count > 0)
        {
            _draft.Warnings.Add($"{_draft.Source} says nothing that reads like a backup registrar, and no public document shows how it would: no pool is taken to have one. State them with -BackupMap.");
        }
    }

    private IEnumerable<(string Pool, string Evidence)> BackupsByDependency(DeploymentService registrar, PoolDraft pool)
    {
        foreach (DocumentElement dependency in registrar.Dependencies)
        {
            string usage = Shown.Short(dependency["Usage"] ?? "Default");
            bool isDefault = usage.Equals("Default", StringComparison.OrdinalIgnoreCase);
            if (_deployment.Referred(dependency) is not { Cluster: { } cluster } target || cluster.Equals(registrar.Cluster))
            {
                if (IsBackup(usage))
                {
                    _anyBackup = true;
                    _draft.Warnings.Add($"{_found.Place(dependency)}: <Dependency Usage=\"{usage}\"> of the registrar of {pool.Fqdn} names no other service of the document; it is left out.");
                }
            }
            else if (target.Is("Registrar") && !isDefault)
            {
                yield return (cluster.Fqdn, $"{_found.Place(dependency)}: <Dependency Usage=\"{usage}\"> of its registrar");
            }
            else if (target.Is("UserServices") && isDefault && pool.Kind == PoolKind.Sba)
            {
                yield return (cluster.Fqdn, $"{_found.Place(dependency)}: <Dependency Usage=\"{usage}\"> of its registrar on that pool's user services");
            }
        }
    }

    // All that the registrar's own elements and attributes say, at any depth.
    private static IEnumerable<RegistrarSetting> SettingsOf(DeploymentService registrar)
    {
        var elements = new Stack<DocumentElement>([registrar.Element]);
        while (elements.Count > 0)
        {
            DocumentElement element = elements.Pop();
            foreach (KeyValuePair<string, string> attribute in element.Attributes)
            {
                yield return new RegistrarSetting(attribute.Key, attribute.Value.Trim(), element, IsAttribute: true);
            }

            foreach (DocumentElement child in element.Children.Where(child => !s_structure.Contains(child.Name)).Reverse())
            {
                yield return new RegistrarSetting(child.Name, child.Text, child, IsAttribute: false);
                elements.Push(child);
            }
        }
    }

    private void Take(RegistrarSetting setting, PoolDraft pool, List<(string Pool, string Evidence)> backups)
    {
        if (setting.Names("BackupRegistrar"))
        {
            _anyBackup = true;
            if (BackupNamedBy(setting) is { } backup)
            {
                backups.Add((backup, $"{_found.Place(setting.Element)}: {setting}"));
            }
            else if (!setting.IsEmpty)
            {
                _draft.Warnings.Add($"{_found.Place(setting.Element)}: {setting} of {pool.Fqdn} names no pool; it is left out.");
            }
        }
        else if (setting.Names("FailureDetection"))
        {
            pool.FailureDetectionSeconds ??= Timed(SettingValue.Seconds(setting.Value), setting, pool);
        }
        else if (setting.Names("FailbackInterval") || setting.Names("FailbackDetection"))
        {
            pool.FailbackSeconds ??= Timed(SettingValue.Seconds(setting.Value), setting, pool);
        }
        else if (setting.Names("EnableAutomaticFailover"))
        {
            pool.AutomaticFailover ??= Timed(SettingValue.Switch(setting.Value), setting, pool);
        }
    }

    private T? Timed<T>(T? value, RegistrarSetting setting, PoolDraft pool)
        where T : struct
    {
        if (value is not null)
        {
            _timed.Add($"{_found.Place(setting.Element)}: {setting} of {pool.Fqdn}");
        }
        else if (!setting.IsEmpty)
        {
            _draft.Warnings.Add($"{_found.Place(setting.Element)}: {setting} of {pool.Fqdn} can't be read; the documented default is taken.");
        }

        return value;
    }

    // As a reference like any other, or as Set-CsRegistrar takes it: "Registrar:pool.contoso.com".
    private string? BackupNamedBy(RegistrarSetting setting)
    {
        if (!setting.IsAttribute && _deployment.Referred(setting.Element) is { } referred)
        {
            return referred.Cluster?.Fqdn;
        }

        string value = setting.Value.Trim('{', '}');
        if (_deployment.Find(value) is { } service)
        {
            return service.Cluster?.Fqdn;
        }

        string name = value.Substring(value.IndexOf(':') + 1);
        return name.Contains(".") && Uri.CheckHostName(name) == UriHostNameType.Dns ? name : null;
    }

    private void Decide(PoolDraft pool, List<(string Pool, string Evidence)> backups)
    {
        _anyBackup |= backups.Count > 0;
        string[] different = [.. backups.Select(backup => backup.Pool).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (different.Length == 1)
        {
            pool.BackupPool = different[0];
            pool.BackupEvidence = backups[0].Evidence;
        }
        else if (different.Length > 1)
        {
            string all = string.Join("; ", backups.Select(backup => $"{backup.Pool} ({backup.Evidence})"));
            _draft.Warnings.Add($"{pool.Fqdn} seems to have several backups, so none is taken; state the right one with -BackupMap: {all}.");
        }
    }

    private static bool IsBackup(string usage) => usage.IndexOf("Backup", StringComparison.OrdinalIgnoreCase) >= 0;
}
