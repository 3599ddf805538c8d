using Microsoft.Extensions.Logging;
using Realtime.EventLog.Isolation;

namespace Realtime.EventLog;

/// <summary>
/// Reads the new events of followed conversations and gives them to their followers. If those of one conversation cannot be read, they are
/// read separately from then on, less and less often, and its followers read the database themselves and get the error.
/// </summary>
sealed partial class NewsRound(NewsReader reader, RowByRow rows, ILogger logger)
{
    const string What = "read the new events of conversation";

    // For thousands of conversations these are large objects, which would stay in memory for minutes if each round created new ones.
    readonly Dictionary<string, FollowedConversation> together = new(StringComparer.Ordinal);
    string[] ids = [];
    long[] positions = [];

    /// <summary>Returns the conversations that may have more, in the order in which the next round must read them.</summary>
    public async Task<IReadOnlyList<string>> Run(IReadOnlyList<FollowedConversation> due, CancellationToken ct)
    {
        var again = new List<string>();
        var alone = due.Where(source => source.IsFailing).ToList();
        try
        {
            again.AddRange(await Together(due, ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !LogFailures.IsAway(e))
        {
            LogApart(together.Count, e.Message);
            alone = [.. due];
        }

        await rows.Each(What, alone, source => source.Id, async (source, inTime) =>
        {
            var unread = await Alone(source, inTime);
            lock (again) again.AddRange(unread);
        }, ct);
        return again;
    }

    async Task<IReadOnlyList<string>> Together(IReadOnlyList<FollowedConversation> due, CancellationToken ct)
    {
        together.Clear();
        foreach (var source in due.Where(source => !source.IsFailing)) together.Add(source.Id, source);
        if (together.Count == 0) return [];
        if (ids.Length != together.Count) (ids, positions) = (new string[together.Count], new long[together.Count]);
        var at = 0;
        foreach (var source in due.Where(source => !source.IsFailing)) (ids[at], positions[at++]) = (source.Id, source.Position);
        var news = await reader.Read(ids, positions, ct);
        FollowedConversation? last = null;
        foreach (var e in news.Events)
        {
            if (last?.Id != e.Conversation)
            {
                last?.Signal();
                last = together[e.Conversation];
            }

            Add(last, e);
        }

        last?.Signal();
        return news.Unread;
    }

    async Task<IReadOnlyList<string>> Alone(FollowedConversation source, CancellationToken ct)
    {
        try
        {
            var news = await reader.Read([source.Id], [source.Position], ct);
            foreach (var e in news.Events) Add(source, e);
            source.IsFailing = false;
            return news.Unread;
        }
        catch
        {
            source.IsFailing = true;
            throw;
        }
        finally
        {
            source.Signal();
        }
    }

    void Add(FollowedConversation source, LoggedEvent e)
    {
        if (!source.TryAdd(e)) LogDamaged(source.Id, source.Missing);
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message =
            "The log of conversation {Conversation} is damaged: version {Version} is missing. Its followers "
            + "get an error; other conversations go on")]
    partial void LogDamaged(string conversation, long version);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not read the new events of {Conversations} conversations at once. Reading each separately. {Reason}")]
    partial void LogApart(int conversations, string reason);
}
