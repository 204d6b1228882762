using System;
using System.Collections.Generic;
using System.Linq;
using LyncResilience.Discovery.SignIn;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>The REGISTERs that an endpoint sends to one server, and the answers; in whatever order the log has them.</summary>
internal sealed class TracedAttempt
{
    private readonly List<TracedMessage> _messages = [];
    private readonly HashSet<string> _identities = [];
    private TracedMessage[] _answers = [];

    public TracedAttempt(TracedMessage first)
    {
        CallId = first.CallId;
        Server = first.Server;
        Add(first);
    }

    public string CallId { get; }

    public TracedServer Server { get; private set; }

    public int Count => _messages.Count;

    public DateTime LastTime => _messages[_messages.Count - 1].Time;

    public IEnumerable<TracedMessage> Messages => _messages;

    /// <summary>The answers by CSeq, which is the order in which they were given.</summary>
    public IReadOnlyList<TracedMessage> Answers => _answers;

    /// <summary>The answer that ends the attempt: 200, 301 or a refusal; null while there is none.</summary>
    public TracedMessage? Final { get; private set; }

    /// <summary>
    /// Whether a 401 says no: to a request with credentials, and without the token that would carry the exchange on. Where the request
    /// is missing, a token that came before tells the same.
    /// </summary>
    public bool IsRefusal(TracedMessage answer) =>
        answer.Answer!.Kind == RegistrarAnswerKind.Challenged && !answer.HasToken
        && (RequestOf(answer)?.HasAuthorization ?? _messages.Any(other => other.HasToken && other.Number < answer.Number));

    /// <summary>The request that an answer answers; null when it isn't in the trace.</summary>
    public TracedMessage? RequestOf(TracedMessage answer) => _messages.FirstOrDefault(message => message.Answer is null && message.Number == answer.Number);

    /// <summary>The first request that an answer ends, which began after another answer was given.</summary>
    public TracedMessage? FirstRequestBetween(int after, int upTo) =>
        _messages.Where(message => message.Answer is null && message.Number > after && message.Number <= upTo).OrderBy(message => message.Number).FirstOrDefault();

    /// <summary>Whether a message with the same Call-ID belongs here, rather than to a later use of the Call-ID.</summary>
    /// <param name="message">The message.</param>
    /// <param name="settle">By how much logs may be out of order.</param>
    public bool Takes(TracedMessage message, TimeSpan settle)
    {
        if (message.CallId != CallId || !CouldBe(message.Server))
        {
            return false;
        }

        if (_identities.Contains(message.Identity))
        {
            return true;
        }

        TracedMessage? final = Final;
        bool isClose = (message.Time - LastTime).Duration() <= settle;
        if (message.Answer is not null)
        {
            return final is null || (message.Number < final.Number && isClose);
        }

        bool isNext = _messages.All(other => other.Number < message.Number);
        return final is null ? isNext || isClose : message.Number <= final.Number && isClose && RequestOf(message) is null;
    }

    /// <summary>Adds a message that belongs here. Another copy of one that is known tells at most more about the server.</summary>
    public void Add(TracedMessage message)
    {
        Server = Server.With(message.Server);
        if (_identities.Add(message.Identity))
        {
            _messages.Add(message);
            _answers = message.Answer is null ? _answers : [.. _answers.Append(message).OrderBy(answer => answer.Number)];
            Final = _answers.LastOrDefault(answer => answer.Answer!.Kind != RegistrarAnswerKind.Challenged || IsRefusal(answer));
        }
    }

    private bool CouldBe(TracedServer other) =>
        (Server.TargetName is null || other.TargetName is null || string.Equals(Server.TargetName, other.TargetName, StringComparison.OrdinalIgnoreCase))
        && (Server.Address is null || other.Address is null || Server.Address == other.Address || Server.TargetName is not null && other.TargetName is not null);
}
