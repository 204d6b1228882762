using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Topology;
using LyncResilience.Lab;

namespace LyncResilience.LabHost;

/// <summary>Prints the story: plain text, no colours, at most 98 columns.</summary>
internal sealed class StoryPrinter
{
    private const int Width = 98;

    private readonly TextWriter _output;
    private int _number;

    public StoryPrinter(TextWriter output)
    {
        _output = output;
    }

    public void Title(string text)
    {
        _output.WriteLine(text);
        _output.WriteLine(new string('=', text.Length));
    }

    public void Heading(string text)
    {
        _output.WriteLine(text);
        _output.WriteLine(new string('-', text.Length));
    }

    public void Say(string text)
    {
        foreach (string line in TextTable.Wrap(text.ReplaceLineEndings(" "), Width))
        {
            _output.WriteLine(line);
        }

        _output.WriteLine();
    }

    public void Deployment(Laboratory lab)
    {
        var pools = new TextTable("Pool", "Kind", "Its backup registrar", "Homes");
        foreach (TopologyPool pool in lab.Scenario.Pools)
        {
            IEnumerable<string> homed = lab.Users.Where(user => user.HomePool == pool.Fqdn).Select(user => user.SipAddress);
            pools.Add(pool.Fqdn, pool.Kind.ToString(), pool.BackupPool, string.Join(", ", homed));
        }

        pools.Write(_output);
        _output.WriteLine();
        foreach (SrvRecord record in lab.Scenario.Records.OfType<SrvRecord>())
        {
            _output.WriteLine($"  {record.Name} SRV {record.Priority} {record.Weight} {record.Port} {record.Target}");
        }

        _output.WriteLine("  (On loopback every pool has a port of its own; the answers name that instead of 5061.)");

        _output.WriteLine();
    }

    public void SignIn(SignInRecord record, string introduction)
    {
        _number++;
        _output.WriteLine($"{_number}. {record.User}, {record.Occasion}");
        _output.WriteLine();
        Say(introduction);

        var hops = new TextTable("#", "Step", "Host", "Answer", "What happened");
        foreach (SignInHop hop in record.Path.Hops)
        {
            hops.Add($"{hop.Order}", $"{hop.Stage}", hop.Target ?? hop.Query, AnswerOf(hop), hop.Detail);
        }

        hops.Write(_output);
        _output.WriteLine();
        _output.WriteLine($"  Registered on     {record.Path.Registrar ?? "-"}");
        _output.WriteLine($"  Backup registrar  {(record.Path.BackupRegistrar is { } backup ? $"{backup}, told in the 301" : "unknown to this client: no 301 told it")}");
        _output.WriteLine($"  Cached            {record.Cache?.Server ?? "nothing"}{(record.Path.BackupRegistrar is null ? string.Empty : " (the primary only; the backup is not cached)")}");
        if (record.Cache is { } cache)
        {
            _output.WriteLine($"  as read from      {Path.Combine($"sip_{cache.SipAddress}", Path.GetFileName(cache.Path))}, confidence {cache.Confidence}");
        }

        _output.WriteLine();
    }

    public void BackupRegistrars(Laboratory lab, IEnumerable<SignInRecord> records)
    {
        var lookup = new BackupLookup(lab.Topology, BackupRegistrarSource.Topology);
        var table = new TextTable("User", "Home pool", "Backup by topology", "First answer", "Backup told");
        foreach (SignInRecord record in records)
        {
            LabUser user = lab.Users.First(candidate => candidate.SipAddress == record.Path.SipAddress);
            BackupRegistrar byTopology = lookup.OfUser(user.SipAddress, user.HomePool);
            BackupRegistrar? byWalk = ToldBackup.Of(record.Path, BackupRegistrarSource.Redirect);
            table.Add(
                $"{record.User}, {record.Occasion}",
                Short(byTopology.PrimaryRegistrar),
                Short(byTopology.BackupRegistrar),
                $"{Short(record.Path.FirstHop)}, {(record.Path.RedirectCount == 0 ? "no redirect" : "301 redirect")}",
                Short(byWalk?.BackupRegistrar) ?? "none");
        }

        table.Write(_output);
        _output.WriteLine();
    }

    public void Summary(IEnumerable<SignInRecord> records)
    {
        var table = new TextTable("Sign-in", "SRV", "301", "Registered on", "Backup that it knows", "Cached");
        foreach (SignInRecord record in records)
        {
            table.Add(
                $"{record.User}, {record.Occasion}",
                record.LookedUpSrv ? "yes" : "no",
                record.Path.RedirectCount == 0 ? "no" : "yes",
                Short(record.Path.Registrar),
                Short(record.Path.BackupRegistrar) ?? "none",
                Short(record.Cache?.Server));
        }

        table.Write(_output);
        _output.WriteLine();
    }

    /// <summary>A failover: who is where at each step.</summary>
    public void Failover(string title, string introduction, FailoverStory failover)
    {
        _output.WriteLine(title);
        _output.WriteLine();
        Say(introduction);
        failover.Write(_output);
    }

    /// <summary>What all failovers cost whom.</summary>
    public void FailoverSummary(TextTable summary)
    {
        Heading("What each failure costs whom");
        Say("Hours, minutes and seconds offline and with limited service. The four minutes are the price of the backup's failure detection interval.");
        summary.Write(_output);
        _output.WriteLine();
    }

    private static string AnswerOf(SignInHop hop) => hop.StatusCode is { } status ? $"{status} {hop.Outcome}" : $"{hop.Outcome}";

    // The table has six columns; the first label of a name tells the pools apart.
    [return: NotNullIfNotNull(nameof(host))]
    public static string? Short(string? host) => host?.Split('.', 2)[0];
}
