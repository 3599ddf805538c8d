using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Api.Audit;

sealed record ArchivedView(string Conversation, long Version, bool Archived);

static partial class ArchiveConversation
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>A repeat is harmless. An archived conversation stays readable and takes no events.</summary>
    public static async Task<Ok<ArchivedView>> Handle(string conversation, ClaimsPrincipal caller, History history, Archive archive,
        Conversations conversations, TimeProvider time, ILogger<Archive> logger, CancellationToken ct)
    {
        var key = caller.Conversation(conversation);
        var stream = await history.Find(key, ct) ?? throw new UnknownConversationException(conversation);
        if (!stream.IsArchived)
        {
            await RefuseLive(key, conversations, ct);
            // The daemon skips archived events, so it must have summarized them.
            for (var began = time.GetTimestamp(); !await archive.IsSummarized(key, ct); await Task.Delay(Poll, time, ct))
            {
                if (time.GetElapsedTime(began) > Patience) throw new ConversationContendedException(conversation);
            }

            if (!await archive.Close(key, ct))
            {
                await RefuseLive(key, conversations, ct);
                throw new ConversationContendedException(conversation); // a session has begun and ended meanwhile
            }

            LogArchived(logger, key, caller.Subject);
        }

        return TypedResults.Ok(new ArchivedView(conversation, stream.Version, Archived: true));
    }

    static async Task RefuseLive(ConversationKey key, Conversations conversations, CancellationToken ct)
    {
        if (await conversations.Load(key, ct) is { State.Live: { } live }) throw new SessionLiveException(live.SessionId);
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Conversation {Conversation} was archived by {Subject}; it stays readable and takes no events")]
    static partial void LogArchived(ILogger logger, string conversation, string subject);
}
