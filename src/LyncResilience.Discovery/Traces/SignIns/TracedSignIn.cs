using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>What belongs to one sign-in of one endpoint, as far as it was read.</summary>
internal sealed class TracedSignIn
{
    // Seven messages make an ordinary sign-in with a redirect double that; a log that goes round in circles is cut into several.
    private const int MostMessages = 64;

    private readonly List<TracedAttempt> _attempts = [];
    private readonly TimeSpan _settle;

    public TracedSignIn(TracedMessage first, TimeSpan settle)
    {
        First = first;
        _settle = settle;
        Endpoint = first.Endpoint;
        LastTime = first.Time;
    }

    /// <summary>The message that began it.</summary>
    public TracedMessage First { get; private set; }

    public string User => First.User;

    /// <summary>The endpoint; null when no message told.</summary>
    public string? Endpoint { get; private set; }

    /// <summary>The NOTIFY that ended the registration before, by which the sign-in began; null when there was none.</summary>
    public TracedMessage? Moved { get; init; }

    /// <summary>The registrar that sent it, where known.</summary>
    public string? MovedBy { get; init; }

    /// <summary>The time of the newest message, as written.</summary>
    public DateTime LastTime { get; private set; }

    /// <summary>When the newest message was read, by the trace's clock.</summary>
    public TimeSpan LastRead { get; set; }

    /// <summary>The sign-in of the same endpoint that was finished just before this one began, if it is still held back.</summary>
    public TracedSignIn? Predecessor { get; set; }

    public IReadOnlyList<TracedAttempt> Attempts => _attempts;

    /// <summary>The attempts in the order in which they must have happened: who is registered isn't redirected after that.</summary>
    public IEnumerable<TracedAttempt> InOrder => _attempts.OrderBy(attempt => attempt.Final?.Answer?.Kind == RegistrarAnswerKind.Registered);

    public bool IsFull => _attempts.Sum(attempt => attempt.Count) >= MostMessages;

    /// <summary>The attempt that registered the user or was refused for good; null while there is none.</summary>
    public TracedAttempt? Deciding => _attempts.FirstOrDefault(attempt =>
        attempt.Final is { Answer: { } answer } && (answer.Kind == RegistrarAnswerKind.Registered || Rejection.IsFinal(answer)));

    /// <summary>Whether nothing but the refresh of a registration is known of it.</summary>
    public bool IsRefresh => Moved is null && _attempts.All(attempt => attempt.Answers.All(answer => answer.IsRefreshed)) && _attempts.Any(attempt => attempt.Answers.Any());

    /// <summary>Takes a message whose Call-ID is known here.</summary>
    /// <returns>False when it is part of no attempt so far.</returns>
    public bool TryAdd(TracedMessage message)
    {
        TracedAttempt? attempt = Enumerable.Reverse(_attempts).FirstOrDefault(candidate => candidate.Takes(message, _settle));
        attempt?.Add(message);
        Note(message);
        return attempt is not null;
    }

    /// <summary>Takes the first message of a further attempt.</summary>
    public void AddAttempt(TracedMessage message)
    {
        _attempts.Add(new TracedAttempt(message));
        Note(message);
    }

    /// <summary>Whether a redirect of the other sign-in names the registrar that registered the user here.</summary>
    public bool IsNamedBy(TracedSignIn other) =>
        Deciding?.Server is { } server && other._attempts.SelectMany(attempt => attempt.Final?.Answer?.Contacts ?? []).Any(contact => server.Is(contact.Host));

    /// <summary>Takes in the attempts of another sign-in that turned out to be the beginning of this one.</summary>
    public void Prepend(TracedSignIn beginning)
    {
        _attempts.InsertRange(0, beginning._attempts);
        First = beginning.First;
    }

    private void Note(TracedMessage message)
    {
        Endpoint ??= message.Endpoint;
        LastTime = message.Time;
    }
}
