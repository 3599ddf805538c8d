using System.Text;
using Realtime.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>A session that nears the provider's limit: its live sockets are told, or its transport is renewed where the start asked for it.</summary>
sealed partial class SessionActor
{
    static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(1);

    async ValueTask NearCap()
    {
        if (Session.Options.AtCap is AtCap.Renew) await Renew();
        else attachments.Broadcast(Encoding.UTF8.GetBytes(
            $"{{\"type\":\"session_expiring\",\"sessionId\":\"{Session.SessionId}\",\"secondsLeft\":{(int)clock!.Left.TotalSeconds}}}"));
    }

    /// <summary>
    /// A new transport is brought up and told what was said before; then it takes the place of the old one. Clients keep their sockets. It waits
    /// for the model to finish what it is saying, and tries again while there is time.
    /// </summary>
    async Task Renew()
    {
        if (dialogue.IsAnswering && clock!.Left > SessionClock.LastCall)
        {
            clock.CallAgain(RenewalPause);
            return;
        }

        try
        {
            using var wanted = CancellationTokenSource.CreateLinkedTokenSource(Over);
            await Session.Entry.Flushed.WaitAsync(TimeSpan.FromMilliseconds(bounds.ConnectMilliseconds), services.Time, wanted.Token);
            var replay = await services.History.Replay(Session.Conversation, Session.SessionId, Session.RequestedVersion, wanted.Token);
            var next = Connection(await services.Connector.Connect(Session, replay, wanted.Token));
            var before = connection!;
            await before.StopWriting();
            connection = next;
            replayed = replay.ItemIds;
            Record(new TransportRenewed(Session.SessionId, replay.Messages.Count, replay.NotRestored));
            Run(next, Task.CompletedTask);
            if (dialogue.IsAnswering && !IsDriven) dialogue.AskAgain();
            clock!.Renewed();
            retired = Retire(before, retired);
        }
        catch (Exception e) when (e is UpstreamException or TimeoutException or Npgsql.NpgsqlException)
        {
            LogNotRenewed(Session.SessionId, e.Message);
            clock!.CallAgain(RenewalPause);
        }
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
