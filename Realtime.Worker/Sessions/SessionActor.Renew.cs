using System.Text;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>A session that nears the provider's limit: its live sockets are told, or its transport is renewed where the start asked for it.</summary>
sealed partial class SessionActor
{
    static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(1);

    /// <summary>The model has begun an answer, whoever asked for it.</summary>
    bool isResponding;
    TaskCompletionSource settled = new();

    async ValueTask<StopCause?> NearCap()
    {
        if (Session.Options.AtCap is AtCap.Renew) return await Renew();
        attachments.Broadcast(Encoding.UTF8.GetBytes(
            $"{{\"type\":\"session_expiring\",\"sessionId\":\"{Session.SessionId}\",\"secondsLeft\":{(int)clock!.Left.TotalSeconds}}}"));
        return null;
    }

    bool MayWait => clock!.Left > SessionClock.LastCall;

    /// <summary>
    /// A new transport is brought up; the old one answers what it was told; then the new one is told what was said before, and takes its place.
    /// Clients keep their sockets, and what they say meanwhile waits for the new one. It waits for the model to finish what it is saying, and
    /// tries again while there is time.
    /// </summary>
    async Task<StopCause?> Renew()
    {
        if ((dialogue.IsAnswering || isResponding) && MayWait)
        {
            clock!.CallAgain(RenewalPause);
            return null;
        }

        var before = connection!;
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(Over);
        var opening = services.Connector.Open(Session, wanted.Token);
        try
        {
            if (await HandleUntil(opening) is { } ended) return ended;
            var next = await opening;
            var settling = Settled(before, wanted.Token);
            if (await HandleUntil(settling) is { } cause) return cause;
            var isSettled = await settling;
            if (!isResponding || !MayWait) await Switch(before, next, isSettled);
        }
        catch (Exception e) when (e is UpstreamException or TimeoutException or Npgsql.NpgsqlException)
        {
            LogNotRenewed(Session.SessionId, e.Message);
        }
        finally
        {
            await wanted.CancelAsync();
            if (connection == before) await LetGo(opening);
        }

        if (connection != before) return null;
        before.WriteOn();
        clock!.CallAgain(RenewalPause);
        return null;
    }

    static async Task LetGo(Task<UpstreamTransport> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully) await (await opening).DisposeAsync();
    }

    /// <summary>Writes nothing more to a transport, and waits until it has said what it made of all that it was told; false where it did not in time.</summary>
    async Task<bool> Settled(UpstreamConnection before, CancellationToken ct)
    {
        settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!await before.StopWriting()) throw new TimeoutException("A write to the old transport hangs.");
        await before.Settle();
        var patience = TimeSpan.FromMilliseconds(Math.Min(bounds.WriteMilliseconds, Math.Max(1, clock!.Left.TotalMilliseconds / 2)));
        await Task.WhenAny(settled.Task.WaitAsync(patience, services.Time, ct));
        return settled.Task.IsCompleted;
    }

    async Task Switch(UpstreamConnection before, UpstreamTransport next, bool isSettled)
    {
        await Session.Entry.Flushed.WaitAsync(TimeSpan.FromMilliseconds(bounds.ConnectMilliseconds), services.Time, Over);
        var past = await services.History.Read(Session.Conversation, Session.SessionId, Session.RequestedVersion, Over);
        var replay = Replay.Of(past.Events, past.ItemsLeftOut);
        await services.Connector.Tell(next, Session, replay, Over);
        foreach (var text in isSettled ? [] : SessionHistory.Unanswered(past.Events)) await next.Send(UpstreamWriter.TextItem(text.Role, text.Text, Items.OfText(text)), Over);
        connection = Connection(next);
        replayed = replay.ItemIds;
        Record(new TransportRenewed(Session.SessionId, replay.Messages.Count,
            isSettled ? replay.NotRestored : [.. replay.NotRestored, "what a live driver said last: the old transport did not answer it in time"]));
        Run(connection, Task.CompletedTask);
        if (!IsDriven && (isResponding || !isSettled && dialogue.IsAnswering)) dialogue.AskAgain();
        isResponding = false;
        clock!.Renewed();
        retired = Retire(before, retired);
    }

    Task retired = Task.CompletedTask;
    IReadOnlySet<string> replayed = new HashSet<string>();

    /// <summary>An item that this transport was told: it is on the record since it was first said.</summary>
    bool IsReplayed(SessionEvent e) => e is ItemAdded added && replayed.Contains(added.ItemId) || e is ItemDone done && replayed.Contains(done.ItemId);

    /// <summary>What of upstream's event the log does not have; null for what it said before.</summary>
    SessionEvent? News(SessionEvent e) => e is UpstreamConfigured configured ? configurations.Of(configured) : IsReplayed(e) ? null : e;

    static async Task Retire(UpstreamConnection connection, Task before)
    {
        await before;
        await connection.Close("renewed");
        await connection.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The transport of session {Session} could not be renewed yet: {Reason}")]
    partial void LogNotRenewed(Guid session, string reason);
}
