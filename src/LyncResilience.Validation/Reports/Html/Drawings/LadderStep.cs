namespace LyncResilience.Validation.Reports.Html;

/// <summary>One line of a ladder: a question to a server and what came back, or a thought of the client.</summary>
internal sealed class LadderStep
{
    private LadderStep(int hop, string? lane, string ask, string? answer, Tone tone)
    {
        Hop = hop;
        Lane = lane;
        Ask = ask;
        Answer = answer;
        Tone = tone;
    }

    /// <summary>The number of the hop that it shows.</summary>
    public int Hop { get; }

    /// <summary>Who was asked; null when the client talks to nobody.</summary>
    public string? Lane { get; }

    public string Ask { get; }

    /// <summary>What came back; null when the step has no answer of its own, or none came.</summary>
    public string? Answer { get; }

    public Tone Tone { get; }

    /// <summary>Whether nothing came back.</summary>
    public bool IsLost => Answer is null && Tone == Tone.Bad;

    public static LadderStep Of(SignInHop hop, SignInPath path)
    {
        string host = hop.Target ?? hop.Query ?? "?";
        return hop.Stage switch
        {
            _ when hop.Outcome == SignInOutcome.Skipped => new LadderStep(hop.Order, null, hop.Detail, null, Tone.Quiet),
            SignInStage.Cache or SignInStage.Failover => new LadderStep(hop.Order, null, hop.Detail, null, hop.Outcome == SignInOutcome.Ok ? Tone.Good : Tone.Quiet),
            SignInStage.Autodiscover when hop.Outcome is not (SignInOutcome.NotFound) && hop.Transport == "HTTPS" => Exchange(hop, hop.Query ?? host, "GET / (Lync Discover)", hop.Detail),
            SignInStage.Autodiscover => Exchange(hop, LadderDiagram.Dns, $"A {hop.Query}", hop.Outcome == SignInOutcome.NotFound ? "no such name" : hop.Address ?? hop.Detail),
            SignInStage.Srv => Exchange(hop, LadderDiagram.Dns, $"SRV {hop.Query}", hop.Target is null ? "no such record" : hop.Detail.TrimEnd('.')),
            SignInStage.Host => Exchange(hop, LadderDiagram.Dns, $"A {hop.Query}", hop.Address ?? "no such name"),
            SignInStage.Connect when hop.Query is not null => Exchange(hop, LadderDiagram.Dns, $"A {hop.Query}", hop.Address ?? "no address"),
            SignInStage.Connect => Exchange(hop, host, $"connect, port {hop.Port}", hop.Outcome == SignInOutcome.Ok ? null : "refused"),
            SignInStage.Tls => Exchange(hop, host, "TLS handshake", hop.Outcome == SignInOutcome.Ok ? null : hop.Detail),
            SignInStage.Redirect when hop.Outcome == SignInOutcome.Redirected => Exchange(hop, host, "REGISTER", Redirect(hop, path)),
            SignInStage.Redirect => new LadderStep(hop.Order, null, hop.Detail, null, Tone.Bad),
            _ => Exchange(hop, host, "REGISTER", $"{hop.StatusCode} {hop.Reason}{Service(hop, path)}"),
        };
    }

    private static LadderStep Exchange(SignInHop hop, string lane, string ask, string? answer) =>
        new(hop.Order, lane, ask, hop.Outcome == SignInOutcome.NoAnswer ? null : answer, ToneOf(hop.Outcome));

    private static string Redirect(SignInHop hop, SignInPath path) => path.RedirectCount == 1 && path.PrimaryRegistrar is not null
        ? $"301 primary {path.PrimaryRegistrar}, " + (path.BackupRegistrar is null ? "no backup" : $"backup {path.BackupRegistrar}")
        : $"301 {hop.Detail}";

    private static string Service(SignInHop hop, SignInPath path) =>
        hop.Outcome != SignInOutcome.Registered ? string.Empty : path.Mode == SignInMode.Limited ? ", limited service" : ", full service";

    private static Tone ToneOf(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.Ok or SignInOutcome.Registered => Tone.Good,
        SignInOutcome.NotFound or SignInOutcome.Skipped => Tone.Quiet,
        SignInOutcome.Challenged or SignInOutcome.Redirected => Tone.Unknown,
        _ => Tone.Bad,
    };
}
