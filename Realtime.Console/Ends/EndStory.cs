using Realtime.Sessions;

namespace Realtime.Console.Ends;

/// <summary>An end in words.</summary>
/// <param name="Why">One sentence: what ended the session.</param>
/// <param name="Who">The side that caused it.</param>
/// <param name="Next">What a reader can do about it.</param>
public sealed record EndStory(string Why, string Who, string Next)
{
    public static EndStory Of(EndReason reason, SessionError? error) =>
        new(WhyOf(reason, error), WhoOf(reason, error?.Origin), NextOf(reason, error));

    static string WhyOf(EndReason reason, SessionError? error) => reason switch
    {
        EndReason.Requested => "A client asked for the end, or the live socket that started the session closed properly.",
        EndReason.TransportClosed => "The model closed its connection properly, with a Close frame whose code is no failure.",
        EndReason.Error =>
            "A failure ended the session after it had started: an error of the model, a lost connection, or an event that could not be "
            + "handled.",
        EndReason.StartFailed when error?.Code is "no_worker" => "No worker took the session in time, so it never started.",
        EndReason.StartFailed => "The connection to the model could not be opened, so the session never started.",
        EndReason.Replaced => "A client started a new session of the conversation and asked to replace this one.",
        EndReason.WorkerLost => "The worker that owned the session died or lost its lease, and no other worker took the session over.",
        EndReason.ServerShutdown => "The worker that owned the session was told to stop, and no other worker took the session over.",
        EndReason.Expired => "The session reached its longest duration, or the model said that it had expired.",
        EndReason.Idle => "There was no input and no output for as long as the start allows.",
        EndReason.ClientGone => "The live socket that drove the session was lost, and its client did not reconnect in time.",
        EndReason.BudgetExhausted => "The tenant, or the key that started the session, had used up a budget.",
        _ => "This console does not know the reason; it is of a newer version than the console.",
    };

    static string WhoOf(EndReason reason, ErrorOrigin? origin) => (reason, origin) switch
    {
        (_, ErrorOrigin.Client) => "the client",
        (_, ErrorOrigin.Upstream) => "the model's provider",
        (_, ErrorOrigin.Transport) => "the connection to the model's provider",
        (_, ErrorOrigin.Worker) => "this service",
        (EndReason.Requested or EndReason.Replaced or EndReason.ClientGone, _) => "the client",
        (EndReason.TransportClosed, _) => "the model's provider",
        (EndReason.WorkerLost or EndReason.ServerShutdown, _) => "this service",
        (EndReason.Expired or EndReason.Idle or EndReason.BudgetExhausted, _) => "a limit",
        _ => "not known",
    };

    static string NextOf(EndReason reason, SessionError? error) => (reason, error) switch
    {
        (_, { Retryable: true }) => "The same start may work later.",
        (_, { Retryable: false }) => "The same start fails again until the cause is removed.",
        (EndReason.WorkerLost, _) => "The client can start again; \"onWorkerLost\": \"resume\" lets another worker go on instead.",
        (EndReason.ServerShutdown, _) => "The client can start again; \"onWorkerLost\": \"resume\" lets another worker go on instead.",
        (EndReason.Expired, _) => "The client can start again; \"atCap\": \"renew\" opens a new connection at the limit instead.",
        (EndReason.Idle, _) => "The client can start again, with a larger idleSeconds or none.",
        (EndReason.ClientGone, _) => "The client can start again; it should reconnect within Realtime:Bounds:ClientGoneMilliseconds.",
        (EndReason.BudgetExhausted, _) => "Starts work again when the budget's period is over, or the budget is raised.",
        _ => "Nothing needs to be done: the conversation is free for the next session.",
    };
}
