using Realtime.Testing.Client;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests.Stack;

/// <summary>A worker with room, by its row alone: starts are accepted, and nothing claims them.</summary>
static class Room
{
    public static Task MakeRoom(this ApiHost api) => api.Execute(
        """
        insert into realtime.worker (id, address, capacity, expires_at)
        values ('roomy', 'http://127.0.0.1:1', 100000, clock_timestamp() + interval '1 hour')
        """);

    public static Task<Answer> Start(this ApiHost api, TestKey key, string? conversation = null, object? body = null) =>
        api.Post($"/conversations/{conversation ?? $"talk-{Guid.NewGuid():N}"}/sessions", body ?? new { }, key.Key);
}
