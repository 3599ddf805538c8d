using Realtime.EndToEnd.Tests.Client;

namespace Realtime.EndToEnd.Tests.Stack;

static class StackExtensions
{
    /// <summary>Starts so many sessions, each in a conversation of its own, and waits until all have started.</summary>
    public static async Task<SessionClient[]> StartSessions(this RealtimeStack stack, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ => await (await stack.Client.NewConversation().Start()).Started()));

    /// <summary>The worker process that owns a session, by the address in its claim.</summary>
    public static async Task<ServiceProcess> OwnerOf(this RealtimeStack stack, SessionClient session)
    {
        await using var follower = session.Conversation.Follow();
        var address = new Uri((await follower.Until("session_claimed", session.Id)).Text("address")!);
        return stack.Workers.Single(worker => worker.Address == address);
    }

    public static async Task<IReadOnlyList<SessionClient>> OwnedBy(this RealtimeStack stack, ServiceProcess worker, IEnumerable<SessionClient> sessions)
    {
        var owned = new List<SessionClient>();
        foreach (var session in sessions)
            if (await stack.OwnerOf(session) == worker) owned.Add(session);
        return owned;
    }
}
