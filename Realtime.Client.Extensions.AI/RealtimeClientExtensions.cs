using Microsoft.Extensions.AI;

namespace Realtime.Client.Extensions.AI;

/// <summary>Realtime as an <see cref="IRealtimeClient"/>.</summary>
public static class RealtimeClientExtensions
{
    /// <summary>
    /// A client of Microsoft.Extensions.AI whose sessions are sessions of the service: each is on the record, and comes back by itself when
    /// its connection or a node of the service is lost. Disposing it leaves the client as it is.
    /// </summary>
    /// <param name="client">The client of the service.</param>
    /// <param name="conversation">The conversation of each new session; null gives each a conversation of its own.</param>
    /// <param name="start">What the sessions are started with beside their own options, for example OnWorkerLost.</param>
    public static IRealtimeClient AsIRealtimeClient(this RealtimeClient client, Func<string>? conversation = null,
        StartRequest? start = null) =>
        new AdaptedClient(client, conversation ?? NewConversation, start ?? new());

    static string NewConversation() => $"ai-{Guid.CreateVersion7():N}";
}
