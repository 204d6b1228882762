using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>
/// Puts the messages of traces together to sign-ins, and gives each as the same <see cref="SignInPath"/> as a walk: REGISTER, 401, 301,
/// the next server, 200, across connections, Call-IDs and files. Logs of clients show every server; logs of servers show the messages
/// that one server saw, and those of several servers, read together, make up one path. Not safe for several threads.
/// </summary>
/// <remarks>
/// <para>
/// Messages of one endpoint belong together: of the user in From with the same epid, else the same +sip.instance, else the same Call-ID.
/// A server is called by the name under which a redirect named it, else by its pool where the log tells, else by the <c>targetname</c> of its
/// challenges and signatures, else by its address. <see cref="SignInHop.Target"/>, address and port are null where nothing tells.
/// </para>
/// <para>
/// A trace shows no look-up, so <see cref="SignInPath.DiscoveredBy"/> is always <see cref="DiscoveryMethod.None"/> and there are no hops for
/// DNS, connections and TLS. <see cref="SignInPath.TimeUtc"/> is the time as written, of unspecified kind, when the log's time zone isn't known.
/// </para>
/// </remarks>
public sealed class SignInTraceReader
{
    private const int MostRemembered = 10_000;

    private readonly SignInTraceOptions _options;
    private readonly TraceClock _clock;
    private readonly Dictionary<string, TracedSignIn> _byEndpoint = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TracedSignIn> _byCall = new(StringComparer.Ordinal);
    private readonly SignInQueue _open = new();
    private readonly SignInQueue _finished = new();
    private readonly RecentMap<TracedRegistration> _registrations = new(MostRemembered, StringComparer.Ordinal);
    private readonly RecentMap<string> _names = new(MostRemembered, StringComparer.OrdinalIgnoreCase);
    private readonly List<SignInPath> _ready = [];

    /// <summary>Makes a reader for one set of traces.</summary>
    /// <param name="options">How; null for the defaults.</param>
    public SignInTraceReader(SignInTraceOptions? options = null)
    {
        _options = options ?? new SignInTraceOptions();
        _clock = new TraceClock(TimeSpan.FromTicks(_options.Gap.Ticks / 2));
    }

    /// <summary>The methods of the messages that matter, to read no others: see <see cref="TraceFilter.Method"/>.</summary>
    public static IReadOnlyList<string> Methods { get; } = Array.AsReadOnly(["REGISTER", "NOTIFY"]);

    /// <summary>How many sign-ins were cut short because more than <see cref="SignInTraceOptions.MaximumOpen"/> were open at once.</summary>
    public int EvictedCount { get; private set; }

    /// <summary>Reads all sign-ins of a trace.</summary>
    /// <param name="messages">The messages, by time as far as that is known.</param>
    /// <returns>The sign-ins in the order in which they end; each enumeration goes on where the one before ended.</returns>
    public IEnumerable<SignInPath> Read(IEnumerable<SipTraceMessage> messages)
    {
        foreach (SignInPath path in messages.SelectMany(Take))
        {
            yield return path;
        }

        foreach (SignInPath path in End())
        {
            yield return path;
        }
    }

    /// <summary>Takes the next message.</summary>
    /// <param name="message">Any message; those that are not about a registration only tell the time.</param>
    /// <returns>The sign-ins that are over by now; mostly none.</returns>
    public IReadOnlyList<SignInPath> Take(SipTraceMessage message)
    {
        _clock.Read(message.Time);
        if (TracedMessage.Of(message) is { } read)
        {
            Take(read);
        }

        while (_finished.Oldest is { } finished && _clock.Elapsed - finished.LastRead > _options.Settle)
        {
            Finish(finished, TracedEnd.Decided);
        }

        while (_open.Oldest is { } open && _clock.Elapsed - open.LastRead > _options.Gap)
        {
            Finish(open, TracedEnd.Quiet);
        }

        return Ready();
    }

    /// <summary>Tells that the log has stood still for a while, as one that is being written does: what is decided need not wait for its clock to go on.</summary>
    /// <param name="quiet">For how long nothing has come, by the reader's clock.</param>
    /// <returns>The sign-ins that are over by now; mostly none.</returns>
    public IReadOnlyList<SignInPath> StandStill(TimeSpan quiet)
    {
        while (quiet > _options.Settle && _finished.Oldest is { } finished)
        {
            Finish(finished, TracedEnd.Decided);
        }

        return Ready();
    }

    /// <summary>Ends the trace.</summary>
    /// <returns>What is left: finished sign-ins that were held back, and unfinished ones.</returns>
    public IReadOnlyList<SignInPath> End()
    {
        foreach (TracedSignIn signIn in _finished.All.Concat(_open.All).OrderBy(signIn => signIn.First.Time).ToArray())
        {
            Finish(signIn, TracedEnd.TraceEnds);
        }

        return Ready();
    }

    private static string CallKey(TracedMessage message) => CallKey(message.User, message.CallId);

    private static string CallKey(string user, string callId) => $"{user.ToUpperInvariant()} {callId}";

    private static string EndpointKey(string user, string? endpoint) => $"{user} {endpoint}";

    private void Take(TracedMessage message)
    {
        bool isKnown = _registrations.TryGet(CallKey(message), out TracedRegistration registration);
        if (message.EndedBy is not null)
        {
            TakeEnd(message, isKnown ? registration : null);
        }
        else if (message.IsLeaving)
        {
            // Whoever signs out, or walks and leaves nothing behind, doesn't sign in.
            _registrations.Set(CallKey(message), new TracedRegistration(message.Endpoint, isKnown ? registration.Registrar : null, message.Number));
        }
        else if (!isKnown || !registration.IsGoneOnBy(message) || IsPartOfSignIn(message))
        {
            TakeRegister(message);
        }
    }

    private bool IsPartOfSignIn(TracedMessage message) =>
        _byCall.TryGetValue(CallKey(message), out TracedSignIn? signIn) && (_open.Contains(signIn) || signIn.TryAdd(message));

    private void TakeRegister(TracedMessage message)
    {
        if (message.Answer is not null && message.Server is { Address: { } address, TargetName: { } name })
        {
            _names.Set(address.ToString(), name);
        }

        TracedSignIn signIn = SignInOf(message);
        signIn.LastRead = _clock.Elapsed;
        (_finished.Contains(signIn) ? _finished : _open).Touch(signIn);
        Index(signIn, message);
        if (signIn.Deciding is { } deciding)
        {
            Decide(signIn, deciding);
        }
        else if (signIn.Predecessor is { } predecessor && _finished.Contains(predecessor) && predecessor.IsNamedBy(signIn))
        {
            Forget(signIn);
            predecessor.Prepend(signIn);
            foreach (TracedAttempt attempt in predecessor.Attempts)
            {
                _byCall[CallKey(predecessor.User, attempt.CallId)] = predecessor;
            }

            _byEndpoint[EndpointKey(predecessor.User, predecessor.Endpoint)] = predecessor;
        }
        else if (signIn.IsFull)
        {
            Finish(signIn, TracedEnd.NoRoom);
        }
    }

    private TracedSignIn SignInOf(TracedMessage message)
    {
        bool isCallKnown = _byCall.TryGetValue(CallKey(message), out TracedSignIn? signIn)
            && (message.Endpoint is null || signIn.Endpoint is null || message.Endpoint == signIn.Endpoint);
        if (isCallKnown && signIn!.TryAdd(message))
        {
            return signIn;
        }

        if (!isCallKnown)
        {
            _byEndpoint.TryGetValue(EndpointKey(message.User, message.Endpoint), out signIn);
        }

        if (signIn is not null && !_finished.Contains(signIn))
        {
            if (message.Time - signIn.LastTime <= _options.Gap)
            {
                signIn.AddAttempt(message);
                return signIn;
            }

            Finish(signIn, TracedEnd.Quiet);
            signIn = null;
        }

        MakeRoom();
        var next = new TracedSignIn(message, _options.Settle) { Predecessor = signIn };
        next.AddAttempt(message);
        return next;
    }

    // A registrar ends a registration, in most cases to move the user home.
    private void TakeEnd(TracedMessage message, TracedRegistration? registration)
    {
        string? endpoint = message.Endpoint ?? registration?.Endpoint;
        if (_byEndpoint.TryGetValue(EndpointKey(message.User, endpoint), out TracedSignIn? before))
        {
            if (before.Moved?.Identity == message.Identity)
            {
                return;
            }

            Finish(before, _finished.Contains(before) ? TracedEnd.Decided : TracedEnd.Quiet);
        }

        MakeRoom();
        TracedMessage first = message with { Endpoint = endpoint };
        var signIn = new TracedSignIn(first, _options.Settle)
        {
            Moved = first,
            MovedBy = registration?.Registrar ?? message.Server.Name,
            LastRead = _clock.Elapsed,
        };
        _open.Touch(signIn);
        _byEndpoint[EndpointKey(signIn.User, signIn.Endpoint)] = signIn;
    }

    private void Decide(TracedSignIn signIn, TracedAttempt deciding)
    {
        if (deciding.Final!.Answer!.Kind == RegistrarAnswerKind.Registered)
        {
            _registrations.Set(CallKey(signIn.User, deciding.CallId), new TracedRegistration(signIn.Endpoint, deciding.Server.Name, 0));
            if (signIn.IsRefresh)
            {
                Forget(signIn);
                return;
            }
        }

        if (_open.Remove(signIn))
        {
            _finished.Touch(signIn);
        }
    }

    private void Index(TracedSignIn signIn, TracedMessage message)
    {
        _byCall[CallKey(message)] = signIn;
        _byEndpoint[EndpointKey(signIn.User, signIn.Endpoint)] = signIn;
    }

    private void MakeRoom()
    {
        if (_open.Count + _finished.Count < _options.MaximumOpen)
        {
            return;
        }

        if (_finished.Oldest is { } finished)
        {
            Finish(finished, TracedEnd.Decided);
        }
        else if (_open.Oldest is { } open)
        {
            EvictedCount++;
            Finish(open, TracedEnd.NoRoom);
        }
    }

    private void Finish(TracedSignIn signIn, TracedEnd end)
    {
        Forget(signIn);
        _ready.Add(new TracedPath(signIn, end, _options.Gap, address => _names.TryGet(address.ToString(), out string name) ? name : null).ToPath());
    }

    private void Forget(TracedSignIn signIn)
    {
        _open.Remove(signIn);
        _finished.Remove(signIn);
        signIn.Predecessor = null;
        foreach (string key in signIn.Attempts.Select(attempt => CallKey(signIn.User, attempt.CallId)).Where(key => _byCall.TryGetValue(key, out TracedSignIn? found) && found == signIn))
        {
            _byCall.Remove(key);
        }

        foreach (string key in new[] { EndpointKey(signIn.User, signIn.Endpoint), EndpointKey(signIn.User, signIn.First.Endpoint) })
        {
            if (_byEndpoint.TryGetValue(key, out TracedSignIn? found) && found == signIn)
            {
                _byEndpoint.Remove(key);
            }
        }
    }

    private IReadOnlyList<SignInPath> Ready()
    {
        if (_ready.Count == 0)
        {
            return [];
        }

        SignInPath[] ready = [.. _ready];
        _ready.Clear();
        return ready;
    }
}
