using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>Does what the sign-in machine wants, over real sockets, and tells it what happened. One connection at a time.</summary>
internal sealed class LiveWorld : IDisposable
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(100);

    private readonly IDnsResolver _resolver;
    private readonly AutodiscoverClient _autodiscover;
    private readonly LiveSignInOptions _options;
    private readonly string _sipAddress;
    private readonly NetworkCredential? _credential;
    private readonly RandomNumberGenerator _random;
    private readonly ClientEndpoint _endpoint;
    private readonly TimeSpan _wait;
    private SignInAction.OpenConnection? _opened;
    private SipConnection? _connection;
    private RegistrarConversation? _conversation;

    public LiveWorld(IDnsResolver resolver, LiveSignInOptions options, string sipAddress, NetworkCredential? credential, RandomNumberGenerator random)
    {
        _resolver = resolver;
        _autodiscover = new AutodiscoverClient(resolver, options.UtcNow, options.AutodiscoverPort);
        _options = options;
        _sipAddress = sipAddress;
        _credential = credential;
        _random = random;
        _endpoint = ClientEndpoint.New(random);
        _wait = TimeSpan.FromTicks(options.Timeout.Ticks / 4);
    }

    /// <summary>Does the machine's next action and tells it the answer.</summary>
    public async Task DoAsync(SignInMachine machine, CancellationToken cancellationToken)
    {
        switch (machine.Next)
        {
            case SignInAction.LookUpSrv srv:
                machine.Tell(await _resolver.ResolveAsync(srv.Name, DnsRecordType.Srv, cancellationToken).ConfigureAwait(false));
                break;
            case SignInAction.LookUpHost host:
                machine.Tell(await LookUpHostAsync(_resolver, host.Name, cancellationToken).ConfigureAwait(false));
                break;
            case SignInAction.AskAutodiscover ask:
                machine.Tell(await AskAutodiscoverAsync(ask, cancellationToken).ConfigureAwait(false));
                break;
            case SignInAction.OpenConnection open:
                machine.Tell(await OpenAsync(open, cancellationToken).ConfigureAwait(false));
                break;
            case SignInAction.NegotiateTls tls:
                machine.Tell(await SecureAsync(tls, cancellationToken).ConfigureAwait(false));
                break;
            case SignInAction.SendRegister register:
                machine.Tell(await RegisterAsync(register, cancellationToken).ConfigureAwait(false));
                break;
            default:
                throw new InvalidOperationException($"{machine.Next.GetType().Name} is not something to do.");
        }
    }

    /// <summary>An address of either family: IPv4 first, as the clients do.</summary>
    public static async Task<DnsAnswer> LookUpHostAsync(IDnsResolver resolver, string name, CancellationToken cancellationToken)
    {
        DnsAnswer v4 = await resolver.ResolveAsync(name, DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        if (v4.Outcome != DnsOutcome.NoData)
        {
            return v4;
        }

        DnsAnswer v6 = await resolver.ResolveAsync(name, DnsRecordType.Aaaa, cancellationToken).ConfigureAwait(false);
        return v6.Outcome == DnsOutcome.Answer ? v6 : v4;
    }

    /// <summary>Takes the registration back and closes the connection.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (_conversation is not null)
        {
            await _conversation.UnregisterAsync(cancellationToken).ConfigureAwait(false);
        }

        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _conversation?.Dispose();
        _connection?.Dispose();
        _conversation = null;
        _connection = null;
    }

    private async Task<AutodiscoverAnswer> AskAutodiscoverAsync(SignInAction.AskAutodiscover ask, CancellationToken cancellationToken)
    {
        AutodiscoverAnswer answer = new(AutodiscoverOutcome.NotUsable, $"{ask.Host} has no address.");
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < ask.Addresses.Count && (i == 0 || watch.Elapsed < _wait); i++)
        {
            TimeSpan share = Share(watch, ask.Addresses.Count - i);
            answer = await _autodiscover.AskAsync(ask.Host, ask.Addresses[i], _sipAddress, _options.TrustedRoots, share, cancellationToken).ConfigureAwait(false);
            if (answer.Outcome is not AutodiscoverOutcome.NoAnswer and not AutodiscoverOutcome.Refused)
            {
                break;
            }
        }

        return answer;
    }

    /// <summary>Leaves the connection that is open, and opens another.</summary>
    public async Task<ConnectionAnswer> OpenAsync(SignInAction.OpenConnection open, CancellationToken cancellationToken)
    {
        await LeaveAsync(cancellationToken).ConfigureAwait(false);
        _opened = open;
        var watch = Stopwatch.StartNew();
        ConnectionAnswer answer = new(SignInOutcome.NotFound, null, $"{open.Host} has no address.", 0);
        for (int i = 0; i < open.Addresses.Count && (i == 0 || watch.Elapsed < _wait); i++)
        {
            answer = await OpenAsync(open, open.Addresses[i], Share(watch, open.Addresses.Count - i), watch, cancellationToken).ConfigureAwait(false);
            if (answer.Outcome == SignInOutcome.Ok)
            {
                break;
            }
        }

        return answer;
    }

    // A pool has an address per Front End; a dead pool must not cost the time that the next target needs, so they share one wait.
    private TimeSpan Share(Stopwatch watch, int addressesLeft)
    {
        TimeSpan share = TimeSpan.FromTicks((_wait - watch.Elapsed).Ticks / addressesLeft);
        return share > s_shortestWait ? share : s_shortestWait;
    }

    private async Task<ConnectionAnswer> OpenAsync(
        SignInAction.OpenConnection open, IPAddress address, TimeSpan wait, Stopwatch watch, CancellationToken cancellationToken)
    {
        string endpoint = $"{open.Host} ({new IPEndPoint(address, open.Port)})";
        try
        {
            _connection = await SipConnection.OpenAsync(address, open.Port, wait, cancellationToken).ConfigureAwait(false);
            return Answer(SignInOutcome.Ok, $"{endpoint} accepted the connection.");
        }
        catch (TimeoutException)
        {
            return Answer(SignInOutcome.NoAnswer, string.Format(
                CultureInfo.InvariantCulture, "{0} did not answer within {1:0.##} s: the server is down or a firewall drops the connection.", endpoint, wait.TotalSeconds));
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => Answer(SignInOutcome.Refused, $"{endpoint} refused the connection: nothing listens on that port."),
                SocketError.ConnectionReset => Answer(SignInOutcome.Refused, $"{endpoint} reset the connection."),
                _ => Answer(SignInOutcome.NoAnswer, $"{endpoint} cannot be reached: {exception.Message}."),
            };
        }

        ConnectionAnswer Answer(SignInOutcome outcome, string detail) => new(outcome, address.ToString(), detail, watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>Secures the open connection; after any verdict but Trusted it is closed.</summary>
    public async Task<TlsAnswer> SecureAsync(SignInAction.NegotiateTls tls, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        CertificateFacts facts = await _connection!.SecureAsync(tls.Name, _options.TrustedRoots, _options.UtcNow(), _wait, cancellationToken).ConfigureAwait(false);
        SignInOutcome outcome = facts.Verdict switch
        {
            CertificateVerdict.Trusted => SignInOutcome.Ok,
            CertificateVerdict.NameMismatch => SignInOutcome.NameMismatch,
            CertificateVerdict.TimedOut => SignInOutcome.NoAnswer,
            _ => SignInOutcome.TlsFailed,
        };
        return new TlsAnswer(outcome, facts, facts.Detail, watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>Sends a REGISTER on the open connection.</summary>
    public async Task<RegistrarAnswer> RegisterAsync(SignInAction.SendRegister register, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        _conversation ??= new RegistrarConversation(_connection!, _opened!.Host, _opened.Transport, _sipAddress, _endpoint, _wait, _random, _options.UtcNow);
        RegistrarAnswer answer = await _conversation.RegisterAsync(register.WithCredentials ? _credential : null, cancellationToken).ConfigureAwait(false);
        return answer with { DurationMs = watch.Elapsed.TotalMilliseconds };
    }
}
