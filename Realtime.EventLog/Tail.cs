using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Realtime.EventLog.Isolation;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// Ordered reads for all followers on this node: clients that follow a conversation, and actors that own a session. One loop reads the new
/// events of all nudged conversations in one query. Polling finds events without a nudge.
/// </summary>
public sealed partial class Tail(
    EventReader reader, NewsReader news, RowByRow rows, Nudges nudges, IOptions<EventLogOptions> options, TimeProvider time,
    ILogger<Tail> logger)
    : BackgroundService
{
    readonly Dictionary<string, FollowedConversation> followed = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> nudged = new(StringComparer.Ordinal); // up to which version there are new events

    readonly NewsRound round = new(news, rows, logger);

    // The conversations of one round. Those that the round before did not reach come first, and those that are only polled come last.
    readonly List<FollowedConversation> due = [], polled = [];
    readonly PollSlices polls = new(TimeSpan.FromMilliseconds(options.Value.PollMilliseconds), time);
    IReadOnlyList<string> unread = [];

    readonly Signal wake = new();
    long upToDate = time.GetTimestamp();

    /// <summary>How long ago the tail last read the new events of all that it follows.</summary>
    public TimeSpan Lag => time.GetElapsedTime(Volatile.Read(ref upToDate));

    /// <summary>
    /// Yields every event after a version, once each and in order, for as long as the caller reads. A batch is never empty.
    /// Version n + 1 follows n, so the last version that a caller has read is all that it needs to resume, on any node.
    /// </summary>
    /// <exception cref="DamagedConversationException">The next version is missing, although the log says that it exists.</exception>
    public async IAsyncEnumerable<IReadOnlyList<LoggedEvent>> Follow(
        ConversationKey conversation, long after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var source = Enter(conversation);
        var recorded = 0L; // the version in the stream's row
        try
        {
            while (true)
            {
                if (source.Missing is var missing and > 0 && missing <= after + 1) throw Damaged(conversation, missing);
                if (source.After(after, out var more) is { } recent && (recent.Count > 0 || recorded <= after && !source.IsFailing))
                {
                    if (recent.Count == 0)
                    {
                        await more.WaitAsync(ct);
                        continue;
                    }

                    after = recent[^1].Version;
                    yield return recent;
                    continue;
                }

                // The page must have everything that was in the log before the page is read.
                var known = Math.Max(source.Position, recorded);
                using var page = await reader.Page(conversation, after, options.Value.PageSize, ct);
                var events = page.Events;
                if (events.Count > 0 ? events[0].Version != after + 1 : known > after) throw Damaged(conversation, after + 1);
                var isLast = !page.More;
                if (events.Count > 0)
                {
                    var whole = DamagedConversationException.Whole(conversation, after, events);
                    isLast &= whole.Count == events.Count;
                    after += (events = whole).Count;
                }

                if (isLast && source.Position < 0)
                {
                    // A client may name a version that does not exist yet. New events begin at the real end of the stream.
                    recorded = await reader.Version(conversation, ct);
                    source.BeginAt(events.Count > 0 ? after : Math.Min(recorded, after));
                    Nudge(conversation.Stream, long.MaxValue); // for events since the page was read
                }

                if (events.Count > 0) yield return events;
                else if (after > source.Position || source.IsFailing) await more.WaitAsync(ct);
            }
        }
        finally
        {
            Leave(source);
        }
    }

    DamagedConversationException Damaged(ConversationKey conversation, long version)
    {
        LogDamaged(conversation.Stream, version);
        return new DamagedConversationException(conversation, version);
    }

    /// <summary>Reads the new events of a conversation now, by the name of its stream, unless they have been read up to a version.</summary>
    public void Nudge(string stream, long version)
    {
        lock (followed)
        {
            if (!followed.TryGetValue(stream, out var source) || source.Position >= version) return;
            nudged[stream] = Math.Max(version, nudged.GetValueOrDefault(stream));
        }

        wake.Set();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        nudges.Raised += Nudge;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wake.Wait(polls.Wait, time, stoppingToken);
                await Tick(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogTickFailed(e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(options.Value.PollMilliseconds), time, CancellationToken.None);
                polls.Restart();
            }
        }

        nudges.Raised -= Nudge;
    }

    async Task Tick(CancellationToken ct)
    {
        var allSince = TakeDue();
        if (due.Count > 0)
        {
            unread = await round.Run(due, ct);
            if (unread.Count > 0) wake.Set();
        }

        foreach (var source in polled) source.Rest();
        if (allSince is { } since) Volatile.Write(ref upToDate, since);
    }

    /// <summary>Returns the time since when all that is followed has been due; null until that is so.</summary>
    long? TakeDue()
    {
        due.Clear();
        polled.Clear();
        lock (followed)
        {
            var allSince = polls.Take(followed.Values, polled);
            // The version may have been read since the nudge.
            var looked = Sources(nudged.Keys).Where(source => source.Position < nudged[source.Id]);
            if (unread.Count + polled.Count > 0)
                looked = Sources(unread).Concat(looked).Concat(polled.Where(source => source.Followers > 0)).Distinct();
            due.AddRange(looked.Where(source => source is { Position: >= 0, Missing: 0 }));
            nudged.Clear();
            unread = [];
            return allSince;
        }
    }

    IEnumerable<FollowedConversation> Sources(IEnumerable<string> conversations) =>
        conversations.Select(id => followed.GetValueOrDefault(id)).OfType<FollowedConversation>();

    FollowedConversation Enter(ConversationKey conversation)
    {
        lock (followed)
        {
            if (!followed.TryGetValue(conversation.Stream, out var source))
                followed[conversation.Stream] = source = new FollowedConversation(conversation.Stream, options.Value.RecentEvents);
            source.Followers++;
            return source;
        }
    }

    void Leave(FollowedConversation source)
    {
        lock (followed)
        {
            if (--source.Followers == 0) followed.Remove(source.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message =
            "The log of conversation {Conversation} is damaged: version {Version} is missing. Its followers "
            + "get an error; other conversations go on")]
    partial void LogDamaged(string conversation, long version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read new events. Followers wait until the next try. {Reason}")]
    partial void LogTickFailed(string reason);
}
