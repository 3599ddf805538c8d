using System.Net.WebSockets;
using System.Text.Json;

namespace Realtime.Bench.Ends;

/// <summary>A cause of an end: the options of the session, and what ends it; null if the start itself does.</summary>
sealed record EndCause(string Name, object Options, Func<BenchStack, WatchedSession, Task>? Trigger, bool IsDrivenLive = false)
{
    /// <summary>The causes whose end the owner records.</summary>
    public static IReadOnlyList<EndCause> Owned { get; } =
    [
        new("requested", new { }, (stack, session) => stack.Client.End(session.Conversation, session.Id)),
        new("transport_closed", new { }, (stack, session) => Break(stack, session, "close")),
        new("error_upstream", new { }, (stack, session) => Break(stack, session, "insufficient-quota")),
        new("error_socket_lost", new { }, (stack, session) => Break(stack, session, "reset")),
        new("start_failed", new { model = "sim-fault-refuse-500" }, Trigger: null),
        new("expired", new { maxSeconds = 1 }, Nothing),
        new("idle", new { idleSeconds = 1 }, Nothing),
        new("client_closed", new { }, Nothing, IsDrivenLive: true),
        new("client_gone", new { }, Nothing, IsDrivenLive: true),
    ];

    static Task Nothing(BenchStack stack, WatchedSession session) => Task.CompletedTask;

    /// <summary>Starts a session and ends it; returns when its follower has seen the end.</summary>
    public async Task<WatchedSession> Live(BenchStack stack)
    {
        var session = new WatchedSession();
        await session.Follow(stack.Client.Address);
        if (IsDrivenLive)
        {
            await LiveAndGo(stack, session);
        }
        else
        {
            await stack.Client.Start(session.Conversation, session.Id, Options);
            if (Trigger is not null)
            {
                await session.Started.WaitAsync(Patience.Time);
                await Trigger(stack, session);
            }
        }

        await session.Ended.WaitAsync(Patience.Time);
        await session.DisposeAsync();
        return session;
    }

    async Task LiveAndGo(BenchStack stack, WatchedSession session)
    {
        using var socket = new ClientWebSocket();
        var api = stack.Client.Address;
        var query = $"model=gpt-realtime-2.1&conversation={session.Conversation}&session={session.Id}";
        await socket.ConnectAsync(new Uri($"ws://{api.Authority}/v1/realtime?{query}"), CancellationToken.None);
        await session.Started.WaitAsync(Patience.Time);
        await socket.ReceiveAsync(new byte[64], CancellationToken.None); // the API is now connected to the owner
        if (Name == "client_closed") await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        else socket.Abort();
    }

    static async Task Break(BenchStack stack, WatchedSession session, string fault)
    {
        using var http = new HttpClient { BaseAddress = stack.Simulator.Address };
        var connections =
            JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri($"/sessions?match={session.Id}", UriKind.Relative)));
        // The fault may break the response to this request. The session's end shows whether it happened.
        using var answer = await http.PostAsync(new Uri($"/sessions/{connections[0].GetProperty("id").GetString()}/fault?fault={fault}",
            UriKind.Relative), null);
    }
}
