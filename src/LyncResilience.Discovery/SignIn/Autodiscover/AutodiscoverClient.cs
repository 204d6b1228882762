using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Dns;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Discovery.SignIn;

/// <summary>
/// Asks an Autodiscover service for the way to a registrar, as a client does before it looks SRV records up (MS-OCDISCWS
/// 3.1.5.2). Anonymous: it sends no credentials and fetches no web ticket. Redirects are followed over HTTPS inside the SIP
/// domain only, because whoever answers for Autodiscover decides where the password goes.
/// </summary>
internal sealed class AutodiscoverClient
{
    private const string MediaType = "application/vnd.microsoft.rtc.autodiscover+xml;v=1";
    private const int MaximumRedirects = 5;

    private readonly IDnsResolver _resolver;
    private readonly Func<DateTime> _utcNow;
    private readonly int _port;

    /// <param name="resolver">Finds the hosts that redirects name.</param>
    /// <param name="utcNow">The clock, in UTC, that certificates are judged by.</param>
    /// <param name="port">The port of the service; 443 outside a laboratory.</param>
    public AutodiscoverClient(IDnsResolver resolver, Func<DateTime> utcNow, int port = 443)
    {
        _resolver = resolver;
        _utcNow = utcNow;
        _port = port;
    }

    /// <summary>Asks one Autodiscover name.</summary>
    /// <param name="hostName">Such as <c>lyncdiscoverinternal.contoso.com</c>; what follows the first label is the SIP domain.</param>
    /// <param name="address">Its address.</param>
    /// <param name="sipAddress">Who wants to sign in, without <c>sip:</c>; null to ask for nobody in particular.</param>
    /// <param name="trustedRoots">The only roots to trust; null or empty for those of the system.</param>
    /// <param name="timeout">How long it may take in all.</param>
    /// <param name="cancellationToken">Gives up at once; the task then ends as cancelled.</param>
    /// <returns>The answer; every failure is an answer too.</returns>
    public async Task<AutodiscoverAnswer> AskAsync(
        string hostName, IPAddress address, string? sipAddress, X509Certificate2Collection? trustedRoots, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        string domain = hostName.TrimEnd('.').Substring(hostName.IndexOf('.') + 1);
        AutodiscoverAnswer answer;
        try
        {
            answer = await FollowAsync(First(hostName, sipAddress), address, domain, trustedRoots, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = new AutodiscoverAnswer(
                AutodiscoverOutcome.NoAnswer, FormattableString.Invariant($"{hostName} ({address}:{_port}) gave no answer within {timeout.TotalSeconds:0.###} s."));
        }

        return answer with { DurationMs = clock.Elapsed.TotalMilliseconds };
    }

    private Uri First(string hostName, string? sipAddress)
    {
        string query = sipAddress is null ? string.Empty : "sipuri=" + Uri.EscapeDataString(sipAddress);
        return new UriBuilder(Uri.UriSchemeHttps, hostName.TrimEnd('.'), _port, "/") { Query = query }.Uri;
    }

    private async Task<AutodiscoverAnswer> FollowAsync(
        Uri uri, IPAddress address, string domain, X509Certificate2Collection? trustedRoots, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            (AutodiscoverAnswer answer, Uri? next) = await AskOnceAsync(uri, address, trustedRoots, cancellationToken).ConfigureAwait(false);
            if (next is null)
            {
                return answer;
            }

            if (redirects == MaximumRedirects)
            {
                return Unusable(uri, $"it redirects more than {MaximumRedirects} times", answer);
            }

            if (next.Scheme != Uri.UriSchemeHttps || !DomainRule.MayHaveCredentials(next.Host, domain, []))
            {
                return Unusable(uri, $"it redirects to {next.GetLeftPart(UriPartial.Authority)}, which is not HTTPS inside {domain}", answer);
            }

            DnsAnswer found = await LiveWorld.LookUpHostAsync(_resolver, next.Host, cancellationToken).ConfigureAwait(false);
            if (found.Records.OfType<AddressRecord>().FirstOrDefault() is not { } record)
            {
                return Unusable(uri, $"it redirects to {next.Host}, which has no address", answer);
            }

            (uri, address) = (next, record.Address);
        }
    }

    // One GET on a connection of its own; with a target when the answer is a redirect.
    private async Task<(AutodiscoverAnswer Answer, Uri? Next)> AskOnceAsync(
        Uri uri, IPAddress address, X509Certificate2Collection? trustedRoots, CancellationToken cancellationToken)
    {
        try
        {
            using TcpLink link = await TcpLink.OpenAsync(address, uri.Port, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            CertificateFacts facts = await link.SecureAsync(uri.Host, trustedRoots, _utcNow(), Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            if (facts.Verdict != CertificateVerdict.Trusted)
            {
                bool wrongName = facts.Verdict == CertificateVerdict.NameMismatch;
                return (new AutodiscoverAnswer(wrongName ? AutodiscoverOutcome.NameMismatch : AutodiscoverOutcome.TlsFailed, facts.Detail), null);
            }

            HttpAnswer http = await link.RunAsync(
                stream => HttpAnswer.GetAsync(stream, uri, MediaType, CancellationToken.None),
                Timeout.InfiniteTimeSpan,
                "did not answer",
                cancellationToken).ConfigureAwait(false);
            (AutodiscoverAnswer answer, Uri? next) = Judge(uri, http);
            return (answer with { StatusCode = http.StatusCode, Reason = http.Reason }, next);
        }
        catch (SocketException exception)
        {
            bool refused = exception.SocketErrorCode == SocketError.ConnectionRefused;
            return (new AutodiscoverAnswer(
                refused ? AutodiscoverOutcome.Refused : AutodiscoverOutcome.NoAnswer, $"{uri.Host} ({address}:{uri.Port}): {exception.Message}"), null);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return (Unusable(uri, exception.Message, null), null);
        }
    }

    private static (AutodiscoverAnswer Answer, Uri? Next) Judge(Uri uri, HttpAnswer http)
    {
        if (http.StatusCode is >= 300 and < 400 && http.Headers.TryGetValue("Location", out string? location))
        {
            return Redirect(uri, location);
        }

        if (http.StatusCode == 401 && http.Headers.ContainsKey("X-MS-WebTicketURL"))
        {
            return (NeedsWebTicket(uri), null);
        }

        if (http.StatusCode != 200)
        {
            return (Unusable(uri, $"it answered {http.StatusCode} {http.Reason}", null), null);
        }

        AutodiscoverDocument document = AutodiscoverDocument.Parse(http.Body);
        if (document.Server is var (host, port))
        {
            return (new AutodiscoverAnswer(AutodiscoverOutcome.ServerNamed, $"Autodiscover at {uri.Authority} names {host}:{port}.") { Server = host, Port = port }, null);
        }

        return document.Redirect is not null ? Redirect(uri, document.Redirect)
            : document.User is not null ? (NeedsWebTicket(uri), null)
            : (Unusable(uri, "its answer names neither a server nor a place to ask", null), null);
    }

    private static (AutodiscoverAnswer Answer, Uri? Next) Redirect(Uri uri, string target)
    {
        bool readable = Uri.TryCreate(uri, target, out Uri? next) && next.IsAbsoluteUri && next.Host.Length > 0;
        return (Unusable(uri, "it redirects to something that is no address", null), readable ? next : null);
    }

    private static AutodiscoverAnswer NeedsWebTicket(Uri uri) => new(
        AutodiscoverOutcome.NeedsWebTicket, $"Autodiscover at {uri.Authority} is there, but names the registrar only to a client that holds a web ticket.");

    private static AutodiscoverAnswer Unusable(Uri uri, string what, AutodiscoverAnswer? last) =>
        new(AutodiscoverOutcome.NotUsable, $"Autodiscover at {uri.Authority} is not usable: {what}.") { StatusCode = last?.StatusCode, Reason = last?.Reason };
}
