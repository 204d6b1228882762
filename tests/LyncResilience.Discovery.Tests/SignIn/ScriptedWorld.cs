using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>A world in memory that answers the sign-in machine: records, hosts and what each host says to a REGISTER.</summary>
internal sealed class ScriptedWorld
{
    private readonly List<DnsRecord> _records = [];
    private readonly Dictionary<string, Func<bool, RegistrarAnswer>> _registrars = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _badNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DnsOutcome> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A client that is told nothing but its domain, and has credentials.</summary>
    public static SignInSettings Fresh { get; } = new() { SipDomain = "contoso.com", Profile = ClientProfile.Lync2010, HasCredentials = true };

    public List<SignInAction> Asked { get; } = [];

    public DnsOutcome? DnsFailure { get; set; }

    public AutodiscoverAnswer Autodiscover { get; set; } = new(AutodiscoverOutcome.NoAnswer, "silent");

    public static RegistrarAnswer Challenge { get; } = new() { Kind = RegistrarAnswerKind.Challenged, StatusCode = 401, Reason = "Unauthorized", Schemes = ["NTLM"], ServerVersion = "RTC/4.0" };

    public static RegistrarAnswer Full { get; } = new() { Kind = RegistrarAnswerKind.Registered, StatusCode = 200, Reason = "OK" };

    public static RegistrarAnswer Survivable { get; } = Full with { IsLimited = true, IsPrimary = false };

    public static RegistrarAnswer Redirect(params string[] hosts) => new()
    {
        Kind = RegistrarAnswerKind.Redirected,
        StatusCode = 301,
        Reason = "Redirect request to Home Server",
        Contacts = [.. hosts.Select((host, index) => new RegistrarContact(host, 5061, SipTransport.Tls, hosts.Length == 1 ? 1 : index == 0 ? 0.7 : 0.3))],
    };

    public static RegistrarAnswer Reject(int status, int? diagnostics = null) =>
        new() { Kind = RegistrarAnswerKind.Rejected, StatusCode = status, Reason = "No", DiagnosticsId = diagnostics };

    public static IEnumerable<string> Hops(SignInResult result) => result.Hops.Select(hop => $"{hop.Stage} {hop.Target ?? hop.Query} {hop.Outcome}");

    public ScriptedWorld Srv(string name, string target, int priority = 0, int weight = 0, int port = 5061, int ttl = 3600)
    {
        _records.Add(new SrvRecord(name, ttl, priority, weight, port, target));
        return this;
    }

    public ScriptedWorld Host(string name, string address = "192.0.2.1")
    {
        _records.Add(new AddressRecord(name, 3600, IPAddress.Parse(address)));
        return this;
    }

    /// <summary>A host that challenges, and gives its answer to an authenticated REGISTER.</summary>
    public ScriptedWorld Registrar(string host, RegistrarAnswer answer) => Registrar(host, withCredentials => withCredentials ? answer : Challenge);

    public ScriptedWorld Registrar(string host, Func<bool, RegistrarAnswer> answer)
    {
        _registrars[host] = answer;
        return IPAddress.TryParse(host, out _) ? this : Host(host);
    }

    /// <summary>A host that has an address and does not answer.</summary>
    public ScriptedWorld Dead(string host) => Host(host);

    public ScriptedWorld WrongCertificate(string host)
    {
        _badNames.Add(host);
        return this;
    }

    /// <summary>A name that can't be looked up.</summary>
    public ScriptedWorld Fails(string name, DnsOutcome outcome)
    {
        _failures[name] = outcome;
        return this;
    }

    public SignInResult Run(SignInSettings settings)
    {
        var machine = new SignInMachine(settings, _ => 0);
        string host = string.Empty;
        for (int step = 0; step < 1000; step++)
        {
            Asked.Add(machine.Next);
            switch (machine.Next)
            {
                case SignInAction.Finish finish:
                    return finish.Result;
                case SignInAction.LookUpSrv srv:
                    machine.Tell(Answer(srv.Name, DnsRecordType.Srv));
                    break;
                case SignInAction.LookUpHost lookUp:
                    machine.Tell(Answer(lookUp.Name, DnsRecordType.A));
                    break;
                case SignInAction.AskAutodiscover:
                    machine.Tell(Autodiscover);
                    break;
                case SignInAction.OpenConnection open:
                    host = open.Host;
                    bool isUp = _registrars.ContainsKey(host);
                    machine.Tell(new ConnectionAnswer(isUp ? SignInOutcome.Ok : SignInOutcome.NoAnswer, "192.0.2.1", isUp ? "up" : $"{host} is silent", 0));
                    break;
                case SignInAction.NegotiateTls tls:
                    machine.Tell(new TlsAnswer(_badNames.Contains(tls.Name) ? SignInOutcome.NameMismatch : SignInOutcome.Ok, null, "tls", 0));
                    break;
                case SignInAction.SendRegister register:
                    machine.Tell(_registrars[host](register.WithCredentials));
                    break;
            }
        }

        throw new InvalidOperationException("The machine does not come to an end.");
    }

    private DnsAnswer Answer(string name, DnsRecordType type)
    {
        if ((_failures.TryGetValue(name, out DnsOutcome own) ? own : DnsFailure) is { } failure)
        {
            return new DnsAnswer(name, type, failure) { Detail = $"dns failed for {name}" };
        }

        List<DnsRecord> found = [.. _records.Where(record => record.Type == type && string.Equals(record.Name, name, StringComparison.OrdinalIgnoreCase))];
        return new DnsAnswer(name, type, found.Count > 0 ? DnsOutcome.Answer : DnsOutcome.NxDomain) { Records = found };
    }
}
