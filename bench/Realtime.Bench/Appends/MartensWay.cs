using Marten;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Bench.Appends;

/// <summary>The same decisions and appends with Marten's own API: FetchForWriting, and an inline projection in the save.</summary>
static class MartensWay
{
    public static async Task Transact(IDocumentStore store, string conversation, SessionCommand command)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "bench";
        session.CausationId = command.GetType().Name;
        var stream = await session.Events.FetchForWriting<Conversation>(conversation);
        foreach (var e in SessionDecider.Decide(stream.Aggregate ?? Conversation.Unborn(conversation), command))
            stream.AppendOne(session.Identified(e, EventIds.Of(Tenant.Default, e)));
        await session.SaveChangesAsync();
    }
}
